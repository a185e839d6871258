import Ledger

/// Gathers the transactions of a window, apart from everything else, so that the two can be gathered at once.
package struct TransactionBuilder: Sendable {
  /// Their handles are those of `names` and `references`, until ``finish(_:)``.
  private var slices: [TransactionSlice]
  /// Currencies, authorisations and initiators who are no parties.
  private var names = TextTable()
  private var references = MetTexts()
  /// In the order met.
  private(set) var rejects: [Reject] = []
  /// Sum of the accepted transactions in the reporting currency.
  private(set) var amountSum: Int128 = 0
  private var repeatedIDs = RepeatedIDs()

  /// - Parameters:
  ///   - currency: that of the reports.
  ///   - expected: how many rows may come in each slice of the window, the earliest first; more may.
  package init(currency: String, expected: [Int] = [0]) {
    self.init(currency: currency, expected: expected, step: 1 << 16)
  }

  /// `step`: how many rows are put in order at once, at first.
  init(currency: String, expected: [Int] = [0], step: Int) {
    let usual = names.insert(currency)
    // The first slice takes in the others.
    slices = expected.enumerated().map { place, rows in
      TransactionSlice(
        expected: Self.room(place == 0 ? expected.reduce(0, +) : rows), currency: usual, step: step)
    }
  }

  /// An eighth more than expected, within what a mistake may cost: room is address space until rows are in it.
  private static func room(_ rows: Int) -> Int { min(rows + rows / 8, 1 << 26) }

  /// Adds transactions that were read to a slice. O(rows) expected.
  package mutating func add(_ read: ReadTransactions, to slice: Int = 0) {
    for (row, fault) in read.faults.sorted {
      let id = SourceRow(batch: read.batch, row: row).string(TransactionColumn.id) ?? ""
      rejects.append(Reject(.transactions, id, fault))
    }
    let handles = TransactionHandles(
      currency: read.currencies.map { names.insert($0) },
      reference: references.handles(
        read.batch, column: TransactionColumn.reference, without: read.faults.isFaulty),
      authorisation: names.insert(
        read.batch, column: TransactionColumn.authorisation, areIdentifiers: true),
      otherInitiators: otherInitiators(read))
    slices[slice].add(read, handles, ids: &repeatedIDs)
    for amount in read.used(read.micros) { amountSum += Int128(amount) }
  }

  /// Who started the payments that neither side did, of those that are used.
  private mutating func otherInitiators(_ read: ReadTransactions) -> [Initiator] {
    if read.initiator.isEmpty { return [] }
    return read.initiator.indices.compactMap { row in
      let source = SourceRow(batch: read.batch, row: row)
      guard read.initiatorSide[row] == .neither, !read.faults.isFaulty[row],
        let (key, bytes) = source.key(TransactionColumn.initiator)
      else { return nil }
      if read.initiator[row] >= 0 { return Initiator(read.initiator[row]) }
      return Initiator(names.insert(key, in: bytes, isIdentifier: true).text)
    }
  }

  /// The columns in order of (booked_at, id), their texts put into a window's; and the hashes of ids that several rows have.
  /// Nothing more can be added. O(rows) when they came nearly in order, else O(n log n).
  mutating func finish(_ texts: inout TextTable) -> (columns: Transactions, repeats: Set<UInt64>) {
    let (repeats, places) = concurrently({ [repeatedIDs] in repeatedIDs.hashes() }) {
      names.moved(into: &texts)
    }
    (names, repeatedIDs) = (TextTable(), RepeatedIDs())
    var columns = joinedSlices()
    columns.reference.finish(with: references)
    columns.currency.renumber(places)
    columns.authorisation.renumber(places)
    columns.initiators.renumber(places)
    return (columns, repeats)
  }

  /// All slices as one, in order; they are empty then, to free each column as soon as it was copied.
  private mutating func joinedSlices() -> Transactions {
    for slice in slices.indices { slices[slice].putInOrder() }
    var all = slices.removeFirst()
    while !slices.isEmpty {
      var next = slices.removeFirst()
      all.take(&next)
    }
    all.putInOrder()
    return all.columns
  }
}

/// Where texts of a batch of transactions were put.
struct TransactionHandles {
  /// By the places of the batch's currencies.
  let currency: [Text]
  /// One for each row that is used.
  let reference: [Int32]
  /// One a row.
  let authorisation: [Text]
  /// One for each row that is used and was started by neither side.
  let otherInitiators: [Initiator]
}
