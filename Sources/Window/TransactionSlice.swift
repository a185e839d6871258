/// Transactions that come nearly in order of time, as a rule: they are put in order some ten thousand at a time as they come, in
/// the processor's caches, and little is left to do at the end. Where they do not, all is left for the end.
struct TransactionSlice: Sendable {
  var columns = Transactions()
  /// How many rows, the first ones, are in order.
  private var ordered = 0
  /// How many rows must have come since to be put in order.
  private var step: Int
  /// The earliest time among them.
  private var earliest = Int64.max

  /// - Parameters:
  ///   - expected: how many rows there is room made for at once; more may come, and columns then grow as they do.
  ///   - currency: what rows are usually booked in.
  ///   - step: how many rows are put in order at once, at first.
  init(expected: Int, currency: Text, step: Int) {
    self.step = step
    columns.currency = SparseTexts(usual: currency)
    columns.reserve(expected)
  }

  /// Adds the rows of a batch that are used, a column at a time, and notes their ids. O(rows) when they come nearly in order of
  /// time, amortised.
  mutating func add(_ read: ReadTransactions, _ handles: TransactionHandles, ids: inout RepeatedIDs) {
    read.batch.forEachKey(TransactionColumn.id) { row, key, bytes in
      guard let key, !read.faults.isFaulty[row] else { return }
      let hash = key.hash(bytes)
      ids.append(key, hash: hash)
      columns.ids.append(key, hash: hash, in: bytes)
    }
    let known = columns.count
    columns.bookedAt += read.used(read.bookedAt)
    columns.debtor += read.used(read.debtor)
    columns.creditor += read.used(read.creditor)
    columns.amount += read.used(read.micros)
    columns.kind += read.used(read.kind)
    columns.status += read.used(read.status)
    columns.originals.append(read.originals)
    columns.currency.append(read.used(read.currency).map { handles.currency[Int($0)] })
    columns.reference.append(handles.reference)
    columns.authorisation.append(read.used(handles.authorisation))
    columns.initiators.append(read.used(read.initiatorSide), others: handles.otherInitiators)
    earliest = min(earliest, columns.bookedAt[known...].min() ?? .max)
    if columns.count - ordered >= step { putNewInOrder() }
  }

  /// Puts the rows that came in order with those they belong among, unless these are too many: then more must come first.
  private mutating func putNewInOrder() {
    let first = firstUnordered
    if columns.count - first > 2 * step { return step *= 2 }
    columns.putInOrder(from: first)
    (ordered, earliest) = (columns.count, .max)
  }

  /// The first row that may have to move, or a few before it.
  private var firstUnordered: Int { columns.firstRow(notBefore: earliest, among: ordered) & ~63 }

  /// Puts all rows in order.
  mutating func putInOrder() {
    columns.putInOrderByHalves(from: firstUnordered)
    (ordered, earliest) = (columns.count, .max)
  }

  /// Takes over the rows of another slice; ``putInOrder()`` is to follow, which costs nothing when it is the later one. O(rows).
  mutating func take(_ next: inout TransactionSlice) {
    earliest = min(earliest, next.columns.bookedAt.first ?? .max)
    columns.take(&next.columns)
  }
}
