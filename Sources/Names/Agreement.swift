/// How two names of holders compare.
package enum NameRelation: Sendable, Equatable {
  /// One holder: the same words in any order, spelling or script, with initials or words left out.
  case same
  /// Some words in common, such as a family's or a group's.
  case shared
  case different
  /// Nothing can be said: no words, a mask, a placeholder, or two scripts of which one does not say how it sounds.
  case unknown
}

extension Name {
  /// Whether two names can be one holder's. O(words²).
  package func relation(to other: Name) -> NameRelation {
    if isPlaceholder || other.isPlaceholder { return .unknown }
    var hasCommon = false
    for (mine, others) in readings(with: other) {
      let pairs = Pairing(self, mine, other, others)
      let fewer = min(mine.count(where: Self.isTelling), others.count(where: Self.isTelling))
      let plain = pairs.matched.count { $0.quality >= Agreement.spelling }
      let initials = pairs.matched.count - plain
      if plain >= 1 && plain + initials >= max(fewer, 1) && (plain >= 2 || initials > 0 || fewer <= 1) {
        return .same
      }
      hasCommon =
        hasCommon
        || pairs.matched.contains {
          $0.quality >= Agreement.spelling && !mine[$0.mine].isCommon && !others[$0.other].isCommon
        }
    }
    if hasCommon { return .shared }
    if isAbbreviation(of: other) || other.isAbbreviation(of: self) { return .same }
    // A company is no reading of a person's name.
    return isUncertain != other.isUncertain && isOrganisation == other.isOrganisation ? .unknown : .different
  }

  /// The words as they stand, and with two neighbours on one side read as one.
  func readings(with other: Name) -> [(mine: [Word], others: [Word])] {
    [(words, other.words)] + joinedReadings.map { ($0, other.words) }
      + other.joinedReadings.map { (words, $0) }
  }

  private var joinedReadings: [[Word]] {
    words.count < 2 || words.count > Self.joinedWords ? [] : words.indices.compactMap { joining($0) }
  }

  /// Longer names are a company's: their words are not put together.
  static let joinedWords = 5

  private static func isTelling(_ word: Word) -> Bool { word.role == .plain || word.role == .initial }

  /// `IBM`: one word made of the first letters of the other name's words.
  private func isAbbreviation(of other: Name) -> Bool {
    guard let word = words.first, words.count == 1, word.range.count >= 3 else { return false }
    return letters(of: word).elementsEqual(other.words.map { other.letters[$0.range.lowerBound] })
  }

  /// No name at all: nothing, digits, one letter, or what forms say where a name is missing.
  private var isPlaceholder: Bool {
    !words.contains { word in
      word.range.count >= 2 && letters[word.range.lowerBound] >= UInt8(ascii: "a")
        && !Self.placeholders.contains(word.hash)
    }
  }

  private static let placeholders = Set(
    [
      "account", "holder", "beneficiary", "payee", "customer", "client", "user", "self", "same", "owner",
      "name", "unknown",
      "none", "null", "na", "nn", "test", "anonymous", "private", "confidential", "hidden", "various", "xx",
      "xxx", "xxxx",
      "primary", "wallet", "card",
    ].map(wordHash))
}

/// How well two words agree, in per mille.
enum Agreement {
  static let exact = 1000
  static let sound = 950
  /// The least for two spellings of one word.
  static let spelling = 850
  static let initial = 500

  /// 0 when they are two words. O(length²) for words of the same consonants, else O(length).
  static func quality(_ mine: Name, _ word: Name.Word, _ other: Name, _ others: Name.Word) -> Int {
    if word.hash == others.hash { return word.role == .initial ? initial : exact }
    let (letters, otherLetters) = (mine.letters(of: word), other.letters(of: others))
    if word.role == .initial || others.role == .initial {
      let isOther = word.role == .particle || others.role == .particle
      return letters.first == otherLetters.first && !isOther ? initial : 0
    }
    if word.sound.full == others.sound.full { return sound }
    if word.sound.key == others.sound.key {
      if !word.sound.isByConsonants { return spelling }
      let likeness = jaroWinkler(Array(letters), Array(otherLetters))
      return likeness >= 850 && min(letters.count, otherLetters.count) >= 4 ? spelling : 0
    }
    return isSlip(letters, otherLetters) ? spelling : 0
  }

  /// A slip of the pen: one letter more, less or other in a word of six letters, two in one of ten.
  private static func isSlip(_ one: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>) -> Bool {
    let length = min(one.count, other.count)
    guard length >= 6, abs(one.count - other.count) <= 2, one.first == other.first else { return false }
    return editDistance(Array(one), Array(other)) <= (length >= 10 ? 2 : 1)
  }
}

/// Which word of one name stands for which of another: the best pairs first, each word once.
struct Pairing {
  struct Pair {
    let mine: Int
    let other: Int
    let quality: Int
  }

  private(set) var matched: [Pair] = []

  /// O(words² log words).
  init(_ name: Name, _ words: [Name.Word], _ other: Name, _ others: [Name.Word]) {
    var pairs: [Pair] = []
    for (mine, word) in words.enumerated() {
      for (place, candidate) in others.enumerated() {
        let quality = Agreement.quality(name, word, other, candidate)
        if quality > 0 { pairs.append(Pair(mine: mine, other: place, quality: quality)) }
      }
    }
    if pairs.count > 1 { pairs.sort { ($1.quality, $0.mine, $0.other) < ($0.quality, $1.mine, $1.other) } }
    // A bit for each word taken; names have no more than 16.
    var (mineTaken, otherTaken): (UInt32, UInt32) = (0, 0)
    for pair in pairs
    where mineTaken & 1 << UInt32(pair.mine) == 0 && otherTaken & 1 << UInt32(pair.other) == 0 {
      mineTaken |= 1 << UInt32(pair.mine)
      otherTaken |= 1 << UInt32(pair.other)
      matched.append(pair)
    }
  }
}
