import Names

/// A holder's name for comparison: ASCII letters lower-cased, Latin letters without their marks, words sorted bytewise.
///
/// Sorting makes "Kim Jae" and "Jae Kim" one name. O(n log n) in the words.
package func comparableName(_ name: String) -> [String] {
  var words: [String] = []
  var word = ""
  for scalar in name.unicodeScalars {
    if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
      word += folded(scalar)
    } else if !word.isEmpty && scalar != "'" && scalar != "’" {
      words.append(word)
      word = ""
    }
  }
  if !word.isEmpty { words.append(word) }
  return words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// The base letter of a marked Latin letter, by its Unicode name (`LATIN SMALL LETTER E WITH ACUTE`), else the lower case.
private func folded(_ scalar: Unicode.Scalar) -> String {
  if scalar.isASCII { return scalar.properties.lowercaseMapping }
  let words = (scalar.properties.name ?? "").split(separator: " ")
  guard words.first == "LATIN", words.count >= 4, words[2] == "LETTER" else {
    return scalar.properties.lowercaseMapping
  }
  return words[3] == "SHARP" ? "ss" : words[3].lowercased()
}

/// How alike two texts are, in per mille; see `Names`. O(nm).
package func jaroWinkler(_ left: String, _ right: String) -> Int64 {
  Names.jaroWinkler(Array(left.unicodeScalars), Array(right.unicodeScalars))
}

/// How many single-byte insertions, deletions and replacements part two texts. O(nm) time, O(m) space.
package func editDistance(_ left: String, _ right: String) -> Int {
  Names.editDistance(Array(left.utf8), Array(right.utf8))
}

/// Whether one identifier comes before another, bytewise.
func precedesBytewise(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}

/// An account number, phone number or e-mail as compared: ASCII letters and digits only, in lower case.
package func comparableIdentifier(_ text: String) -> String {
  String(decoding: text.utf8.compactMap(foldedByte), as: UTF8.self)
}

/// The byte as it is compared, or nil for a separator. Bytes beyond ASCII stay as they are.
@inline(__always)
func foldedByte(_ byte: UInt8) -> UInt8? {
  let lower = byte | 0x20
  let isLetter = lower &- UInt8(ascii: "a") < 26
  let isKept = isLetter || byte &- UInt8(ascii: "0") < 10 || byte >= 128
  return isKept ? (isLetter ? lower : byte) : nil
}
