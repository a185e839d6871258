/// A handle on one text of a ``TextTable``; `none` stands for SQL's null.
///
/// Public, as are its comparison and hash, so that loops in other modules need no call.
public struct Text: Hashable, Sendable {
  /// Place in the table, or -1.
  public let index: Int32

  package static let none = Text(index: -1)

  package init(index: Int32) { self.index = index }

  @inlinable public var isNone: Bool { index < 0 }

  @inlinable
  public static func == (left: Text, right: Text) -> Bool { left.index == right.index }

  @inlinable
  public func hash(into hasher: inout Hasher) { hasher.combine(index) }
}

/// Each distinct text once: four bytes of handle stand for every repeat. Looking up or adding costs O(length) expected.
package struct TextTable: Sendable {
  private var texts = TextColumn()
  /// Identifiers that are integers and lie close together, or that are short; each may be here, or in `index`, or in both.
  private var integers = IntegerPlaces()
  private var short = ShortTexts()
  private var index = TextIndex()
  /// From the lowest to the highest of the integers in `index`: those of a sequence mostly lie elsewhere.
  private var indexed: ClosedRange<Int64>?

  package init() {}

  /// How many distinct texts there are.
  package var count: Int { texts.count }

  /// The handle of these bytes, and whether they are here for the first time.
  package mutating func insert(_ text: some Collection<UInt8>) -> (text: Text, isNew: Bool) {
    let bytes = Array(text)
    return insert(TextKey(bytes, 0, bytes.count), in: bytes)
  }

  /// The handle of a string, or `none` for nil.
  package mutating func insert(_ text: String?) -> Text {
    guard let text else { return .none }
    return insert(text.utf8).text
  }

  /// The handle of bytes that are here already.
  package func find(_ text: some Collection<UInt8>) -> Text? {
    let bytes = Array(text)
    return find(TextKey(bytes, 0, bytes.count), in: bytes)
  }

  /// `isIdentifier`: whether integers are likely to have neighbours, as those of a sequence do, and texts to be looked for
  /// again and again. Others would only take memory.
  @inline(__always)
  mutating func insert(
    _ key: TextKey, in bytes: [UInt8], isIdentifier: Bool = false
  ) -> (text: Text, isNew: Bool) {
    if let known = cell(key, in: bytes) { return (known, false) }
    return insert(key, hash: key.hash(bytes), in: bytes, isIdentifier: isIdentifier)
  }

  /// The same, of what has no cell.
  @inline(__always)
  private mutating func insert(
    _ key: TextKey, hash: UInt64, in bytes: [UInt8], isIdentifier: Bool
  ) -> (text: Text, isNew: Bool) {
    // The next of a sequence needs no look into the index.
    if isIdentifier, isNew(key), giveCell(to: key, in: bytes, Text(index: Int32(texts.count))) {
      texts.append(key, hash: hash, in: bytes)
      return (Text(index: Int32(texts.count - 1)), true)
    }
    let place = index.place(of: key, hash: hash, in: bytes, among: texts)
    let text = Text(index: place.found >= 0 ? place.found : Int32(texts.count))
    if place.found < 0 { texts.append(key, hash: hash, in: bytes) }
    let hasCell = isIdentifier && giveCell(to: key, in: bytes, text)
    if place.found < 0 && !hasCell {
      index.fill(place.slot, with: text.index, hash: hash)
      if case .integer(let value) = key {
        indexed = min(value, indexed?.lowerBound ?? value)...max(value, indexed?.upperBound ?? value)
      }
    }
    return (text, place.found < 0)
  }

  /// Whether an integer without a cell cannot be here.
  @inline(__always)
  private func isNew(_ key: TextKey) -> Bool {
    if case .integer(let value) = key { return indexed.map { !$0.contains(value) } ?? true }
    return false
  }

  @inline(__always)
  func find(_ key: TextKey, in bytes: [UInt8]) -> Text? {
    if let known = cell(key, in: bytes) { return known }
    let found = index.place(of: key, hash: key.hash(bytes), in: bytes, among: texts).found
    return found < 0 ? nil : Text(index: found)
  }

  /// An identifier's handle, by its cell.
  @inline(__always)
  private func cell(_ key: TextKey, in bytes: [UInt8]) -> Text? {
    let place: Int32
    if case .integer(let value) = key {
      place = integers.place(of: value)
    } else {
      place = short.place(of: ShortKey(key, in: bytes))
    }
    return place < 0 ? nil : Text(index: place)
  }

  /// False when there is no cell for it.
  private mutating func giveCell(to key: TextKey, in bytes: [UInt8], _ text: Text) -> Bool {
    if case .integer(let value) = key { return integers.put(text.index, at: value) }
    let short = ShortKey(key, in: bytes)
    if !short.isNone { self.short.put(text.index, at: short) }
    return !short.isNone
  }

  /// Puts all texts into another table; their handles there, by their places here. O(texts) expected.
  func moved(into other: inout TextTable) -> [Text] {
    let bytes = texts.storage
    return (0..<texts.count).map { place in
      let key = texts.key(place)
      var isInteger = false
      if case .integer(let value) = key { isInteger = integers.place(of: value) >= 0 }
      return other.insert(key, in: bytes, isIdentifier: isInteger).text
    }
  }

  /// The text behind a handle; nil for `none`.
  package subscript(_ text: Text) -> String? { text.isNone ? nil : texts[Int(text.index)] }

  /// The bytes behind a handle that is not `none`.
  package func utf8(_ text: Text) -> ArraySlice<UInt8> { texts.utf8(Int(text.index)) }

  /// What a text that is not `none` begins with: in the order of these numbers texts stand, but for those that begin alike.
  func start(_ text: Text) -> UInt64 { texts.start(Int(text.index)) }

  /// Bytewise order of two texts that are not `none`.
  package func precedes(_ left: Text, _ right: Text) -> Bool {
    texts.precedes(Int(left.index), Int(right.index))
  }
}

