/// The rows in order of (time, `comesBefore`); nil when they are in that order already.
///
/// Rows are dealt into about one bucket for every eight of them by a counting sort on the leading bits of their time, and
/// each bucket is sorted: O(n) when times are spread over their range, O(n log n) when they are not. Four bytes a row.
///
/// - Parameter comesBefore: a strict total order of two rows of one time.
func timeOrder(of times: [Int64], _ comesBefore: (Int32, Int32) -> Bool) -> [Int32]? {
  let time = times.span
  func isBefore(_ left: Int32, _ right: Int32) -> Bool {
    let (one, other) = (time[Int(left)], time[Int(right)])
    return one != other ? one < other : comesBefore(left, right)
  }
  var (low, high, isOrdered) = (Int64.max, Int64.min, true)
  for row in time.indices {
    low = min(low, time[row])
    high = max(high, time[row])
    if isOrdered, row > 0, !isBefore(Int32(row - 1), Int32(row)) { isOrdered = false }
  }
  if isOrdered { return nil }

  let range = UInt64(bitPattern: high) &- UInt64(bitPattern: low)
  let buckets = max(1, time.count / 8)
  var shift: UInt64 = 0
  while range >> shift >= UInt64(buckets) { shift += 1 }
  func bucket(_ row: Int) -> Int { Int((UInt64(bitPattern: time[row]) &- UInt64(bitPattern: low)) >> shift) }

  var start = Array(repeating: Int32(0), count: buckets + 1)
  for row in time.indices { start[bucket(row) + 1] += 1 }
  for place in 0..<buckets { start[place + 1] += start[place] }
  var order = Array(repeating: Int32(0), count: time.count)
  var next = start
  for row in time.indices {
    let place = bucket(row)
    order[Int(next[place])] = Int32(row)
    next[place] += 1
  }
  for place in 0..<buckets {
    let rows = Int(start[place])..<Int(start[place + 1])
    if rows.count > 24 {
      order[rows].sort(by: isBefore)
    } else {
      for end in rows.dropFirst() {
        let row = order[end]
        var hole = end
        while hole > rows.lowerBound, isBefore(row, order[hole - 1]) {
          order[hole] = order[hole - 1]
          hole -= 1
        }
        order[hole] = row
      }
    }
  }
  return order
}
