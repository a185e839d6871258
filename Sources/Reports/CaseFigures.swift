import Detection
package import Ledger

/// The figures every report of a case shows, computed once and in one way, so that page, text, form and file agree.
package struct CaseFigures: Equatable, Sendable {
  /// What of each transaction counts, by its id: the most any one alert counts of it, so that no alert doubles it.
  package let counted: [String: Money]
  /// Exact sum of ``counted``.
  package let total: Money
  /// First and last transaction that is more than context; where there is none, of all evidence.
  package let from: Instant
  package let to: Instant
  /// Earliest opening of an alert: when the activity was first noticed.
  package let noticedAt: Instant
  /// Whether an alert's amount is a lower bound.
  package let isLowerBound: Bool

  /// The figures of the whole case, or of what was booked in `[since, before)` alone.
  ///
  /// Throws ``LedgerError/overflow(_:)``. O(transactions + uses).
  package init(_ record: CaseRecord, since: Instant? = nil, before: Instant? = nil) throws {
    func isInPeriod(_ at: Instant) -> Bool {
      (since.map { at >= $0 } ?? true) && (before.map { at < $0 } ?? true)
    }
    // Amounts in another currency (the reporting currency was changed) do not add up with these.
    let foreign = Set(record.alerts.filter { $0.currency != record.currency }.map(\.id))
    var counted: [String: Money] = [:]
    var booked: [Instant] = []
    for transaction in record.transactions where isInPeriod(transaction.bookedAt) {
      if transaction.uses.contains(where: { $0.role != .context }) { booked.append(transaction.bookedAt) }
      var byAlert: [String: [Money]] = [:]
      for use in transaction.uses where use.role.counts && !foreign.contains(use.alertID) {
        byAlert[use.alertID, default: []].append(use.amount)
      }
      counted[transaction.id] = try byAlert.values.map { try Money.sum($0) }.max()
    }
    if booked.isEmpty {
      booked = (record.transactions.map(\.bookedAt) + record.facts.map(\.at)).filter(isInPeriod)
    }
    noticedAt = record.alerts.map(\.firstSeenAt).min() ?? Instant(micros: 0)
    self.counted = counted
    total = try Money.sum(counted.values)
    from = booked.min() ?? since ?? noticedAt
    to = booked.max() ?? since ?? noticedAt
    isLowerBound = record.alerts.contains(where: \.isLowerBound)
  }
}

extension CaseRecord {
  /// An amount of the reporting currency for people: `USD 27,181.40`.
  package func money(_ amount: Money) -> String { "\(currency) \(amount.formatted)" }
}

extension CaseRecord {
  /// Parties whose counted payments other counted payments reach, directly or by way of others on the evidence: the total
  /// may hold a part of the money at both steps. In the order of ``parties``. O(parties + transactions).
  package func passedOn(_ figures: CaseFigures) -> [CaseParty] {
    let moves = transactions.filter { transaction in transaction.uses.contains { $0.role != .context } }
    let counted = moves.filter { figures.counted[$0.id] != nil }
    let onward = Dictionary(grouping: moves, by: \.debtorID)
    var reached: Set<String> = []
    var waiting = counted.map(\.creditorID)
    while let party = waiting.popLast() {
      if reached.insert(party).inserted { waiting += (onward[party] ?? []).map(\.creditorID) }
    }
    let both = reached.intersection(counted.map(\.debtorID))
    return parties.filter { both.contains($0.id) }
  }
}
