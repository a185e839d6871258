package import Ledger
import Synchronization

/// The transactions of a window as columns, in order of (booked_at, transaction_id bytewise). All columns have one length.
package struct Transactions: Sendable {
  /// `transaction_id`, one a row.
  package internal(set) var ids = TextColumn()
  /// Microseconds since 1970 (``Instant``), ascending.
  package var bookedAt: [Int64] = []
  package var debtor: [Party] = []
  package var creditor: [Party] = []
  /// Micro-units of the reporting currency, > 0.
  package var amount: [Int64] = []
  package var kind: [TransactionKind] = []
  package var status: [TransactionStatus] = []
  /// See ``original(_:)``.
  package internal(set) var originals = OriginalAmounts()
  /// Of the amount as booked.
  package internal(set) var currency = SparseTexts()
  /// Remittance information.
  package internal(set) var reference = RowTexts()
  package internal(set) var authorisation = SparseTexts()
  package internal(set) var initiator = SparseTexts()

  package init() {}

  package var count: Int { bookedAt.count }

  /// The amount as booked, in the row's `currency`. O(1).
  package func original(_ row: Int) -> ExactDecimal { originals.amount(row, micros: amount[row]) }

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
  /// Makes room for so many rows: a column that grows is copied each time, into memory that must be fetched. O(1).
  mutating func reserve(_ rows: Int) {
    ids.reserve(rows)
    bookedAt.reserveCapacity(rows)
    debtor.reserveCapacity(rows)
    creditor.reserveCapacity(rows)
    amount.reserveCapacity(rows)
    kind.reserveCapacity(rows)
    status.reserveCapacity(rows)
    originals.reserve(rows)
    reference.reserve(rows)
  }

  /// The given rows, in the given order; nil for as they are. Nothing more can be added. O(rows).
  mutating func finish(_ order: RowOrder?) {
    reference.finish()
    guard let order else { return }
    // Half of the columns at once with the other half.
    var half = Transactions()
    half.takeTurns(with: &self)
    let apart = Mutex(half)
    half = Transactions()
    _ = concurrently({ apart.withLock { $0.pick(order) } }) { pick(order) }
    apart.withLock { $0.takeTurns(with: &self) }
  }

  /// Exchanges the columns that take about half of the work.
  private mutating func takeTurns(with other: inout Transactions) {
    swap(&originals, &other.originals)
    swap(&currency, &other.currency)
    swap(&authorisation, &other.authorisation)
    swap(&initiator, &other.initiator)
  }

  /// A column at a time. Columns may be empty.
  private mutating func pick(_ order: RowOrder) {
    ids.pick(order)
    bookedAt.pick(order)
    amount.pick(order)
    debtor.pick(order)
    creditor.pick(order)
    kind.pick(order)
    status.pick(order)
    originals.pick(order)
    currency.pick(order)
    reference.pick(order)
    authorisation.pick(order)
    initiator.pick(order)
  }
}
