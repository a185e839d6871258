import Detection
import Ledger

/// What one detector found and did not find, as counts: scores of several warehouses add up to one.
package struct DetectorScore: Codable, Equatable, Sendable {
  /// The detector of a total.
  package static let all = "all"

  package var detector: String
  /// Schemes planted and found, by difficulty.
  package private(set) var planted: [String: Int] = [:]
  package private(set) var found: [String: Int] = [:]
  package var trueAlerts = 0
  package var alertsBesideThePoint = 0
  package private(set) var falseAlerts = 0
  /// False alerts of high or critical severity.
  package private(set) var graveFalseAlerts = 0
  /// False alerts on accounts that are in no story.
  package private(set) var backgroundAlerts = 0
  package var honestAccounts = 0
  package var backgroundAccounts = 0
  package var lookAlikes = 0
  package var lookAlikesAlerted = 0
  /// Of the schemes found: labelled transactions within what their alerts looked at, and those of them that these show.
  package private(set) var labelledTransactions = 0
  package private(set) var labelledShown = 0
  /// Of the alerts that answer a scheme with labelled transactions: transactions they rest on, and those of them labelled.
  package private(set) var evidenceTransactions = 0
  package private(set) var evidenceLabelled = 0
  /// Of every scheme found, microseconds from its first instant to its first alert.
  package private(set) var delays: [Int64] = []
  /// Of every scheme found: micro-units of the labelled transactions, and of those booked before its first alert.
  package private(set) var amount: Int64 = 0
  package private(set) var amountBefore: Int64 = 0

  package init(detector: String) { self.detector = detector }

  mutating func take(
    _ scheme: SchemeLabel, answeredBy alerts: [EvaluatedAlert], _ payments: [String: LabelledPayment]
  ) {
    let difficulty = (scheme.difficulty ?? .typical).rawValue
    planted[difficulty, default: 0] += 1
    guard let first = alerts.map(\.firstSeenAt).min() else { return }
    found[difficulty, default: 0] += 1
    delays.append(max((first - scheme.firstAt).micros, 0))
    let shown = alerts.reduce(into: Set<String>()) { $0.formUnion($1.shown) }
    let from = alerts.map(\.windowFrom).min() ?? first
    let to = alerts.map(\.windowTo).max() ?? first
    for id in scheme.transactionIDs {
      guard let payment = payments[id] else { continue }
      amount += payment.amount.micros
      if payment.bookedAt < first { amountBefore += payment.amount.micros }
      guard payment.bookedAt >= from, payment.bookedAt < to else { continue }
      labelledTransactions += 1
      if shown.contains(id) { labelledShown += 1 }
    }
  }

  mutating func takeEvidence(of alert: EvaluatedAlert, labels: [SchemeLabel]) {
    let labelled = Set(labels.flatMap(\.transactionIDs))
    if labelled.isEmpty { return }
    evidenceTransactions += alert.evidence.count
    evidenceLabelled += alert.evidence.intersection(labelled).count
  }

  mutating func takeFalse(_ alert: EvaluatedAlert, isBackground: Bool) {
    falseAlerts += 1
    if alert.severity >= .high { graveFalseAlerts += 1 }
    if isBackground { backgroundAlerts += 1 }
  }

  /// Adds another score: of another detector in the same warehouse, whose accounts are the same ones, or of another
  /// warehouse.
  package mutating func add(_ other: DetectorScore, ofOneWarehouse: Bool) {
    planted.merge(other.planted, uniquingKeysWith: +)
    found.merge(other.found, uniquingKeysWith: +)
    trueAlerts += other.trueAlerts
    alertsBesideThePoint += other.alertsBesideThePoint
    falseAlerts += other.falseAlerts
    graveFalseAlerts += other.graveFalseAlerts
    backgroundAlerts += other.backgroundAlerts
    honestAccounts = ofOneWarehouse ? other.honestAccounts : honestAccounts + other.honestAccounts
    backgroundAccounts =
      ofOneWarehouse ? other.backgroundAccounts : backgroundAccounts + other.backgroundAccounts
    lookAlikes += other.lookAlikes
    lookAlikesAlerted += other.lookAlikesAlerted
    labelledTransactions += other.labelledTransactions
    labelledShown += other.labelledShown
    evidenceTransactions += other.evidenceTransactions
    evidenceLabelled += other.evidenceLabelled
    delays = (delays + other.delays).sorted()
    amount += other.amount
    amountBefore += other.amountBefore
  }
}

extension DetectorScore {
  /// Schemes of these difficulties: found, and planted.
  package func recall(_ difficulties: Difficulty...) -> Share {
    Share(
      difficulties.reduce(0) { $0 + (found[$1.rawValue] ?? 0) },
      of: difficulties.reduce(0) { $0 + (planted[$1.rawValue] ?? 0) })
  }

  /// True alerts among the true and the false.
  package var precision: Share { Share(trueAlerts, of: trueAlerts + falseAlerts) }
  /// Labelled transactions that the alerts show.
  package var coverage: Share { Share(labelledShown, of: labelledTransactions) }
  /// Transactions that alerts rest on and that are labelled.
  package var purity: Share { Share(evidenceLabelled, of: evidenceTransactions) }
  /// Look-alikes on which any detector alerts.
  package var lookAlikeShare: Share { Share(lookAlikesAlerted, of: lookAlikes) }
  /// What had moved before the first alert, of what the labels say moved in all.
  package var movedBefore: Share { Share(Int(amountBefore / 10_000), of: Int(amount / 10_000)) }

  /// The middle one of the days from a scheme's first instant to its first alert, the lower of two; nil when none was found.
  package var medianDays: Double? {
    let sorted = delays.sorted()
    if sorted.isEmpty { return nil }
    return Double(sorted[(sorted.count - 1) / 2]) / Double(Span.days(1).micros)
  }
}

/// A part of a whole.
package struct Share: Equatable, Sendable {
  package let part: Int
  package let whole: Int

  package init(_ part: Int, of whole: Int) {
    self.part = part
    self.whole = whole
  }

  /// Nil of nothing.
  package var value: Double? { whole == 0 ? nil : Double(part) / Double(whole) }
}
