/// A column with a value in some rows: a bit a row, a count every 64 rows, and the values that there are.
///
/// Source: the rank structure of G. Jacobson, "Space-efficient Static Trees and Graphs" (1989), with one level.
struct SparseColumn<Value: Sendable>: Sendable {
  private var bits: [UInt64] = []
  /// Values before each word of `bits`.
  private var before: [Int32] = []
  private var values: [Value] = []
  private(set) var count = 0

  init() {}

  /// The value in a row, nil where there is none. O(1).
  subscript(_ row: Int) -> Value? {
    let (word, bit) = (bits[row >> 6], UInt64(1) << UInt64(row & 63))
    if word & bit == 0 { return nil }
    return values[Int(before[row >> 6]) + (word & (bit - 1)).nonzeroBitCount]
  }

  /// Adds the value of the next row. Amortised O(1).
  @inline(__always)
  mutating func append(_ value: Value?) {
    if count & 63 == 0 {
      bits.append(0)
      before.append(Int32(values.count))
    }
    if let value {
      bits[count >> 6] |= 1 << UInt64(count & 63)
      values.append(value)
    }
    count += 1
  }

  /// Puts other values in the place of those that there are. O(values).
  mutating func change(_ value: (Value) -> Value) {
    for place in values.indices { values[place] = value(values[place]) }
  }

  /// The rows at the given places, in that order; none of none. O(places).
  mutating func pick(_ order: RowOrder) {
    if count == 0 { return }
    var picked = SparseColumn()
    picked.bits.reserveCapacity((order.rows.count + 63) / 64)
    picked.before.reserveCapacity((order.rows.count + 63) / 64)
    picked.values.reserveCapacity(values.count)
    for row in order.rows { picked.append(self[Int(row)]) }
    self = picked
  }
}

/// A handle a row in a column that is often empty, or mostly of one text.
package struct SparseTexts: Sendable {
  private var handles = SparseColumn<Text>()
  /// What rows without a handle of their own have.
  package private(set) var usual: Text

  package init(usual: Text = .none) { self.usual = usual }

  /// The handle in a row. O(1).
  package subscript(_ row: Int) -> Text { handles[row] ?? usual }

  /// Adds a handle for each of the next rows. Amortised O(rows).
  mutating func append(_ texts: [Text]) {
    for text in texts { handles.append(text == usual ? nil : text) }
  }

  /// Handles of one table become those of another: the first's are places among `new`. O(values).
  mutating func renumber(_ new: [Text]) {
    let places = new.span
    handles.change { $0.isNone ? $0 : places[Int($0.index)] }
    if !usual.isNone { usual = new[Int(usual.index)] }
  }

  /// The rows at the given places, in that order. O(places).
  mutating func pick(_ order: RowOrder) { handles.pick(order) }
}
