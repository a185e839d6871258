package import Ledger

/// The transactions of a window as columns, in order of (booked_at, transaction_id bytewise). All columns have one length.
package struct Transactions: Sendable {
  /// The text forms of `transaction_id`.
  package var ids = TextTable()
  /// Handles of `ids`, one a row.
  package var id: [Text] = []
  /// Microseconds since 1970 (``Instant``), ascending.
  package var bookedAt: [Int64] = []
  package var debtor: [Party] = []
  package var creditor: [Party] = []
  /// Micro-units of the reporting currency, > 0.
  package var amount: [Int64] = []
  package var kind: [TransactionKind] = []
  package var status: [TransactionStatus] = []
  /// The amount as booked, and its currency: evidence.
  package var original: [ExactDecimal] = []
  package var currency: [Text] = []
  /// Remittance information.
  package var reference: [Text] = []
  package var authorisation: [Text] = []
  package var initiator: [Text] = []

  package init() {}

  package var count: Int { id.count }

  /// Rows booked in `[from, to)`. O(log n).
  package func rows(from: Instant, to: Instant) -> Range<Int> {
    let low = firstRow(notBefore: from.micros)
    return low..<max(low, firstRow(notBefore: to.micros))
  }

  private func firstRow(notBefore micros: Int64) -> Int {
    var (low, high) = (0, bookedAt.count)
    while low < high {
      let middle = (low + high) / 2
      if bookedAt[middle] < micros { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Transactions {
  /// The given rows, in the given order. O(rows).
  func picking(_ order: [Int]) -> Transactions {
    var picked = Transactions()
    picked.ids = ids
    picked.id = order.map { id[$0] }
    picked.bookedAt = order.map { bookedAt[$0] }
    picked.debtor = order.map { debtor[$0] }
    picked.creditor = order.map { creditor[$0] }
    picked.amount = order.map { amount[$0] }
    picked.kind = order.map { kind[$0] }
    picked.status = order.map { status[$0] }
    picked.original = order.map { original[$0] }
    picked.currency = order.map { currency[$0] }
    picked.reference = order.map { reference[$0] }
    picked.authorisation = order.map { authorisation[$0] }
    picked.initiator = order.map { initiator[$0] }
    return picked
  }
}
