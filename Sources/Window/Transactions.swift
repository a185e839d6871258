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
  /// See ``initiator(_:)``.
  var initiators = InitiatorColumn()

  package init() {}

  package var count: Int { bookedAt.count }

  /// The amount as booked, in the row's `currency`. O(1).
  package func original(_ row: Int) -> ExactDecimal { originals.amount(row, micros: amount[row]) }

  /// Who started the payment in a row; nil when nobody is named. O(1).
  package func initiator(_ row: Int) -> Initiator? {
    initiators.initiator(row, debtor: debtor[row], creditor: creditor[row])
  }

  /// Rows booked in `[from, to)`. O(log n).
  package func rows(from: Instant, to: Instant) -> Range<Int> {
    let low = firstRow(notBefore: from.micros)
    return low..<max(low, firstRow(notBefore: to.micros))
  }

  /// Of the first rows, which are in order; all of them unless said otherwise. O(log n).
  func firstRow(notBefore micros: Int64, among rows: Int? = nil) -> Int {
    var (low, high) = (0, rows ?? count)
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
    initiators.reserve(rows)
    reference.reserve(rows)
  }

  /// Takes over the rows of others, which come after these, a column at a time to free each; their handles are of the same
  /// texts. O(rows).
  mutating func take(_ next: inout Transactions) {
    ids.take(&next.ids)
    bookedAt.take(&next.bookedAt)
    amount.take(&next.amount)
    debtor.take(&next.debtor)
    creditor.take(&next.creditor)
    kind.take(&next.kind)
    status.take(&next.status)
    originals.take(&next.originals)
    currency.take(&next.currency)
    reference.take(&next.reference)
    authorisation.take(&next.authorisation)
    initiators.take(&next.initiators)
  }

  /// Puts the rows from the given one on in order. O(n log n) at worst for n rows; O(n) when their times are spread evenly.
  mutating func putInOrder(from first: Int) {
    let order = timeOrder(of: bookedAt, from: first) { [ids] in ids.precedes(Int($0), Int($1)) }
    if let order { pickColumns(RowOrder(order, from: first)) }
  }

  /// The same on two threads, which pays for very many rows.
  mutating func putInOrderByHalves(from first: Int) {
    let order = timeOrderByHalves(of: bookedAt, from: first) { [ids] in ids.precedes(Int($0), Int($1)) }
    if let order { pick(RowOrder(order, from: first)) }
  }

  /// Leaves rows out, none of which stands before the given one. O(rows).
  mutating func drop(_ rows: Set<Int>, from first: Int) {
    let first = first & ~63
    pick(RowOrder((first..<count).filter { !rows.contains($0) }.map { Int32($0) }, from: first))
  }

  /// The given rows, in the given order; half of the columns at once with the other half. O(rows of the order).
  private mutating func pick(_ order: RowOrder) {
    var half = Transactions()
    half.takeTurns(with: &self)
    let apart = Mutex(half)
    half = Transactions()
    _ = concurrently({ apart.withLock { $0.pickColumns(order) } }) { pickColumns(order) }
    apart.withLock { $0.takeTurns(with: &self) }
  }

  /// Exchanges the columns that take about half of the work.
  private mutating func takeTurns(with other: inout Transactions) {
    swap(&originals, &other.originals)
    swap(&currency, &other.currency)
    swap(&authorisation, &other.authorisation)
    swap(&initiators, &other.initiators)
  }

  /// A column at a time. Columns may be empty.
  private mutating func pickColumns(_ order: RowOrder) {
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
    initiators.pick(order)
  }
}
