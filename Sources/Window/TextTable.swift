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
    let place = index.place(of: key, hash: hash, in: bytes, among: texts)
    let text = Text(index: place.found >= 0 ? place.found : Int32(texts.count))
    if place.found < 0 { texts.append(key, hash: hash, in: bytes) }
    let hasCell = isIdentifier && giveCell(to: key, in: bytes, text)
    if place.found < 0 && !hasCell { index.fill(place.slot, with: text.index, hash: hash, among: texts) }
    return (text, place.found < 0)
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
    var (places, hashes) = known(batch, column, areIdentifiers: areIdentifiers)
    batch.forEachKey(column) { row, key, bytes in
      guard places[row] < 0, let key else { return }
      let cell = cell(key, in: bytes)
      let hash = hashes.isEmpty ? key.hash(bytes) : hashes[row]
      places[row] =
        (cell ?? insert(key, hash: hash, in: bytes, isIdentifier: areIdentifiers).text).index
    }
    return places.map { Text(index: $0) }
  }

  /// The places of a column's identifiers, -1 for null and for those that are not here. O(rows) expected.
  func find(_ batch: RowBatch, column: Int) -> [Int32] {
    var places = known(batch, column, areIdentifiers: true).places
    batch.forEachKey(column) { row, key, bytes in
      if places[row] < 0, let key, let found = find(key, in: bytes) { places[row] = found.index }
    }
    return places
  }

  /// The places of most of the texts that are here, -1 for all else; and the hashes, unless nothing needed them.
  private func known(
    _ batch: RowBatch, _ column: Int, areIdentifiers: Bool
  ) -> (places: [Int32], hashes: [UInt64]) {
    switch batch.forms[column] {
    case .integers:
      let cells = batch.cells(column)
      let places = Array(capacity: batch.count) { places in
        for row in 0..<batch.count { places.append(cells.integer(row).map { integers.place(of: $0) } ?? -1) }
      }
      return (places, [])
    case .texts, .uuids:
      let found = areIdentifiers ? short.places(batch, column) : (places: [], long: batch.count)
      if found.long == 0 { return (found.places, []) }
      let hashes = batch.hashes(column)
      var places = index.candidates(hashes)
      let heads = texts.heads(places)
      batch.forEachKey(column) { row, key, bytes in
        guard places[row] >= 0 else { return }
        let isHere = key.map {
          ($0.head ?? heads[row]) == heads[row]
            && texts.holds($0, hash: hashes[row], in: bytes, at: Int(places[row]))
        }
        if isHere != true { places[row] = -1 }
      }
      for (row, place) in found.places.enumerated() where place >= 0 { places[row] = place }
      return (places, hashes)
    case .numbers, .absent: return (Array(repeating: -1, count: batch.count), [])
    }
  }
}
