/// Names that are looked for, arranged so that a name which resembles one of them meets it and few others.
///
/// Two names resemble each other only if two telling words of one agree with two of the other (see ``Agreement``), or if
/// they are the same words altogether. Agreeing words have one ``Sound/key``, so every pair of keys of a listed name is a
/// place to find it in: nothing that resembles is missed, and a name without such a pair costs a few lookups.
/// O(names · words²) to build.
package struct NameIndex: Sendable {
  package let names: [Name]
  private let words: Postings
  private let pairs: Postings
  private let wholes: Postings
  /// How many names have a word of each key.
  package let nameCounts: [Int32]

  /// The order of names is kept: hits speak of places in it.
  package init(_ names: [Name]) {
    self.names = names
    var (words, pairs, wholes): ([Postings.Entry], [Postings.Entry], [Postings.Entry]) = ([], [], [])
    for (place, name) in names.enumerated() {
      let place = Int32(place)
      wholes.append((name.wholeHash, place))
      for key in Set(name.words.map(\.sound.key)) { words.append((key, place)) }
      for reading in name.ownReadings {
        // A joined word may be met by one that is not: it needs a place among the words, but counts for none.
        for word in reading.words { words.append((word.sound.key, -1)) }
        for hash in Set(Self.pairs(of: reading)) { pairs.append((hash, place)) }
      }
    }
    self.words = Postings(words)
    nameCounts = self.words.counts { $0 >= 0 }
    self.pairs = Postings(pairs)
    self.wholes = Postings(wholes)
  }

  /// Places of names that may resemble one, each once, ascending. `numbers`: those of its words' keys, -1 for none.
  /// O(words²) expected when there are none.
  func candidates(for name: Name, numbers: [Int32]) -> [Int32] {
    var (known, plain) = (0, 0)
    for (number, word) in zip(numbers, name.words) where word.role == .plain {
      plain += 1
      if number >= 0 { known += 1 }
    }
    var found: [Int32] = []
    // The same words with two telling ones among them are a pair as well.
    if plain < 2 { found += wholes.find(name.wholeHash) }
    if known >= 2 { find(Name.Reading(words: name.words, joined: nil), &found) }
    // Of two words put together one is left, which is no pair.
    if known >= 1 && (3...Name.joinedWords).contains(name.words.count) {
      for place in name.words.indices {
        guard let joined = name.joining(place), words.number(of: joined[place].sound.key) != nil else {
          continue
        }
        find(Name.Reading(words: joined, joined: place), &found)
      }
    }
    return found.count < 2 ? found : Set(found).sorted()
  }

  private func find(_ reading: Name.Reading, _ found: inout [Int32]) {
    for hash in Self.pairs(of: reading) { found += pairs.find(hash) }
  }

  /// The number of a key that occurs, a place in ``nameCounts``; nil for any other. O(1) expected.
  package func number(of key: UInt64) -> Int? { words.number(of: key) }

  /// A hash of every two telling words, order aside; of a joined reading only those with the joined word.
  private static func pairs(of reading: Name.Reading) -> [UInt64] {
    var hashes: [UInt64] = []
    for (place, one) in reading.words.enumerated() where one.role == .plain {
      for (other, two) in reading.words.enumerated() where other > place && two.role == .plain {
        if let joined = reading.joined, place != joined && other != joined { continue }
        hashes.append(mixed(mixed(one.sound.key) &+ mixed(two.sound.key)))
      }
    }
    return hashes
  }
}

extension Name {
  /// A way to read a name's words.
  struct Reading {
    let words: [Word]
    /// The word that is two put together.
    let joined: Int?
  }

  /// As it stands, and with any two neighbours as one.
  var ownReadings: [Reading] {
    let plain = Reading(words: words, joined: nil)
    if words.count > Self.joinedWords { return [plain] }
    return [plain]
      + words.indices.compactMap { place in joining(place).map { Reading(words: $0, joined: place) } }
  }
}

/// Numbers under hashes: open addressing over the distinct hashes, their numbers end to end.
struct Postings: Sendable {
  typealias Entry = (hash: UInt64, place: Int32)

  private var hashes: [UInt64] = []
  /// `starts[i]..<starts[i + 1]` are the numbers under hash `i`.
  private var starts: [Int32] = []
  private var places: [Int32] = []
  private var slots: [Int32]
  /// A bit for each hash, 16 times as many as there are hashes: most questions are about what is not there, and this
  /// answers them from a cache line.
  private var sieve: [UInt64]

  /// O(n log n). An entry that is there twice counts once.
  init(_ entries: [Entry]) {
    for (hash, place) in entries.sorted(by: { ($0.hash, $0.place) < ($1.hash, $1.place) }) {
      if hashes.last != hash {
        hashes.append(hash)
        starts.append(Int32(places.count))
      } else if places.last == place {
        continue
      }
      places.append(place)
    }
    starts.append(Int32(places.count))
    var size = 16
    while size < hashes.count * 2 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    sieve = Array(repeating: 0, count: size / 8)
    for (number, hash) in hashes.enumerated() {
      let spread = mixed(hash)
      let bit = Int(truncatingIfNeeded: spread >> 32) & (size * 8 - 1)
      sieve[bit >> 6] |= 1 << UInt64(bit & 63)
      var slot = Int(truncatingIfNeeded: spread) & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(number)
    }
  }

  /// By number of hash: how many of its numbers are meant.
  func counts(where isMeant: (Int32) -> Bool) -> [Int32] {
    hashes.indices.map { Int32(places[Int(starts[$0])..<Int(starts[$0 + 1])].count(where: isMeant)) }
  }

  /// O(1) expected.
  func number(of hash: UInt64) -> Int? {
    let spread = mixed(hash)
    let bit = Int(truncatingIfNeeded: spread >> 32) & (slots.count * 8 - 1)
    if sieve[bit >> 6] & (1 << UInt64(bit & 63)) == 0 { return nil }
    var slot = Int(truncatingIfNeeded: spread) & (slots.count - 1)
    while slots[slot] >= 0 {
      if hashes[Int(slots[slot])] == hash { return Int(slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// The numbers under a hash, ascending.
  func find(_ hash: UInt64) -> ArraySlice<Int32> {
    guard let number = number(of: hash) else { return [] }
    return places[Int(starts[number])..<Int(starts[number + 1])]
  }
}
