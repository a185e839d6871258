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

  /// For each row from `first` on, where it comes, counted from there; -1 for those left out, the last of which may be missing.
  /// O(rows).
  func places() -> [Int32] {
    let last = rows.max().map { Int($0) } ?? first - 1
    var places = Array(repeating: Int32(-1), count: last - first + 1)
    for (place, row) in rows.enumerated() { places[Int(row) - first] = Int32(place) }
    return places
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
