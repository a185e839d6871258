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

/// How alike two names are, in per mille: Jaro's similarity with Winkler's bonus for a common beginning of up to four
/// letters. Two empty texts are alike; beyond 200 letters nothing is compared.
///
/// Source: W. E. Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of Record
/// Linkage" (1990). O(nm).
package func jaroWinkler(_ left: String, _ right: String) -> Int64 {
  let (first, second) = (Array(left.unicodeScalars.prefix(200)), Array(right.unicodeScalars.prefix(200)))
  if first.isEmpty || second.isEmpty { return first.isEmpty && second.isEmpty ? 1000 : 0 }
  let reach = max(0, max(first.count, second.count) / 2 - 1)
  var isTaken = Array(repeating: false, count: second.count)
  var matched: [Unicode.Scalar] = []
  for (place, letter) in first.enumerated() {
    let low = max(0, place - reach)
    let high = min(second.count, place + reach + 1)
    guard low < high, let found = (low..<high).first(where: { !isTaken[$0] && second[$0] == letter }) else {
      continue
    }
    isTaken[found] = true
    matched.append(letter)
  }
  if matched.isEmpty { return 0 }
  let inOrder = second.indices.filter { isTaken[$0] }.map { second[$0] }
  let outOfPlace = zip(matched, inOrder).count { $0 != $1 }
  let (m, n1, n2) = (Int64(matched.count), Int64(first.count), Int64(second.count))
  // (m/n1 + m/n2 + (m - t/2)/m) / 3, and Winkler's bonus on it, over one denominator: only the last step rounds.
  let jaro = 2 * m * m * (n1 + n2) + (2 * m - Int64(outOfPlace)) * n1 * n2
  let whole = 6 * m * n1 * n2
  let beginning = Int64(zip(first, second).prefix(4).prefix { $0 == $1 }.count)
  return 100 * (jaro * (10 - beginning) + beginning * whole) / whole
}

/// How many single-character insertions, deletions and replacements part two texts (Levenshtein). O(nm) time, O(m) space.
package func editDistance(_ left: String, _ right: String) -> Int {
  let (first, second) = (Array(left.utf8), Array(right.utf8))
  var previous = Array(0...second.count)
  for (row, byte) in first.enumerated() {
    var current = [row + 1]
    for (column, other) in second.enumerated() {
      current.append(
        min(previous[column + 1] + 1, current[column] + 1, previous[column] + (byte == other ? 0 : 1)))
    }
    previous = current
  }
  return previous[second.count]
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
func foldedByte(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 128...: byte
  default: nil
  }
}
