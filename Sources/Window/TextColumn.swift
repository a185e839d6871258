/// Texts in the order they were added, eight bytes each at most beside their characters; equal texts may stand here twice.
///
/// An integer or a UUID in its canonical form is kept as the number it is, so a text has one form here whatever type
/// the warehouse sent it in: `42` as int8, as varchar and as text are one identifier (design §3).
package struct TextColumn: Sendable {
  /// What is kept of a text: a number shifted left by one; or, with the lowest bit set, sixteen bits of its hash, which tell
  /// most other texts from it without a look at its characters, and above them its place in `bytes`.
  private var words = NearNumbers()
  /// A UUID is a zero byte and its sixteen; any other text its length plus one in LEB128, then its UTF-8.
  private var bytes: [UInt8] = []

  package init() {}

  package var count: Int { words.count }

  /// Bytes of memory that the texts take.
  package var memory: Int { words.memory + bytes.capacity }

  /// Makes room for so many texts, but not for characters.
  mutating func reserve(_ texts: Int) { words.reserve(texts) }

  /// Adds a text; `hash` is its ``TextKey/hash(_:)``.
  mutating func append(_ key: TextKey, hash: UInt64, in source: [UInt8]) {
    switch key {
    case .integer(let value): words.append(UInt64(bitPattern: value) << 1)
    case .uuid(let value):
      words.append(UInt64(bytes.count) << 17 | Self.tag(hash))
      bytes.append(addingCapacity: 17) { bytes in
        bytes.append(0)
        var rest = value.byteSwapped
        for _ in 0..<16 {
          bytes.append(UInt8(truncatingIfNeeded: rest))
          rest >>= 8
        }
      }
    case .utf8(let low, let high):
      words.append(UInt64(bytes.count) << 17 | Self.tag(hash))
      var length = high - low + 1
      while length >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: length) | 0x80)
        length >>= 7
      }
      bytes.append(UInt8(truncatingIfNeeded: length))
      bytes.append(contentsOf: source[low..<high])
    }
  }

  /// Takes over the texts of another column. O(texts and their characters).
  mutating func take(_ next: inout TextColumn) {
    let known = UInt64(bytes.count) << 17
    words.take(&next.words) { $0 & 1 == 0 ? $0 : $0 + known }
    bytes.take(&next.bytes)
  }

  /// What the word of a text with this hash ends in.
  @inline(__always)
  private static func tag(_ hash: UInt64) -> UInt64 { (hash & 0xFFFF) << 1 | 1 }

  /// Whether the text at a place is this one. O(1) for most others, else O(length).
  @inline(__always)
  func holds(_ key: TextKey, hash: UInt64, in source: [UInt8], at index: Int) -> Bool {
    if case .integer(let value) = key { return words[index] == UInt64(bitPattern: value) << 1 }
    return words[index] & 0x1FFFF == Self.tag(hash) && isSame(key, in: source, at: index)
  }

  private func isSame(_ key: TextKey, in source: [UInt8], at index: Int) -> Bool {
    switch (key, self.key(index)) {
    case (.uuid(let value), .uuid(let other)): return other == value
    case (.utf8(let low, let high), .utf8(let first, let end)):
      return end - first == high - low
        && bytes.span.holds(high - low, at: first, of: source.span, at: low)
    default: return false
    }
  }

  /// The first byte that is kept of each text, 0 for a UUID; what integers and negative places give says nothing. All are
  /// fetched at once: texts lie at random in memory. O(places).
  func heads(_ places: [Int32]) -> [UInt8] {
    if bytes.isEmpty { return Array(repeating: 0, count: places.count) }
    let bytes = bytes.span
    let kept = Array(capacity: places.count) { kept in
      for place in places { kept.append(words[max(0, Int(place))]) }
    }
    return Array(capacity: places.count) { heads in
      for word in kept { heads.append(bytes[word & 1 == 0 ? 0 : Int(word >> 17)]) }
    }
  }

  /// The text at a place; the places of `utf8` are in ``storage``.
  @inline(__always)
  func key(_ index: Int) -> TextKey {
    let word = words[index]
    if word & 1 == 0 { return .integer(Int64(bitPattern: word) >> 1) }
    var place = Int(word >> 17)
    if bytes[place] == 0 {
      let high = bytes.span.word(place + 1).byteSwapped
      return .uuid(UInt128(high) << 64 | UInt128(bytes.span.word(place + 9).byteSwapped))
    }
    // Nearly all texts are shorter than 127 bytes.
    if bytes[place] < 0x80 { return .utf8(place + 1, place + Int(bytes[place])) }
    var (length, shift) = (0, 0)
    while bytes[place] >= 0x80 {
      length |= Int(bytes[place] & 0x7F) << shift
      shift += 7
      place += 1
    }
    length |= Int(bytes[place]) << shift
    return .utf8(place + 1, place + length)
  }

  /// Where the characters of ``key(_:)`` are.
  var storage: [UInt8] { bytes }

  /// The characters of the text at a place. O(1) for what is neither an integer nor a UUID.
  package func utf8(_ index: Int) -> ArraySlice<UInt8> {
    switch key(index) {
    case .integer(let value): ArraySlice(String(value).utf8)
    case .uuid(let value): ArraySlice(TextKey.utf8(ofUUID: value))
    case .utf8(let low, let high): bytes[low..<high]
    }
  }

  package subscript(_ index: Int) -> String { String(decoding: utf8(index), as: UTF8.self) }

  /// The first eight bytes of a text, the first highest; 0 for what it is short of. O(1).
  func start(_ index: Int) -> UInt64 {
    let text = utf8(index)
    return text.span.word(0, min(8, text.count)).byteSwapped
  }

  /// Bytewise order of two texts; numbers are compared without writing them out.
  package func precedes(_ left: Int, _ right: Int) -> Bool {
    switch (key(left), key(right)) {
    case (.integer(let one), .integer(let other)): TextKey.decimalPrecedes(one, other)
    case (.uuid(let one), .uuid(let other)): one < other
    default: utf8(left).lexicographicallyPrecedes(utf8(right))
    }
  }

  /// The texts at the given places, in that order, the characters staying where they are. O(places).
  mutating func pick(_ order: RowOrder) { words.pick(order) }
}
