/// The order that the last rows are put in; those before them stay where they are.
struct RowOrder: Sendable {
  /// The first place that changes, a multiple of 64: there a word of a ``SparseColumn`` begins.
  let first: Int
  /// For each place from `first` on, the row that comes there, which is none before `first`; maybe fewer than there were.
  let rows: [Int32]

  init(_ rows: [Int32], from first: Int = 0) {
    precondition(first & 63 == 0, "rows are put in order from a multiple of 64 on")
    self.rows = rows
    self.first = first
  }
}

extension Array {
  /// Adds the elements of another array, which frees them. O(elements of the other).
  mutating func take(_ next: inout [Element]) {
    self += next
    next = []
  }

  /// The elements at the given rows, in that order; none of none. O(rows of the order).
  mutating func pick(_ order: RowOrder) {
    if isEmpty { return }
    let old = elements(from: order.first)
    removeLast(old.count - order.rows.count)
    var places = mutableSpan
    for (place, row) in order.rows.enumerated() { places[order.first + place] = old[Int(row) - order.first] }
  }

  /// A copy of the elements from a place on; `Array(self[0...])` would be none, and the next change would then move the whole
  /// array out of the room that was made for it.
  func elements(from first: Int) -> [Element] {
    Array(capacity: count - first) { copy in
      for place in first..<count { copy.append(self[place]) }
    }
  }
}
