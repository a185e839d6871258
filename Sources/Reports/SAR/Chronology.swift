import Detection
import Ledger

/// The events of a case in time, one sentence each, as many as there is room for.
struct Chronology {
  let text: String
  /// Transactions and records that found no room.
  let transactionsLeftOut: Int
  let factsLeftOut: Int
  /// What of the counted money is among the transactions left out.
  let amountLeftOut: Money

  private struct Entry {
    let at: Instant
    let order: Int
    /// What is told first when not all can be: counted payments, records, steps of routes, the rest; within each the
    /// larger amounts.
    let rank: (Int, Int64)
    let isTransaction: Bool
    let amount: Money
    let sentence: String
  }

  /// At most `room` scalars. Throws ``LedgerError/overflow(_:)``. O(n log n).
  init(_ record: CaseRecord, _ figures: CaseFigures, since: Instant?, room: Int) throws {
    let entries = Self.entries(record, figures).filter { entry in since.map { entry.at >= $0 } ?? true }
    var left = room
    var kept: Set<Int> = []
    for entry in entries.sorted(by: { $0.rank == $1.rank ? $0.order < $1.order : $0.rank < $1.rank }) {
      let needed = entry.sentence.unicodeScalars.count + 1
      if needed > left { break }
      left -= needed
      kept.insert(entry.order)
    }
    text = entries.filter { kept.contains($0.order) }.map(\.sentence).joined(separator: " ")
    let dropped = entries.filter { !kept.contains($0.order) }
    transactionsLeftOut = dropped.count(where: \.isTransaction)
    factsLeftOut = dropped.count - transactionsLeftOut
    amountLeftOut = try Money.sum(dropped.map(\.amount))
  }

  /// How many scalars the sentences of all counted payments take. O(transactions).
  static func room(forCountedOf record: CaseRecord, _ figures: CaseFigures) -> Int {
    record.transactions.reduce(0) { room, transaction in
      guard let counted = figures.counted[transaction.id] else { return room }
      return room + sentence(transaction, record, counted).unicodeScalars.count + 1
    }
  }

  private static func entries(_ record: CaseRecord, _ figures: CaseFigures) -> [Entry] {
    let payments = record.transactions.map { transaction in
      let counted = figures.counted[transaction.id]
      let isHop = transaction.uses.contains { $0.role == .hop }
      return (
        at: transaction.bookedAt, rank: (counted != nil ? 0 : isHop ? 2 : 3, -(counted?.micros ?? 0)),
        isTransaction: true,
        amount: counted ?? .zero, sentence: sentence(transaction, record, counted)
      )
    }
    let facts = record.facts.map { fact in
      let summary = FormText.sentence(PlainText.line(fact.summary, limit: 400))
      return (
        at: fact.at, rank: (1, Int64(0)), isTransaction: false, amount: Money.zero,
        sentence: "\(fact.at.date): \(summary)" + (summary.hasSuffix(".") ? "" : ".")
      )
    }
    return (payments + facts).enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .enumerated().map { order, entry in
        let event = entry.element
        return Entry(
          at: event.at, order: order, rank: event.rank, isTransaction: event.isTransaction,
          amount: event.amount,
          sentence: event.sentence)
      }
  }

  /// `2026-02-28: Yara Hansen paid Ines Lange USD 3,976.70 (transaction 520264).`
  private static func sentence(_ transaction: CaseTransaction, _ record: CaseRecord, _ counted: Money?)
    -> String
  {
    func name(_ id: String) -> String { FormText.sentence(PlainText.line(record.label(id), limit: 60)) }
    let place = FormText.sentence(
      PlainText.line(record.party(transaction.creditorID)?.shortPlace() ?? "", limit: 60))
    let original = FormText.sentence(transaction.original)
    // What counts is said whenever it is not the whole payment in the reporting currency.
    let whole =
      transaction.currencyOriginal == record.currency ? transaction.amountOriginal.scaled(toPower: 6) : nil
    let part =
      counted.map { $0.micros == whole ? "" : ", of which \(record.money($0)) is counted here" } ?? ""
    return
      "\(transaction.bookedAt.date): \(name(transaction.debtorID)) paid \(name(transaction.creditorID))\(place.isEmpty ? "" : " (\(place))") \(original)\(part), "
      + "transaction \(FormText.sentence(PlainText.line(transaction.id, limit: 60)))."
  }
}
