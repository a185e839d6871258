import Detection
import Ledger

/// The transactions of a case as the one file that may go with a report.
package struct EvidenceCSV: Equatable, Sendable {
  /// The most a report's attachment may have. Source: FinCEN SAR instructions, one megabyte.
  package static let byteLimit = 1_000_000

  package let text: String
  /// Transactions in the file, and those left out for want of room: never counted ones before others.
  package let rows: Int
  package let leftOut: Int

  static let header = [
    "booked_at_utc", "transaction_id", "from_id", "from_name", "to_id", "to_name", "to_institution",
    "to_country",
    "to_account_or_wallet", "amount_as_booked", "currency_as_booked", "counted_amount", "reporting_currency",
    "use", "routes", "kind", "reference", "alerts",
  ]

  /// O(transactions · parties' lookup); rows ascending in time, those that count kept first when there is too much.
  package init(_ record: CaseRecord, _ figures: CaseFigures, byteLimit: Int = Self.byteLimit) {
    let parties = Dictionary(record.parties.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let lines = record.transactions.map { Self.line($0, record, figures, parties) }
    var room = byteLimit - CSVText.row(Self.header).utf8.count
    var kept: Set<Int> = []
    let order = lines.indices.sorted {
      let (first, second) = (
        figures.counted[record.transactions[$0].id], figures.counted[record.transactions[$1].id]
      )
      return (first == nil ? 1 : 0, $0) < (second == nil ? 1 : 0, $1)
    }
    for index in order {
      let size = lines[index].utf8.count
      if size > room { break }
      room -= size
      kept.insert(index)
    }
    rows = kept.count
    leftOut = lines.count - kept.count
    text = CSVText.row(Self.header) + lines.indices.filter(kept.contains).map { lines[$0] }.joined()
  }

  private static func line(
    _ transaction: CaseTransaction, _ record: CaseRecord, _ figures: CaseFigures,
    _ parties: [String: CaseParty]
  ) -> String {
    let (from, to) = (parties[transaction.debtorID], parties[transaction.creditorID])
    let routes = transaction.uses.compactMap { use in use.route.map { "\($0)/\(use.hop ?? 0)" } }
    let alerts = Set(transaction.uses.map { String($0.alertID.prefix(18)) }).sorted()
    let roles = Set(transaction.uses.map(\.role.rawValue)).sorted()
    func short(_ text: String?) -> String { PlainText.line(text ?? "", limit: 150) }
    return CSVText.row([
      transaction.bookedAt.description, short(transaction.id), short(transaction.debtorID), short(from?.name),
      short(transaction.creditorID), short(to?.name), short(to?.endpoint?.institution),
      short(to?.jurisdiction),
      short(to?.endpoint?.address ?? to?.endpoint?.accountNumber), transaction.amountOriginal.description,
      short(transaction.currencyOriginal), figures.counted[transaction.id]?.description ?? "",
      record.currency,
      roles.joined(separator: " "), routes.joined(separator: " "), transaction.kind?.rawValue ?? "",
      short(transaction.reference), alerts.joined(separator: " "),
    ])
  }
}
