/// What spellings of one word have in common, whatever system wrote it in Latin letters.
///
/// Consonants that systems of romanisation exchange fall together: k/g/q, t/d, p/b, ch/j/zh, s/sh/z, f/v/w; n and ng; an h
/// that only modifies is dropped. Vowels fall into three groups (a e / i y / o u), so that `Jong`, `Jung`, `Jeong` and
/// `Chong` are one sound. Rules, not a list of names: they hold for Korean (McCune-Reischauer, Revised, North Korean usage),
/// Chinese (pinyin, Wade-Giles), Russian and Arabic alike.
package struct Sound: Sendable, Hashable {
  /// Up to 16 symbols of four bits, the first in the highest bits used.
  package let full: UInt64
  /// Under which words that may be one are looked up: the consonants if there are at least three, else everything. An r
  /// or l before i and y is left out, which southern Korean drops (`Ri` and `Yi`, `Ryu` and `Yu`).
  package let key: UInt64
  /// Whether `key` is consonants alone.
  package let isByConsonants: Bool

  /// The sound of a word of ``Name/letters``. O(length).
  init(_ letters: [UInt8], _ range: Range<Int>) {
    let letters = letters.span
    var (full, consonants): (Symbols, Symbols) = (0, 0)
    /// The consonant just before, if no vowel came since.
    var previous: Symbol?
    var dropsFirst = false
    var place = range.lowerBound
    func letter(_ ahead: Int) -> UInt8 { place + ahead < range.upperBound ? letters[place + ahead] : 0 }
    func add(_ symbol: Symbol) {
      if previous == symbol { return }
      previous = symbol
      consonants.append(symbol)
      full.append(symbol)
    }
    while place < range.upperBound {
      let here = letters[place]
      if Self.isVowel(here) {
        let start = place
        while place < range.upperBound, Self.isVowel(letters[place]) { place += 1 }
        // `Vitalij` is `Vitaliy`, `Andrej` is `Andrey`.
        if place + 1 == range.upperBound, letters[place] == Ascii.j, Self.isFront(letters[place - 1]) {
          place += 1
        }
        if full == Symbols(Symbol.r) || full == Symbols(Symbol.l),
          here == Ascii.i || here == Ascii.y
            || (here == Ascii.e && start + 1 < place && letters[start + 1] == Ascii.e)
        {
          dropsFirst = true
        }
        full.append(Self.vowel(of: letters, start..<place))
        previous = nil
        continue
      }
      var length = 1
      switch here {
      case Ascii.c:
        if letter(1) == Ascii.h || letter(1) == Ascii.z {
          (length, _) = (2, add(.c))
        } else {
          add(letter(1) == Ascii.e || letter(1) == Ascii.i || letter(1) == Ascii.y ? .s : .k)
        }
      case Ascii.s:
        add(.s)
        length = letter(1) == Ascii.c && letter(2) == Ascii.h ? 3 : letter(1) == Ascii.z ? 2 : 1
      case Ascii.z: add(letter(1) == Ascii.h ? .c : .s)
      case Ascii.t:
        if letter(1) == Ascii.c && letter(2) == Ascii.h {
          (length, _) = (3, add(.c))
        } else if letter(1) == Ascii.s && letter(2) == Ascii.c {
          (length, _) = (4, add(.c))
        } else if letter(1) == Ascii.s || letter(1) == Ascii.z {
          (length, _) = (2, add(.s))
        } else {
          add(.t)
        }
      case Ascii.d:
        if letter(1) == Ascii.j {
          (length, _) = (2, add(.c))
        } else if letter(1) == Ascii.z && letter(2) == Ascii.h {
          (length, _) = (3, add(.c))
        } else {
          add(.t)
        }
      case Ascii.g:
        // The end of ng is no sound of its own.
        if previous != .n || Self.isVowel(letter(1)) { add(.k) }
      case Ascii.q: add(letter(1) == Ascii.i ? .c : .k)
      case Ascii.x:
        if place > range.lowerBound { add(.k) }
        add(.s)
      case Ascii.p:
        if letter(1) == Ascii.h { (length, _) = (2, add(.f)) } else { add(.p) }
      case Ascii.h: previous = previous == .n ? nil : previous
      case UInt8(ascii: "a")...UInt8(ascii: "z"): if let symbol = Self.plain(here) { add(symbol) }
      default:
        // A number has no sound: only the same spelling is the same.
        let digits = wordHash(letters, range) | 1 << 63
        (self.full, key, isByConsonants) = (digits, digits, false)
        return
      }
      place += length
    }
    self.full = full.bits
    if dropsFirst { consonants.dropFirst() }
    isByConsonants = consonants.count >= 3
    if dropsFirst && !isByConsonants { full.dropFirst() }
    key = isByConsonants ? consonants.bits : full.bits
  }

  /// Consonants that are one symbol whatever follows.
  private static func plain(_ letter: UInt8) -> Symbol? {
    switch letter {
    case Ascii.j: .c
    case Ascii.k: .k
    case Ascii.b: .p
    case Ascii.f, Ascii.v, Ascii.w: .f
    case Ascii.m: .m
    case Ascii.n: .n
    case Ascii.r: .r
    case Ascii.l: .l
    default: nil
    }
  }

  /// A run of vowels is one symbol: by its o, else by its end.
  private static func vowel(of letters: borrowing Span<UInt8>, _ range: Range<Int>) -> Symbol {
    let last = letters[range.upperBound - 1]
    if range.count == 1 {
      return last == Ascii.o || last == Ascii.u ? .o : last == Ascii.i || last == Ascii.y ? .i : .a
    }
    for place in range where letters[place] == Ascii.o { return .o }
    let first = letters[range.lowerBound]
    switch last {
    case Ascii.u: return .o
    case Ascii.i, Ascii.y, Ascii.j: return .i
    // `Andreyev` is `Andreev`.
    case Ascii.e where range.count == 3 && first == Ascii.e && letters[range.lowerBound + 1] == Ascii.y:
      return .i
    case Ascii.e where range.count == 2 && first == Ascii.u: return .o
    case Ascii.e where range.count == 2 && (first == Ascii.e || first == Ascii.i): return .i
    default: return .a
    }
  }

  private static func isFront(_ letter: UInt8) -> Bool {
    letter == Ascii.e || letter == Ascii.i || letter == Ascii.y
  }

  private static func isVowel(_ letter: UInt8) -> Bool {
    letter == Ascii.a || letter == Ascii.e || letter == Ascii.i || letter == Ascii.o || letter == Ascii.u
      || letter == Ascii.y
  }
}

