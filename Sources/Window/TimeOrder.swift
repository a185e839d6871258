import Ledger

/// The rows from the given one on in order of (time, `comesBefore`); nil when they are in that order already.
///
/// Rows are dealt into about one bucket for every eight of them by a counting sort on the leading bits of their time, and
/// each bucket is sorted: O(n) when times are spread over their range, O(n log n) when they are not. Four bytes a row.
///
/// - Parameter comesBefore: a strict total order of two rows of one time.
func timeOrder(of times: [Int64], from first: Int = 0, _ comesBefore: (Int32, Int32) -> Bool) -> [Int32]? {
  let rows = first..<times.count
  return isOrdered(times, rows, comesBefore) ? nil : ordered(times, rows, .min ... .max, comesBefore)
}

/// The same, the rows of either half put in order on a thread of their own.
func timeOrderByHalves(
  of times: [Int64], from first: Int = 0, _ comesBefore: @escaping @Sendable (Int32, Int32) -> Bool
) -> [Int32]? {
  let rows = first..<times.count
  if isOrdered(times, rows, comesBefore) { return nil }
  // A row in the middle parts them into halves when they come nearly in order of time. Nothing else rests on it.
  let middle = times[rows.lowerBound + rows.count / 2]
  let (early, late) = concurrently({
    middle == .min ? [] : ordered(times, rows, .min...middle - 1, comesBefore)
  }) {
    ordered(times, rows, middle ... .max, comesBefore)
  }
  return early + late
}

private func isBefore(
  _ time: Swift.Span<Int64>, _ left: Int32, _ right: Int32, _ comesBefore: (Int32, Int32) -> Bool
) -> Bool {
  let (one, other) = (time[Int(left)], time[Int(right)])
  return one != other ? one < other : comesBefore(left, right)
}

private func isOrdered(
  _ times: [Int64], _ rows: Range<Int>, _ comesBefore: (Int32, Int32) -> Bool
) -> Bool {
  let time = times.span
  return rows.dropFirst().allSatisfy { isBefore(time, Int32($0 - 1), Int32($0), comesBefore) }
}

/// Those of the rows whose time is one of `used`, in order.
@inline(__always)
private func ordered(
  _ times: [Int64], _ rows: Range<Int>, _ used: ClosedRange<Int64>, _ comesBefore: (Int32, Int32) -> Bool
) -> [Int32] {
  let time = times.span
  var (low, high, count) = (Int64.max, Int64.min, 0)
  for row in rows where used.contains(time[row]) {
    low = min(low, time[row])
    high = max(high, time[row])
    count += 1
  }
  if count == 0 { return [] }

  let range = UInt64(bitPattern: high) &- UInt64(bitPattern: low)
  let buckets = max(1, count / 8)
  var shift: UInt64 = 0
  while range >> shift >= UInt64(buckets) { shift += 1 }
  func bucket(_ row: Int) -> Int { Int((UInt64(bitPattern: time[row]) &- UInt64(bitPattern: low)) >> shift) }

  // Where each bucket ends, once all rows are in it.
  var ends = Array(repeating: Int32(0), count: buckets + 1)
  for row in rows where used.contains(time[row]) { ends[bucket(row) + 1] += 1 }
  for place in 0..<buckets { ends[place + 1] += ends[place] }
  var order = Array(repeating: Int32(0), count: count)
  for row in rows where used.contains(time[row]) {
    let place = bucket(row)
    order[Int(ends[place])] = Int32(row)
    ends[place] += 1
  }
  var start = 0
  for place in 0..<buckets {
    let rows = start..<Int(ends[place])
    start = rows.upperBound
    if rows.count > 24 {
      order[rows].sort { isBefore(time, $0, $1, comesBefore) }
      continue
    }
    for end in rows.dropFirst() {
      let row = order[end]
      var hole = end
      while hole > rows.lowerBound, isBefore(time, row, order[hole - 1], comesBefore) {
        order[hole] = order[hole - 1]
        hole -= 1
      }
      order[hole] = row
    }
  }
  return order
}
