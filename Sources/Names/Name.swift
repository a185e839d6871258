/// A holder's name taken apart: words of plain letters, each with its sound and what part it plays.
///
/// One value can read many names one after the other without allocating anew. A name costs O(length).
package struct Name: Sendable {
  /// A word and the forms it is compared in.
  package struct Word: Sendable, Hashable {
    /// What a word does in a name.
    package enum Role: UInt8, Sendable {
      /// `Ltd`, `GmbH`: never left in a name that has other words.
      case legalForm
      /// Tells its holder from others.
      case plain
      /// One letter that stands for a word.
      case initial
      /// `Trading`, `Bank`, `Group`: many companies have it.
      case business
      /// `al`, `de`, `the`, `Mr`: it comes and goes in one person's papers.
      case particle
    }

    /// Place of its letters in ``Name/letters``.
    package let range: Range<Int>
    package internal(set) var role: Role
    /// Whether many names have it, whatever part it plays here: a word of business, a particle.
    package let isCommon: Bool
    package let sound: Sound
    /// Of the letters: equal for equal spellings.
    package let hash: UInt64

    fileprivate var isJoinable: Bool { role == .plain || role == .particle }
  }

  /// `a…z` and `0…9` of all words, end to end; legal forms are left out.
  package private(set) var letters: [UInt8] = []
  package private(set) var words: [Word] = []
  /// Whether it ends in a company's legal form, or has a word of business.
  package private(set) var isOrganisation = false
  /// Whether it was written in a script that does not say how it sounds (Arabic, Hebrew, Han, kana): a likeness is
  /// one, but a difference may be none.
  package private(set) var isUncertain = false

  /// Words beyond this many are not looked at.
  package static let maximumWords = 16

  package init() {}

  package init(_ text: String) { read(Array(text.utf8)[...]) }

  /// Replaces what was read before. `text` is UTF-8.
  package mutating func read(_ text: ArraySlice<UInt8>) {
    letters.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    (isOrganisation, isUncertain) = (false, false)
    if text.allSatisfy({ $0 < 128 }) {
      takeApart(text)
    } else {
      let latin = Romanised(text)
      isUncertain = latin.isUncertain
      takeApart(latin.text[...])
    }
  }

  /// Splits plain ASCII into words; what is neither letter nor digit parts them, apostrophes vanish.
  private mutating func takeApart(_ text: ArraySlice<UInt8>) {
    var start = 0
    for byte in text {
      if let letter = Self.letter(byte) {
        letters.append(letter)
      } else if byte != UInt8(ascii: "'") && byte != UInt8(ascii: "`") {
        finishWord(from: start)
        start = letters.count
      }
    }
    finishWord(from: start)
    joinDottedForm()
    settleRoles()
  }

  private mutating func finishWord(from start: Int) {
    guard start < letters.count else { return }
    let range = start..<letters.count
    let hash = wordHash(letters.span, range)
    guard words.count < Self.maximumWords else { return }
    let role: Word.Role =
      switch KnownWords.shared.kind(of: hash) {
      case .legalForm: .legalForm
      case .business: .business
      case .particle: .particle
      case nil: range.count == 1 ? .initial : .plain
      }
    words.append(
      Word(
        range: range, role: role, isCommon: role != .plain && role != .initial, sound: Sound(letters, range),
        hash: hash))
  }

  /// `L.L.C.` came in as three letters: a legal form all the same. Other letters in a row stay initials.
  private mutating func joinDottedForm() {
    let tail = words.reversed().prefix { $0.range.count == 1 }.count
    guard tail >= 2 else { return }
    let first = words[words.count - tail].range.lowerBound
    guard KnownWords.shared.kind(of: wordHash(letters.span, first..<letters.count)) == .legalForm else {
      return
    }
    words.removeLast(tail)
    isOrganisation = true
  }

  /// Leaves legal forms out; the short ones are names as well and count at the end only. A name that is left without two
  /// plain words is told by what it has: first its words of business, then its particles.
  private mutating func settleRoles() {
    while words.count > 1, let last = words.last, last.role == .legalForm {
      words.removeLast()
      isOrganisation = true
    }
    for place in words.indices where words[place].role == .legalForm && words[place].range.count < 3 {
      words[place].role = .plain
    }
    if words.contains(where: { $0.role == .legalForm }) {
      isOrganisation = true
      if words.contains(where: { $0.role != .legalForm }) { words.removeAll { $0.role == .legalForm } }
    }
    if words.contains(where: { $0.role == .business }) { isOrganisation = true }
    for role in [Word.Role.legalForm, .business, .particle] {
      if words.count(where: { $0.role == .plain }) >= 2 { return }
      for place in words.indices where words[place].role == role { words[place].role = .plain }
    }
  }

  /// The letters of a word.
  package func letters(of word: Word) -> ArraySlice<UInt8> { letters[word.range] }

  /// Two neighbouring words read as one: `Ho-jin` is `Hojin`. Nil for initials.
  package func joining(_ place: Int) -> [Word]? {
    guard place + 1 < words.count, words[place].isJoinable, words[place + 1].isJoinable,
      words[place].range.upperBound == words[place + 1].range.lowerBound
    else { return nil }
    let range = words[place].range.lowerBound..<words[place + 1].range.upperBound
    var joined = words
    joined.replaceSubrange(
      place...(place + 1),
      with: [
        Word(
          range: range, role: .plain, isCommon: false, sound: Sound(letters, range),
          hash: wordHash(letters.span, range))
      ])
    return joined
  }

  /// Equal for names of the same words in any order, particles and legal forms aside; 0 for a name without words.
  package var wholeHash: UInt64 {
    words.reduce(0) { $1.role == .particle ? $0 : $0 &+ mixed($1.hash) }
  }

  private static func letter(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 32
    default: nil
    }
  }
}

/// FNV-1a-64 of a word's letters.
func wordHash(_ letters: borrowing Span<UInt8>, _ range: Range<Int>) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for place in range { hash = (hash ^ UInt64(letters[place])) &* 0x0000_0100_0000_01B3 }
  return hash
}

/// FNV-1a-64 of a word written out.
func wordHash(_ word: String) -> UInt64 {
  let letters = Array(word.utf8)
  return wordHash(letters.span, 0..<letters.count)
}

/// Spreads a hash over all its bits, so that sums of hashes seldom meet (the finaliser of SplitMix64).
func mixed(_ hash: UInt64) -> UInt64 {
  var value = hash &+ 0x9E37_79B9_7F4A_7C15
  value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
  value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
  return value ^ (value >> 31)
}
