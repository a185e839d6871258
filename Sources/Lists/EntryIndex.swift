/// Places of rules by the whole key: open addressing with linear probing over FNV-1a-64.
///
/// Not a `Dictionary`, because every party asks about a dozen times and mostly for what is not there: a miss costs the
/// hash and one probe, without building a key.
struct ExactIndex: Sendable {
  private var keys: [[UInt8]] = []
  private var hashes: [UInt64] = []
  private var places: [[Int32]] = []
  private var slots: [Int32] = Array(repeating: -1, count: 16)

  var isEmpty: Bool { places.isEmpty }

  /// An empty key is left out: what is nothing once normalised recognises nobody.
  mutating func add(_ key: [UInt8], _ place: Int32) {
    if key.isEmpty { return }
    let hash = Self.hash(key[...])
    let slot = slot(of: key[...], hash)
    if slots[slot] >= 0 {
      places[Int(slots[slot])].append(place)
      return
    }
    slots[slot] = Int32(keys.count)
    keys.append(key)
    hashes.append(hash)
    places.append([place])
    if keys.count * 2 > slots.count { grow() }
  }

  /// Places in the order they were added. O(length) expected.
  func find(_ key: ArraySlice<UInt8>) -> [Int32] {
    if places.isEmpty || key.isEmpty { return [] }
    let found = slots[slot(of: key, Self.hash(key))]
    return found < 0 ? [] : places[Int(found)]
  }

  /// The slot that holds the key, or the empty one it would go into.
  private func slot(of key: ArraySlice<UInt8>, _ hash: UInt64) -> Int {
    var slot = Self.start(hash, slots.count)
    while slots[slot] >= 0 {
      let found = Int(slots[slot])
      if hashes[found] == hash && keys[found].elementsEqual(key) { break }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 4)
    for (index, hash) in hashes.enumerated() {
      var slot = Self.start(hash, slots.count)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }

  private static func start(_ hash: UInt64, _ count: Int) -> Int {
    Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 20) & (count - 1)
  }

  private static func hash(_ key: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
  }
}

/// Places of rules whose key is a leading part.
struct PrefixIndex: Sendable {
  private var keys = ExactIndex()
  /// The lengths that occur, ascending: one lookup for each.
  private(set) var lengths: [Int] = []

  mutating func add(_ key: [UInt8], _ place: Int32) {
    if key.isEmpty { return }
    keys.add(key, place)
    if !lengths.contains(key.count) { lengths = (lengths + [key.count]).sorted() }
  }

  /// Places of the rules whose key is the first `length` bytes of the text.
  func find(_ text: [UInt8], _ length: Int) -> [Int32] {
    length <= text.count ? keys.find(text[..<length]) : []
  }
}

/// Places of rules whose key may hold `?` for one character.
struct PatternIndex: Sendable {
  /// Where the `?` stand and how long the key is.
  struct Shape: Equatable, Sendable {
    let length: Int
    let wild: [Int]
  }

  private var keys = ExactIndex()
  /// The shapes that occur: one lookup for each.
  private(set) var shapes: [Shape] = []

  mutating func add(_ key: [UInt8], _ place: Int32) {
    if key.isEmpty { return }
    keys.add(key, place)
    let shape = Shape(length: key.count, wild: key.indices.filter { key[$0] == Canonical.anyOne })
    if !shapes.contains(shape) { shapes.append(shape) }
  }

  /// Places of the rules of a shape that match the text.
  func find(_ text: [UInt8], _ shape: Shape) -> [Int32] {
    if shape.length != text.count { return [] }
    if shape.wild.isEmpty { return keys.find(text[...]) }
    var masked = text
    for place in shape.wild { masked[place] = Canonical.anyOne }
    return keys.find(masked[...])
  }
}