private enum Symbol: UInt64 { case k = 1, t, p, f, s, c, m, n, r, l, a, i, o }

/// Symbols in a row; what comes after the sixteenth is cut off.
private struct Symbols: Equatable, ExpressibleByIntegerLiteral {
  private(set) var bits: UInt64

  init(integerLiteral bits: UInt64) { self.bits = bits }

  init(_ symbol: Symbol) { bits = symbol.rawValue }

  var count: Int { (67 - bits.leadingZeroBitCount) / 4 }

  mutating func append(_ symbol: Symbol) {
    if bits >> 60 == 0 { bits = bits << 4 | symbol.rawValue }
  }

  mutating func dropFirst() {
    if bits != 0 { bits &= (1 << UInt64((count - 1) * 4)) - 1 }
  }
}

private enum Ascii {
  static let a = UInt8(ascii: "a")
  static let b = UInt8(ascii: "b")
  static let c = UInt8(ascii: "c")
  static let d = UInt8(ascii: "d")
  static let e = UInt8(ascii: "e")
  static let f = UInt8(ascii: "f")
  static let g = UInt8(ascii: "g")
  static let h = UInt8(ascii: "h")
  static let i = UInt8(ascii: "i")
  static let j = UInt8(ascii: "j")
  static let k = UInt8(ascii: "k")
  static let l = UInt8(ascii: "l")
  static let m = UInt8(ascii: "m")
  static let n = UInt8(ascii: "n")
  static let o = UInt8(ascii: "o")
  static let p = UInt8(ascii: "p")
  static let q = UInt8(ascii: "q")
  static let r = UInt8(ascii: "r")
  static let s = UInt8(ascii: "s")
  static let t = UInt8(ascii: "t")
  static let u = UInt8(ascii: "u")
  static let v = UInt8(ascii: "v")
  static let w = UInt8(ascii: "w")
  static let x = UInt8(ascii: "x")
  static let y = UInt8(ascii: "y")
  static let z = UInt8(ascii: "z")
}
