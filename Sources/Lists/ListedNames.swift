import Ledger
import Names
import Window

/// The names on sanctions lists, found again under other spellings.
///
/// Exact names and identifiers are the ``Classifier``'s; this adds what only resembles a name, and how much.
struct ListedNames: Sendable {
  private let index: NameIndex
  /// The rule behind each name of the index.
  private let rules: [Rule]

  /// What is not worth a look under any setting: less than this is in common, or its being so is less surprising.
  private static let leastLikeness = 800
  private static let leastScore = 100
  /// Of a party's likenesses, no more than this many listed parties are kept.
  private static let kept = 5

  /// Of the rules, those by which a sanctions list names somebody. A name that is there twice, order of words aside, is
  /// looked for once. O(rules · words²).
  init(_ rules: [Rule]) {
    struct Key: Hashable {
      let words: UInt64
      let name: String
      let isWeak: Bool
    }
    var seen: Set<Key> = []
    var names: [Name] = []
    self.rules = rules.filter { rule in
      guard rule.entry.listClass == .sanctioned, [.partyName, .weakName].contains(rule.entry.matcher) else {
        return false
      }
      let name = Name(rule.entry.value)
      let key = Key(words: name.wholeHash, name: rule.match.name, isWeak: rule.entry.matcher == .weakName)
      guard !name.words.isEmpty, seen.insert(key).inserted else { return false }
      names.append(name)
      return true
    }
    index = NameIndex(names)
  }

  /// What the holders' and institutions' names of a window resemble. Every distinct text is looked at once:
  /// O(parties + texts), and O(words³) for each candidate.
  func matches(in window: Window) -> [Party: [NameMatch]] {
    if rules.isEmpty { return [:] }
    let texts = window.texts
    var search = NameSearch(index)
    var isKnown = Array(repeating: false, count: texts.count)
    func look(at text: Text) {
      if text.isNone || isKnown[Int(text.index)] { return }
      isKnown[Int(text.index)] = true
      search.add(texts.utf8(text), id: text.index)
    }
    for account in window.parties.accounts { look(at: account.holderName) }
    for endpoint in window.parties.endpoints {
      look(at: endpoint.holderName)
      look(at: endpoint.institutionName)
    }
    let hits = Dictionary(
      grouping: search.hits(leastLikeness: Self.leastLikeness, leastScore: Self.leastScore), by: \.id)
    if hits.isEmpty { return [:] }
    var matches: [Party: [NameMatch]] = [:]
    func add(_ text: Text, _ field: NameMatch.Field, to party: Party) {
      guard !text.isNone, let found = hits[text.index] else { return }
      matches[party, default: []] += found.map { match($0, field) }
    }
    for account in window.parties.accounts { add(account.holderName, .holder, to: account.party) }
    for endpoint in window.parties.endpoints {
      add(endpoint.holderName, .holder, to: endpoint.party)
      add(endpoint.institutionName, .institution, to: endpoint.party)
    }
    return matches.mapValues { Self.best(of: $0) }
  }

  private func match(_ hit: NameHit, _ field: NameMatch.Field) -> NameMatch {
    let rule = rules[Int(hit.listed)]
    return NameMatch(
      field: field, alias: rule.entry.value, name: rule.match.name, list: rule.match.list, score: hit.score,
      likeness: hit.likeness, isSameWords: hit.isSameWords,
      isOneWord: index.names[Int(hit.listed)].words.count == 1, isWeakAlias: rule.entry.matcher == .weakName)
  }

  /// For each listed party its best alias, the best of those first.
  private static func best(of matches: [NameMatch]) -> [NameMatch] {
    var best: [String: NameMatch] = [:]
    for match in matches {
      let key = "\(match.field.rawValue) \(match.name)"
      if let known = best[key], !precedes(match, known) { continue }
      best[key] = match
    }
    return Array(best.values.sorted(by: precedes).prefix(kept))
  }

  private static func precedes(_ left: NameMatch, _ right: NameMatch) -> Bool {
    if left.isWeakAlias != right.isWeakAlias { return right.isWeakAlias }
    if left.isSameWords != right.isSameWords { return left.isSameWords }
    if (left.score, left.likeness) != (right.score, right.likeness) {
      return (left.score, left.likeness) > (right.score, right.likeness)
    }
    let (one, other) = (
      [left.field.rawValue, left.name, left.alias, left.list],
      [right.field.rawValue, right.name, right.alias, right.list]
    )
    return one.lexicographicallyPrecedes(other) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
