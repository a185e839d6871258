/// A name that resembles one that is looked for.
package struct NameHit: Sendable, Hashable {
  /// As given to ``NameSearch/add(_:id:)``.
  package let id: Int32
  /// Place in ``NameIndex/names``.
  package let listed: Int32
  /// How surprising the likeness would be between strangers, in tenths of a bit. Each word in common adds to it, a rare one
  /// more than a common one, so it has no upper bound and two hits of the same likeness still differ.
  package let score: Int
  /// How much of both names, by weight, is in common, in per mille.
  package let likeness: Int
  /// Whether both are the same words, letter for letter, order and particles aside.
  package let isSameWords: Bool

  package init(id: Int32, listed: Int32, score: Int, likeness: Int, isSameWords: Bool) {
    (self.id, self.listed, self.score, self.likeness, self.isSameWords) = (
      id, listed, score, likeness, isSameWords
    )
  }
}

/// Goes through many names once and then says which of them resemble which of an index.
///
/// How rare a word is shows only at the end: it is counted in the names looked for and in those gone through.
package struct NameSearch: Sendable {
  private let index: NameIndex
  private var name = Name()
  /// Of the names gone through, by number of key.
  private var population: [Int32]
  private var count = 0
  private var numbers: [Int32] = []
  private var waiting: [(id: Int32, name: Name, candidates: [Int32])] = []

  package init(_ index: NameIndex) {
    self.index = index
    population = Array(repeating: 0, count: index.nameCounts.count)
  }

  /// Takes in a name in UTF-8. Give every distinct name once. O(length + words²) expected.
  package mutating func add(_ text: ArraySlice<UInt8>, id: Int32) {
    name.read(text)
    if name.words.isEmpty { return }
    count += 1
    numbers.removeAll(keepingCapacity: true)
    for word in name.words {
      let number = index.number(of: word.sound.key).map { Int32($0) } ?? -1
      if number >= 0 && !numbers.contains(number) { population[Int(number)] += 1 }
      numbers.append(number)
    }
    let candidates = index.candidates(for: name, numbers: numbers)
    if !candidates.isEmpty { waiting.append((id, name, candidates)) }
  }

  /// Every hit with at least this likeness (per mille) and score, ascending by (id, listed).
  package func hits(leastLikeness: Int, leastScore: Int) -> [NameHit] {
    let weights = Weights(index, population: population, count: count)
    return waiting.flatMap { id, name, candidates in
      candidates.compactMap { listed -> NameHit? in
        guard let (score, likeness) = weights.compare(name, index.names[Int(listed)]) else { return nil }
        let isSame = name.wholeHash == index.names[Int(listed)].wholeHash
        guard isSame || (likeness >= leastLikeness && score >= leastScore) else { return nil }
        return NameHit(id: id, listed: listed, score: score, likeness: likeness, isSameWords: isSame)
      }
    }
    .sorted { ($0.id, $0.listed) < ($1.id, $1.listed) }
  }
}

/// What each word weighs, in tenths of a bit: the rarer, the more.
package struct Weights {
  private let index: NameIndex
  /// By number of key.
  private let rarities: [Int]

  /// Stands for all the names of the world that are in neither.
  private static let world: UInt64 = 1 << 15
  /// Between one bit and fourteen, so that no single word decides.
  private static let bounds = 10...140

  /// `population`: how many of `count` names gone through have a word of each key, by number of key. O(keys).
  package init(_ index: NameIndex, population: [Int32], count: Int) {
    self.index = index
    let total = Self.world + UInt64(index.names.count) + UInt64(count)
    rarities = population.enumerated().map { number, seen in
      let known = UInt64(index.nameCounts[number]) + UInt64(seen)
      return min(Self.bounds.upperBound, max(Self.bounds.lowerBound, tenthsOfBits(total, over: known + 1)))
    }
  }

  /// Score and likeness of the best reading of two names; nil when they do not resemble each other. O(words³).
  package func compare(_ name: Name, _ listed: Name) -> (score: Int, likeness: Int)? {
    let isSame = name.wholeHash == listed.wholeHash
    var best: (score: Int, likeness: Int)?
    for (mine, others) in name.readings(with: listed) where isSame || min(mine.count, others.count) >= 2 {
      let pairing = Pairing(name, mine, listed, others)
      let telling = pairing.matched.count { pair in
        let (word, other) = (mine[pair.mine], others[pair.other])
        return pair.quality >= Agreement.spelling && word.role == .plain && other.role == .plain
          && word.sound.key == other.sound.key
      }
      guard telling >= 2 || isSame else { continue }
      let weighed = weigh(pairing, mine, others)
      if let known = best, (weighed.score, weighed.likeness) <= known { continue }
      best = weighed
    }
    return best
  }

  private func weigh(_ pairing: Pairing, _ mine: [Name.Word], _ others: [Name.Word]) -> (
    score: Int, likeness: Int
  ) {
    var common = 0
    var whole = others.reduce(0) { $0 + weight(of: $1) }
    var missing = whole
    // Papers carry more names than lists do: a word too many speaks half as much against a likeness as one too few.
    var extra = mine.reduce(0) { $0 + weight(of: $1) / 2 }
    for pair in pairing.matched {
      let weight = weight(of: others[pair.other])
      common += weight * pair.quality / 1000
      whole += weight
      missing -= weight
      extra -= self.weight(of: mine[pair.mine]) / 2
    }
    whole += extra
    return (common - missing - extra, whole == 0 ? 0 : 2000 * common / whole)
  }

  private func weight(of word: Name.Word) -> Int {
    switch word.role {
    case .plain: rarity(of: word.sound.key)
    case .business: rarity(of: word.sound.key) / 2
    case .initial: 20
    case .particle, .legalForm: 5
    }
  }

  private func rarity(of key: UInt64) -> Int {
    index.number(of: key).map { rarities[$0] } ?? Self.bounds.upperBound
  }
}

/// ⌊10 · log₂(numerator ÷ denominator)⌋, exactly, for a quotient of at least 1.
package func tenthsOfBits(_ numerator: UInt64, over denominator: UInt64) -> Int {
  // 2^(k/10) in units of 2⁻³².
  let steps: [UInt64] = [
    4_294_967_296, 4_603_231_970, 4_933_621_868, 5_287_724_992, 5_667_243_324, 6_074_001_000, 6_509_953_083,
    6_977_194_957, 7_477_972_398, 8_014_692_369,
  ]
  let quotient = (UInt128(numerator) << 64) / UInt128(denominator)
  let whole = 127 - quotient.leadingZeroBitCount
  if whole < 64 { return 0 }
  let mantissa = UInt64(truncatingIfNeeded: quotient >> UInt128(whole - 32))
  return (whole - 64) * 10 + ((steps.lastIndex { $0 <= mantissa }) ?? 0)
}