/// Columns of a batch: everything is looked up before anything is added. With nothing between the looks, the processor waits
/// for many places in memory at once.
extension TextTable {
  /// The handles of a column's texts, `none` for null; those that are not here are added. O(rows) expected.
  mutating func insert(_ batch: RowBatch, column: Int, areIdentifiers: Bool) -> [Text] {
    var (places, hashes) = known(batch, column)
    if !hashes.isEmpty {
      batch.forEachKey(column) { row, key, bytes in
        guard places[row] < 0, let key else { return }
        let text =
          cell(key, in: bytes)
          ?? insert(
            key, hash: hashes[row] == 0 ? key.hash(bytes) : hashes[row], in: bytes,
            isIdentifier: areIdentifiers
          ).text
        places[row] = text.index
      }
    }
    return places.map { Text(index: $0) }
  }

  /// The places of a column's texts, -1 for null and for those that are not here. O(rows) expected.
  func find(_ batch: RowBatch, column: Int) -> [Int32] {
    var (places, hashes) = known(batch, column)
    if hashes.isEmpty { return places }
    batch.forEachKey(column) { row, key, bytes in
      guard places[row] < 0, let key, !isNew(key) else { return }
      places[row] = index.place(of: key, hash: hashes[row], in: bytes, among: texts).found
    }
    return places
  }

  /// The places of integers that have cells, -1 for all else; and whether all else is null.
  private func places(ofIntegers cells: RowBatch.Cells, _ count: Int) -> (places: [Int32], areAllKnown: Bool)
  {
    var areAllKnown = true
    let places = Array(capacity: count) { places in
      for row in 0..<count {
        let place = cells.integer(row).map { integers.place(of: $0) }
        if place == -1 { areAllKnown = false }
        places.append(place ?? -1)
      }
    }
    return (places, areAllKnown)
  }

  /// The places of those that have cells and of most others that are here, -1 for all else; and the hashes of what has no
  /// cell, or nothing when that is nothing.
  private func known(_ batch: RowBatch, _ column: Int) -> (places: [Int32], hashes: [UInt64]) {
    var (places, areAllKnown) =
      batch.forms[column] == .integers
      ? places(ofIntegers: batch.cells(column), batch.count) : (short.places(batch, column), false)
    if areAllKnown { return (places, []) }
    var hashes: [UInt64] = []
    batch.forEachKey(column) { row, key, bytes in
      guard places[row] < 0, let key else { return }
      if case .integer(let value) = key { places[row] = integers.place(of: value) }
      if places[row] >= 0 { return }
      if hashes.isEmpty { hashes = Array(repeating: 0, count: batch.count) }
      if !isNew(key) { hashes[row] = key.hash(bytes) }
    }
    if hashes.isEmpty { return (places, []) }
    let candidates = index.candidates(hashes)
    let heads = texts.heads(candidates)
    batch.forEachKey(column) { row, key, bytes in
      guard places[row] < 0, candidates[row] >= 0, let key, key.head ?? heads[row] == heads[row] else {
        return
      }
      if texts.holds(key, hash: hashes[row], in: bytes, at: Int(candidates[row])) {
        places[row] = candidates[row]
      }
    }
    return (places, hashes)
  }
}
