import Ledger

/// Gathers the transactions of a window, apart from everything else, so that the two can be gathered at once.
package struct TransactionBuilder: Sendable {
  /// Its handles are those of `names`, until ``finish(_:)``.
  private var columns = Transactions()
  /// Currencies, authorisations and initiators.
  private var names = TextTable()
  /// In the order met.
  private(set) var rejects: [Reject] = []
  /// Sum of the accepted transactions in the reporting currency.
  private(set) var amountSum: Int128 = 0
  private var repeatedIDs = RepeatedIDs()

  /// - Parameters:
  ///   - currency: that of the reports.
  ///   - expected: how many rows there is room made for at once; more may come, and columns then grow as they do.
  package init(currency: String, expected: Int = 0) {
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
    let initiator = names.insert(batch, column: 10, areIdentifiers: true)
    let currencies = read.currencies.map { names.insert($0) }
    columns.reference.append(batch, column: 8, without: read.faults.isFaulty)
    // Nearly every batch is taken whole, a column at a time.
    func used<T>(_ column: [T]) -> [T] {
      read.faults.isEmpty ? column : column.indices.filter { !read.faults.isFaulty[$0] }.map { column[$0] }
    }
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
    columns.initiator.append(used(initiator))
    for amount in amounts { amountSum += Int128(amount) }
  }

  /// Keeps the ids of the rows that are used.
  private mutating func addKeys(_ batch: RowBatch, _ faults: RowFaults) {
    batch.forEachKey(0) { row, key, bytes in
      guard let key, !faults.isFaulty[row] else { return }
      let hash = key.hash(bytes)
      repeatedIDs.append(key, hash: hash, row: columns.ids.count)
      columns.ids.append(key, hash: hash, in: bytes)
    }
  }

  /// The columns, their texts put into a window's, and the rows whose id an earlier row had. Nothing more can be added.
  /// O(rows).
  mutating func finish(_ texts: inout TextTable) -> (columns: Transactions, repeats: [Int32]) {
    let (repeats, places) = concurrently({ [repeatedIDs, ids = columns.ids] in repeatedIDs.rows(among: ids) })
    {
      names.moved(into: &texts)
    }
    (names, repeatedIDs) = (TextTable(), RepeatedIDs())
    var finished = columns
    columns = Transactions()
    finished.currency.renumber(places)
    finished.authorisation.renumber(places)
    finished.initiator.renumber(places)
    return (finished, repeats)
  }
}
