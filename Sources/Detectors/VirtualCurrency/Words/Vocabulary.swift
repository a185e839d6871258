/// Finds words of virtual currency in text.
///
/// Latin and Cyrillic words match whole (`tethered` is not `tether`), Han and Hangul ones anywhere, since they are
/// written without spaces or with endings. Upper case, hyphens and dots make no difference: `TRC-20`, `Gate.io`.
package struct Vocabulary: Sendable {
  /// A term and where it stands.
  package struct Hit: Hashable, Sendable {
    package let term: CryptoTerm
    /// Place of its first word among the words of the text; Han and Hangul runs are words too.
    package let word: Int
    /// Byte offset in the lower-case text.
    package let offset: Int
  }

  package static let standard = Vocabulary(CryptoTerm.all)

  private var whole: [String: [CryptoTerm]] = [:]
  private var stems: [(stem: String, term: CryptoTerm)] = []
  private var unspaced: [CryptoTerm] = []

  package init(_ terms: [CryptoTerm]) {
    for term in terms {
      if term.language == .chinese || term.language == .korean {
        unspaced.append(term)
      } else if term.text.hasSuffix("*") {
        stems.append((String(term.text.dropLast()), term))
      } else {
        whole[term.text, default: []].append(term)
      }
    }
  }

  /// The terms in a text, by place. O(words) expected, and Han and Hangul terms times the length of such runs.
  package func hits(in text: String) -> [Hit] { hits(in: Words(text)) }

  func hits(in words: Words) -> [Hit] {
    var hits: [Hit] = []
    for (place, word) in words.all.enumerated() {
      func add(_ term: CryptoTerm, shift: Int = 0) {
        hits.append(Hit(term: term, word: place, offset: word.offset + shift))
      }
      if word.isUnspaced {
        for term in unspaced {
          if let shift = word.text.firstOffset(of: term.text) { add(term, shift: shift) }
        }
        continue
      }
      whole[word.text]?.forEach { add($0) }
      if place + 1 < words.all.count, !words.all[place + 1].isUnspaced {
        whole[word.text + " " + words.all[place + 1].text]?.forEach { add($0) }
      }
      for (stem, term) in stems where word.text.hasPrefix(stem) { add(term) }
    }
    return hits
  }

  /// Whether a field that names an asset, a network or a method names a virtual one; weak words count.
  package func names(_ meanings: Set<CryptoTerm.Meaning>, inField text: String) -> Bool {
    hits(in: text).contains { meanings.contains($0.term.meaning) }
  }

  /// Whether a field or a currency code names a stablecoin.
  package func namesStablecoin(inField text: String) -> Bool { hits(in: text).contains { $0.term.isStable } }
}

/// A text cut into lower-case words; a run of Han or Hangul, spaces between Hangul included, is one.
struct Words {
  struct Word {
    var text: String
    let offset: Int
    let isUnspaced: Bool
  }

  private(set) var all: [Word] = []

  init(_ text: String) {
    var current: Word?
    var offset = 0
    for scalar in text.prefix(AddressScanner.limit).lowercased().unicodeScalars {
      let isUnspaced = Self.isUnspaced(scalar)
      if isUnspaced || scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        if current.map({ $0.isUnspaced != isUnspaced }) ?? true {
          current.map { all.append($0) }
          current = Word(text: "", offset: offset, isUnspaced: isUnspaced)
        }
        current?.text.unicodeScalars.append(scalar)
      } else if scalar == " ", current?.isUnspaced == true {
        current?.text.unicodeScalars.append(scalar)
      } else {
        current.map { all.append($0) }
        current = nil
      }
      offset += UTF8.width(scalar)
    }
    current.map { all.append($0) }
  }

  /// Han, Hangul and kana.
  private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0x20000...0x3134F:
      true
    default: false
    }
  }
}

extension UTF8 {
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int { String(scalar).utf8.count }
}

extension String {
  /// Byte offset of the first place a text stands in this one. O(n · m).
  func firstOffset(of other: String) -> Int? {
    let (own, sought) = (Array(utf8), Array(other.utf8))
    if sought.count > own.count { return nil }
    return (0...(own.count - sought.count)).first {
      own[$0] == sought[0] && own[$0..<$0 + sought.count].elementsEqual(sought)
    }
  }
}
