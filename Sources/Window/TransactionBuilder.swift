import Ledger

/// Gathers the transactions of a window, apart from everything else, so that the two can be gathered at once.
///
/// Rows come nearly in order of time, as a rule: they are put in order some ten thousand at a time as they come, in the
/// processor's caches, and little is left to do at the end. Where they do not, all is left for the end.
package struct TransactionBuilder: Sendable {
  /// Its handles are those of `names`, until ``finish(_:)``.
  private var columns = Transactions()
  /// Currencies, authorisations and initiators who are no parties.
  private var names = TextTable()
  /// In the order met.
  private(set) var rejects: [Reject] = []
  /// Sum of the accepted transactions in the reporting currency.
  private(set) var amountSum: Int128 = 0
  private var repeatedIDs = RepeatedIDs()
  /// How many rows, the first ones, are in order.
  private var ordered = 0
  /// How many rows must have come since to be put in order.
  private var step: Int
  /// The earliest time among them.
  private var earliest = Int64.max

  /// - Parameters:
  ///   - currency: that of the reports.
  ///   - expected: how many rows there is room made for at once; more may come, and columns then grow as they do.
  package init(currency: String, expected: Int = 0) {
    self.init(currency: currency, expected: expected, step: 1 << 16)
  }

  /// `step`: how many rows are put in order at once, at first.
  init(currency: String, expected: Int = 0, step: Int) {
    self.step = step
    columns.currency = SparseTexts(usual: names.insert(currency))
    columns.reserve(expected)
  }

  /// Adds transactions that were read. O(rows) expected.
  package mutating func add(_ read: ReadTransactions) {
    let batch = read.batch
    for (row, fault) in read.faults.sorted {
      rejects.append(Reject(.transactions, SourceRow(batch: batch, row: row).string(0) ?? "", fault))
    }
    addKeys(batch, read.faults)
    let authorisation = names.insert(batch, column: 9, areIdentifiers: true)
    let currencies = read.currencies.map { names.insert($0) }
    columns.reference.append(batch, column: 8, without: read.faults.isFaulty)
    // Nearly every batch is taken whole, a column at a time.
    func used<T>(_ column: [T]) -> [T] {
      read.faults.isEmpty ? column : column.indices.filter { !read.faults.isFaulty[$0] }.map { column[$0] }
    }
    let known = columns.count
    columns.bookedAt += used(read.bookedAt)
    columns.debtor += used(read.debtor)
    columns.creditor += used(read.creditor)
    columns.kind += used(read.kind)
    columns.status += used(read.status)
    let amounts = used(read.micros)
    columns.amount += amounts
    columns.originals.append(read.originals)
    columns.currency.append(used(read.currency).map { currencies[Int($0)] })
    columns.authorisation.append(used(authorisation))
    addInitiators(read)
    for amount in amounts { amountSum += Int128(amount) }
    earliest = min(earliest, columns.bookedAt[known...].min() ?? .max)
    if columns.count - ordered >= step { putInOrder() }
  }

  private mutating func addInitiators(_ read: ReadTransactions) {
    let rows = read.faults.isEmpty ? nil : read.initiatorSide.indices.filter { !read.faults.isFaulty[$0] }
    columns.initiators.append(rows.map { $0.map { read.initiatorSide[$0] } } ?? read.initiatorSide) { place in
      let row = rows?[place] ?? place
      if read.initiator[row] >= 0 { return Initiator(read.initiator[row]) }
      let (key, bytes) = SourceRow(batch: read.batch, row: row).key(10) ?? (.utf8(0, 0), [])
      return Initiator(names.insert(key, in: bytes, isIdentifier: true).text)
    }
  }

  /// Puts the rows that came in order with those they belong among, unless these are too many: then more must come first.
  private mutating func putInOrder() {
    let first = firstUnordered
    if columns.count - first > 2 * step { return step *= 2 }
    columns.putInOrder(from: first)
    (ordered, earliest) = (columns.count, .max)
  }

  /// The first row that may have to move, or a few before it.
  private var firstUnordered: Int { columns.firstRow(notBefore: earliest, among: ordered) & ~63 }

  /// Keeps the ids of the rows that are used.
  private mutating func addKeys(_ batch: RowBatch, _ faults: RowFaults) {
    batch.forEachKey(0) { row, key, bytes in
      guard let key, !faults.isFaulty[row] else { return }
      let hash = key.hash(bytes)
      repeatedIDs.append(key, hash: hash)
      columns.ids.append(key, hash: hash, in: bytes)
    }
  }

  /// The columns in order of (booked_at, id), their texts put into a window's; and the hashes of ids that several rows have.
  /// Nothing more can be added. O(rows) when they came nearly in order, else O(n log n).
  mutating func finish(_ texts: inout TextTable) -> (columns: Transactions, repeats: Set<UInt64>) {
    let (repeats, places) = concurrently({ [repeatedIDs] in repeatedIDs.hashes() }) {
      names.moved(into: &texts)
    }
    (names, repeatedIDs) = (TextTable(), RepeatedIDs())
    columns.putInOrderByHalves(from: firstUnordered)
    var finished = columns
    columns = Transactions()
    finished.finish()
    finished.currency.renumber(places)
    finished.authorisation.renumber(places)
    finished.initiators.renumber(places)
    return (finished, repeats)
  }
}
