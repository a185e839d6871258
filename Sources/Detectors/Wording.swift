import Detection
import Ledger
import Window

/// From when to when evidence, ascending in time, reaches: `Between 2026-03-01 and 2026-08-12 (164 d).`
func period(_ transactions: [TransactionEvidence]) -> String { period(transactions.map(\.bookedAt)) }

/// From the first to the last of these instants, in any order; empty when there are none.
func period(_ instants: [Instant]) -> String {
  guard let first = instants.min(), let last = instants.max() else { return "" }
  if first.date == last.date { return "On \(first.date)." }
  return "Between \(first.date) and \(last.date) (\((last - first).spoken))."
}

/// A few of many: `a, b, c and 14 more`.
func listed(_ parts: [String], upTo limit: Int = 10, separator: String = ", ") -> String {
  let shown = parts.prefix(limit).joined(separator: separator)
  return parts.count > limit ? shown + " and \(parts.count - limit) more" : shown
}

/// `one payment`, `3 payments`.
func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "one \(noun)" : "\(count) \(noun)s" }

/// A share in words: `34.5 %`.
func percent(_ perMille: Int64) -> String {
  perMille % 10 == 0 ? "\(perMille / 10) %" : "\(perMille / 10).\(perMille % 10) %"
}

/// The clauses of signals as one sentence; what speaks against suspicion comes last.
func reasons(_ signals: [Signal]) -> String {
  let (against, `for`) = (signals.filter { $0.points < 0 }, signals.filter { $0.points >= 0 })
  let text = "This is suspicious because \(`for`.map(\.because).joined(separator: "; "))."
  return against.isEmpty
    ? text : text + " Against it speaks that \(against.map(\.because).joined(separator: "; "))."
}

extension Window {
  /// A party for a sentence: its identifier, and its holder's name while the window knows it.
  func named(_ id: String) -> String {
    guard let name = party(id: id).flatMap({ holderName($0) }) else { return id }
    return "\(id) (\(name))"
  }

  /// An endpoint for a sentence: what it is and where, its number masked. Any other party as ``named(_:)``.
  func place(_ id: String) -> String {
    guard let endpoint = party(id: id).flatMap({ parties.endpoint($0) }) else { return named(id) }
    var words = "\(named(id)), a \(endpoint.kind.words)"
    if let institution = text(endpoint.institutionName) { words += " at \(institution)" }
    if let number = text(endpoint.accountNumber) ?? text(endpoint.address) {
      words += " ending \(masked(number))"
    }
    return words
  }

  /// An amount of the reporting currency for a sentence: `USD 1,234.50`.
  func spoken(_ amount: Money) -> String { "\(currency) \(amount.formatted)" }
}
