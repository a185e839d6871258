import Window

/// Places of rules by the whole key.
struct ExactIndex: Sendable {
  private var keys = TextTable()
  private var places: [[Int32]] = []

  var isEmpty: Bool { places.isEmpty }

  mutating func add(_ key: [UInt8], _ place: Int32) {
    if key.isEmpty { return }
    let (text, isNew) = keys.insert(key)
    if isNew { places.append([place]) } else { places[Int(text.index)].append(place) }
  }

  /// Places in the order they were added. O(length) expected.
  func find(_ key: ArraySlice<UInt8>) -> [Int32] {
    guard !places.isEmpty, let text = keys.find(key) else { return [] }
    return places[Int(text.index)]
  }
}

/// Places of rules whose key is a leading part.
struct PrefixIndex: Sendable {
  private var keys = ExactIndex()
  /// The lengths that occur, ascending.
  private var lengths: [Int] = []

  mutating func add(_ key: [UInt8], _ place: Int32) {
    keys.add(key, place)
    if !lengths.contains(key.count) { lengths = (lengths + [key.count]).sorted() }
  }

  /// One lookup for each length that occurs.
  func forEach(prefixOf text: [UInt8], _ body: ([Int32]) -> Void) {
    for length in lengths where length <= text.count { body(keys.find(text[..<length])) }
  }
}

/// Places of rules whose key may hold `?` for one character.
struct PatternIndex: Sendable {
  private var keys = ExactIndex()
  /// Where the `?` stand and how long the key is, each such shape once.
  private var shapes: [Shape] = []

  private struct Shape: Equatable, Sendable {
    let length: Int
    let wild: [Int]
  }

  mutating func add(_ key: [UInt8], _ place: Int32) {
    keys.add(key, place)
    let shape = Shape(length: key.count, wild: key.indices.filter { key[$0] == Canonical.anyOne })
    if !shapes.contains(shape) { shapes.append(shape) }
  }

  /// One lookup for each shape of the text's length.
  func forEach(matching text: [UInt8], _ body: ([Int32]) -> Void) {
    for shape in shapes where shape.length == text.count {
      if shape.wild.isEmpty {
        body(keys.find(text[...]))
      } else {
        var masked = text
        for place in shape.wild { masked[place] = Canonical.anyOne }
        body(keys.find(masked[...]))
      }
    }
  }
}
