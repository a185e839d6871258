import Foundation

/// A name in ASCII letters, whatever it was written in.
///
/// Latin letters lose their marks; other scripts go through ICU's transliteration into Latin (CLDR), which comes with the
/// toolchain. Han and Hangul are spaced out first, one word a character, as neither writes where a name's parts end.
struct Romanised {
  private(set) var text: [UInt8] = []
  private(set) var isUncertain = false

  init(_ bytes: ArraySlice<UInt8>) {
    var spaced = ""
    var isLatin = true
    for scalar in String(decoding: bytes, as: UTF8.self).precomposedStringWithCompatibilityMapping
      .unicodeScalars
    {
      switch scalar.value {
      case 0...0x36F, 0x1E00...0x1EFF, 0x2000...0x206F: spaced.unicodeScalars.append(scalar)
      case 0x0590...0x08FF, 0xFB1D...0xFEFC, 0x3040...0x30FF, 0x2E80...0x2FDF, 0x3400...0x4DBF,
        0x4E00...0x9FFF, 0xF900...0xFAFF,
        0x20000...0x3FFFF, 0xAC00...0xD7A3:
        let isHangul = (0xAC00...0xD7A3).contains(scalar.value)
        let isAlphabet = scalar.value < 0x1000 || (0xFB1D...0xFEFC).contains(scalar.value)
        if !isHangul { isUncertain = true }
        isLatin = false
        spaced.unicodeScalars.append(scalar)
        if !isAlphabet { spaced += " " }
      default:
        isLatin = false
        spaced.unicodeScalars.append(scalar)
      }
    }
    let latin = isLatin ? spaced : spaced.applyingTransform(.toLatin, reverse: false) ?? spaced
    for scalar in latin.decomposedStringWithCompatibilityMapping.unicodeScalars {
      if scalar.isASCII {
        text.append(UInt8(scalar.value))
      } else if let letters = Self.withoutStroke[scalar.properties.lowercaseMapping] {
        text += Array(letters.utf8)
      } else if !Self.isMark(scalar) {
        text.append(UInt8(ascii: " "))
      }
    }
  }

  /// Combining marks, apostrophes and the modifier letters of transliterations: nothing is written for them.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x02B0...0x036F, 0x2018, 0x2019, 0x201B, 0x2032, 0xFF07: true
    default: false
    }
  }

  /// Letters that Unicode does not take apart into a base letter and a mark.
  private static let withoutStroke = [
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ə": "a",
    "ħ": "h",
  ]
}
