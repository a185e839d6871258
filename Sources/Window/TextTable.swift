/// A handle on one text of a ``TextTable``; `none` stands for SQL's null.
package struct Text: Hashable, Sendable {
  /// Place in the table, or -1.
  package let index: Int32

  package static let none = Text(index: -1)

  package init(index: Int32) { self.index = index }

  package var isNone: Bool { index < 0 }
}

/// Each distinct text once, as UTF-8 bytes end to end: 4 bytes of handle stand for every repeat.
///
/// Open addressing with linear probing over FNV-1a-64 hashes; looking up or adding costs O(length) expected.
package struct TextTable: Sendable {
  private var bytes: [UInt8] = []
  /// `offsets[i]..<offsets[i + 1]` are the bytes of text `i`.
  private var offsets: [Int] = [0]
  private var hashes: [UInt64] = []
  private var slots: [Int32] = Array(repeating: -1, count: 16)

  package init() {}

  /// How many distinct texts there are.
  package var count: Int { offsets.count - 1 }

  /// The handle of these bytes, and whether they are here for the first time.
  package mutating func insert(_ text: some Collection<UInt8>) -> (text: Text, isNew: Bool) {
    let hash = Self.hash(text)
    var slot = place(of: hash)
    while slots[slot] >= 0 {
      let found = Int(slots[slot])
      if hashes[found] == hash && equal(found, text) { return (Text(index: Int32(found)), false) }
      slot = (slot + 1) & (slots.count - 1)
    }
    let index = Int32(count)
    slots[slot] = index
    bytes.append(contentsOf: text)
    offsets.append(bytes.count)
    hashes.append(hash)
    if count * 2 > slots.count { grow() }
    return (Text(index: index), true)
  }

  /// The handle of a string, or `none` for nil.
  package mutating func insert(_ text: String?) -> Text {
    guard let text else { return .none }
    return insert(text.utf8).text
  }

  /// The handle of bytes that are here already.
  package func find(_ text: some Collection<UInt8>) -> Text? {
    let hash = Self.hash(text)
    var slot = place(of: hash)
    while slots[slot] >= 0 {
      let found = Int(slots[slot])
      if hashes[found] == hash && equal(found, text) { return Text(index: Int32(found)) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The text behind a handle; nil for `none`.
  package subscript(_ text: Text) -> String? {
    text.isNone ? nil : String(decoding: utf8(text), as: UTF8.self)
  }

  /// The bytes behind a handle that is not `none`.
  package func utf8(_ text: Text) -> ArraySlice<UInt8> {
    bytes[offsets[Int(text.index)]..<offsets[Int(text.index) + 1]]
  }

  /// Bytewise order of two texts that are not `none`.
  package func precedes(_ left: Text, _ right: Text) -> Bool {
    utf8(left).lexicographicallyPrecedes(utf8(right))
  }

  private func equal(_ index: Int, _ text: some Collection<UInt8>) -> Bool {
    bytes[offsets[index]..<offsets[index + 1]].elementsEqual(text)
  }

  private func place(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 20) & (slots.count - 1)
  }

  private static func hash(_ text: some Collection<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 4)
    for (index, hash) in hashes.enumerated() {
      var slot = place(of: hash)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }
}
