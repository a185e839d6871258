import Detection
import Ledger
import Window

extension PayeeAssessment {
  /// Other payees shown as evidence of a shared wallet; the measure counts them all.
  private static let shownOthers = 20

  /// The finding with its evidence. Throws ``LedgerError/overflow(_:)``.
  func finding() throws -> Finding {
    let window = cases.scope.window
    var transactions: [TransactionEvidence] = []
    var records: [RecordEvidence] = []
    var shown: Set<Int> = []
    func context(_ row: Int) {
      if shown.insert(row).inserted {
        transactions.append(TransactionEvidence(row: row, of: window, role: .context))
      }
    }
    let writer = RecordWriter(window, cases.destinations)
    func cite(_ fact: CurrencyFact, as role: EvidenceRole) {
      switch fact.source {
      case .payout(let row):
        if shown.insert(row).inserted {
          transactions.append(TransactionEvidence(row: row, of: window, role: role))
        }
      case .reference(let row): context(row)
      case .request, .change, .endpoint: if let record = writer.record(of: fact) { records.append(record) }
      }
    }
    for fact in facts { cite(fact, as: .payout) }
    if let last = fiatBefore.last { context(last) }
    for row in forwarded { context(row) }
    if let trouble = switched?.trouble {
      if case .transaction(let row) = trouble.source { context(row) }
      if let record = writer.record(of: trouble) { records.append(record) }
    }
    for other in others.prefix(Self.shownOthers) {
      let first = cases.facts[other]?.first { !places.isDisjoint(with: $0.destinations) }
      if let first { cite(first, as: .context) }
    }
    return Finding(
      subject: window.id(payee), signals: signals,
      transactions: transactions.sorted { ($0.bookedAt, $0.transactionID) < ($1.bookedAt, $1.transactionID) },
      records: records.sorted { ($0.at, $0.relation, $0.recordID) < ($1.at, $1.relation, $1.recordID) },
      measures: try measures(transactions),
      sinkClasses: Set(places.compactMap { cases.destinations.places[$0].sinkClass }))
  }

  private func measures(_ transactions: [TransactionEvidence]) throws -> [String: Measure] {
    var measures: [String: Measure] = [
      "requests": .count(facts.count(where: \.isRequest)),
      "payouts": .count(facts.count(where: \.isPayout)),
      "wallets": .count(places.count),
      "paid_amount": .money(try Money.sum(transactions.filter(\.role.counts).map(\.amount))),
      "fiat_payouts_before": .count(fiatBefore.count),
    ]
    if !others.isEmpty { measures["payees_sharing"] = .count(others.count + 1) }
    if let switched {
      measures["days_since_closure"] = .count(Int((switched.fact.at - switched.trouble.at).days))
    }
    if rhythm > 1 { measures["stablecoin_payments"] = .count(rhythm) }
    if let policy { measures["payer_virtual_share"] = .ratio(perMille: policy.share) }
    return measures
  }
}
