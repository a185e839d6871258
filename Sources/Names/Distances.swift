/// How alike two texts are, in per mille: Jaro's similarity with Winkler's bonus for a common beginning of up to four
/// letters. Two empty texts are alike; beyond 200 letters nothing is compared.
///
/// Source: W. E. Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of Record
/// Linkage" (1990). O(nm).
package func jaroWinkler<Letter: Equatable>(_ left: [Letter], _ right: [Letter]) -> Int64 {
  let (first, second) = (left.prefix(200), right.prefix(200))
  if first.isEmpty || second.isEmpty { return first.isEmpty && second.isEmpty ? 1000 : 0 }
  let reach = max(0, max(first.count, second.count) / 2 - 1)
  var isTaken = Array(repeating: false, count: second.count)
  var matched: [Letter] = []
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

/// How many single insertions, deletions and replacements part two texts (Levenshtein). O(nm) time, O(m) space.
package func editDistance<Letter: Equatable>(_ left: [Letter], _ right: [Letter]) -> Int {
  var previous = Array(0...right.count)
  for (row, letter) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      current.append(
        min(previous[column + 1] + 1, current[column] + 1, previous[column] + (letter == other ? 0 : 1)))
    }
    previous = current
  }
  return previous[right.count]
}
