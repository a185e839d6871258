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
    bits[row >> 6] >> UInt64(row & 63) & 1 == 0 ? nil : values[rank(row)]
  }

  /// Adds rows without a value until there are so many. Amortised O(rows / 64).
  mutating func extend(to rows: Int) {
    while bits.count < (rows + 63) / 64 {
      bits.append(0)
      before.append(Int32(values.count))
    }
    count = rows
  }

  /// Adds the value of the next row. Amortised O(1).
  mutating func append(_ value: Value) {
    extend(to: count + 1)
    bits[(count - 1) >> 6] |= 1 << UInt64((count - 1) & 63)
    values.append(value)
  }

  /// Adds a row for each value, but keeps no value that is the usual one. Amortised O(values).
  ///
  /// Which rows have a value no processor guesses, so nothing is decided: a value that is not wanted is written over.
  mutating func append(_ new: [Value], without usual: Value) where Value: Equatable {
    var place = values.count
    values += new
    var row = 0
    while row < new.count {
      let shift = count & 63
      if shift == 0 {
        bits.append(0)
        before.append(Int32(place))
      }
      var places = values.mutableSpan
      var word: UInt64 = 0
      let end = min(64, shift + new.count - row)
      for bit in shift..<end {
        let mark = (new[row] != usual).mark
        word |= mark << UInt64(bit)
        places[place] = new[row]
        place += Int(mark)
        row += 1
      }
      bits[count >> 6] |= word
      count += end - shift
    }
    values.removeLast(values.count - place)
  }

  /// Adds the rows of another column. O(values) and a 64th of the rows.
  mutating func append(_ other: SparseColumn) {
    let known = count
    other.forEach { row, value in
      extend(to: known + row)
      append(value)
    }
    extend(to: known + other.count)
  }

  /// Calls `body` with each row that has a value, ascending.
  func forEach(_ body: (Int, Value) -> Void) {
    var place = 0
    for (word, bits) in bits.enumerated() {
      bits.forEachBit { bit in
        body(word << 6 + bit, values[place])
        place += 1
      }
    }
  }

  /// Puts other values in the place of those that there are. O(values).
  mutating func change(_ value: (Value) -> Value) {
    for place in values.indices { values[place] = value(values[place]) }
  }

  /// The rows at the given places, in that order; none of none. O(places), of which most cost little: a value is moved where
  /// its row comes, and no row is asked for its value.
  mutating func pick(_ order: RowOrder) {
    let word = order.first >> 6
    guard word < bits.count else { return }
    let kept = Int(before[word])
    var old = SparseColumn()
    (old.bits, old.values) = (bits.elements(from: word), values.elements(from: kept))
    bits.removeLast(old.bits.count)
    before.removeLast(old.bits.count)
    values.removeLast(old.values.count)
    extend(to: order.first + order.rows.count)
    if old.values.isEmpty { return }
    let places = order.places()
    func forEachPicked(_ body: (_ row: Int, _ value: Value) -> Void) {
      old.forEach { row, value in
        let place = row < places.count ? places[row] : -1
        if place >= 0 { body(order.first + Int(place), value) }
      }
    }
    forEachPicked { row, _ in bits[row >> 6] |= 1 << UInt64(row & 63) }
    var total = kept
    for place in word..<bits.count {
      before[place] = Int32(total)
      total += bits[place].nonzeroBitCount
    }
    values += old.values.prefix(total - kept)
    forEachPicked { row, value in values[rank(row)] = value }
  }

  /// Values before a row.
  private func rank(_ row: Int) -> Int {
    Int(before[row >> 6]) + (bits[row >> 6] & (1 << UInt64(row & 63) - 1)).nonzeroBitCount
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
    handles.append(texts, without: usual)
  }

  /// Takes over the rows of another column with the same usual text. O(values).
  mutating func take(_ next: inout SparseTexts) {
    handles.append(next.handles)
    next = SparseTexts(usual: usual)
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
