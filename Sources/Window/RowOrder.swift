/// The order that rows are put in: for each place the row that comes there.
struct RowOrder: Sendable {
  let rows: [Int32]
  /// How far a row moves at most.
  let reach: Int

  /// O(rows).
  init(_ rows: [Int32]) {
    self.rows = rows
    var reach = 0
    for place in rows.indices { reach = max(reach, abs(Int(rows[place]) - place)) }
    self.reach = reach
  }
}

extension Array {
  /// The elements at the given rows, in that order; none of none. O(rows).
  ///
  /// Where rows come nearly in order they are put in order where they stand: only what is overwritten and may still be asked
  /// for is kept aside. Otherwise the column stands twice in memory for as long as it takes.
  mutating func pick(_ order: RowOrder) {
    if isEmpty { return }
    guard order.reach <= nearby else {
      let old = self
      self = Array(capacity: order.rows.count) { picked in
        for row in order.rows { picked.append(old[Int(row)]) }
      }
      return
    }
    let stretch = Swift.max(order.reach, 4096)
    // What stood in the last places before the stretch.
    var before: [Element] = []
    for start in stride(from: 0, to: order.rows.count, by: stretch) {
      let end = Swift.min(start + stretch, order.rows.count)
      let first = start - before.count
      let old = before + self[start..<Swift.min(end + order.reach, count)]
      var places = mutableSpan
      for place in start..<end { places[place] = old[Int(order.rows[place]) - first] }
      before = Array(old[Swift.max(0, end - order.reach - first)..<(end - first)])
    }
    removeLast(count - order.rows.count)
  }
}

/// How far rows may move so that what is kept aside stays in the processor's caches.
private let nearby = 1 << 15
