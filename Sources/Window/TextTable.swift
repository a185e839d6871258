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

  @inline(__always)
  mutating func insert(_ key: TextKey, in bytes: [UInt8]) -> (text: Text, isNew: Bool) {
    let hash = key.hash(bytes)
    let place = index.place(of: key, hash: hash, in: bytes, among: texts)
    if place.found >= 0 { return (Text(index: place.found), false) }
    let text = Text(index: Int32(texts.count))
    texts.append(key, hash: hash, in: bytes)
    index.fill(place.slot, with: text.index, among: texts)
    return (text, true)
  }

  @inline(__always)
  func find(_ key: TextKey, in bytes: [UInt8]) -> Text? {
    let found = index.place(of: key, hash: key.hash(bytes), in: bytes, among: texts).found
    return found < 0 ? nil : Text(index: found)
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

/// Finds texts of a ``TextColumn`` by what they are: open addressing with linear probing, at most five eighths full, four
/// bytes a slot. The texts themselves tell whether a slot holds what is looked for.
struct TextIndex: Sendable {
  private var slots: [Int32] = Array(repeating: -1, count: 16)
  private var shift: UInt64 = 60
  private var count = 0

  /// The slot that holds the text, and its place; or the free slot it would go into, and -1.
  @inline(__always)
  func place(
    of key: TextKey, hash: UInt64, in bytes: [UInt8], among texts: TextColumn
  ) -> (slot: Int, found: Int32) {
    let slots = slots.span
    var slot = Int(truncatingIfNeeded: hash >> shift)
    while true {
      let found = slots[slot]
      if found < 0 || texts.holds(key, hash: hash, in: bytes, at: Int(found)) { return (slot, found) }
      slot = (slot + 1) & (slots.count - 1)
    }
  }

  /// Puts a text into the free slot that ``place(of:hash:in:among:)`` gave. Amortised O(1).
  mutating func fill(_ slot: Int, with place: Int32, among texts: TextColumn) {
    slots[slot] = place
    count += 1
    if count * 8 > slots.count * 5 { grow(texts) }
  }

  /// Twice the slots. Texts are put in anew in the order of their places, which is that of their memory.
  private mutating func grow(_ texts: TextColumn) {
    let places = count == texts.count ? Array(0..<Int32(count)) : slots.filter { $0 >= 0 }.sorted()
    shift -= 1
    slots = Array(repeating: -1, count: slots.count * 2)
    let bytes = texts.storage
    for place in places {
      var slot = Int(truncatingIfNeeded: texts.key(Int(place)).hash(bytes) >> shift)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = place
    }
  }
}
