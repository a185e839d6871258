import Ledger

extension WindowBuilder {
  /// Adds transactions that were read. O(rows) expected.
  package mutating func add(_ read: ReadTransactions) {
    let batch = read.batch
    for (row, fault) in read.faults.sorted {
      reject(.transactions, SourceRow(batch: batch, row: row).string(0) ?? "", fault)
    }
    addKeys(batch, read.faults)
    let authorisation = window.texts.insert(batch, column: 9, areIdentifiers: true)
    let initiator = window.texts.insert(batch, column: 10, areIdentifiers: true)
    let currencies = read.currencies.map { window.texts.insert($0) }
    batch.forEachKey(8) { row, key, bytes in
      if !read.faults.isFaulty[row] { window.transactions.reference.append(key, in: bytes) }
    }
    // Nearly every batch is taken whole, a column at a time.
    func used<T>(_ column: [T]) -> [T] {
      read.faults.isEmpty ? column : column.indices.filter { !read.faults.isFaulty[$0] }.map { column[$0] }
    }
    window.transactions.bookedAt += used(read.bookedAt)
    window.transactions.debtor += used(read.debtor)
    window.transactions.creditor += used(read.creditor)
    window.transactions.kind += used(read.kind)
    window.transactions.status += used(read.status)
    let amounts = used(read.micros)
    window.transactions.amount += amounts
    window.transactions.originals.append(read.originals)
    window.transactions.currency.append(used(read.currency).map { currencies[Int($0)] })
    window.transactions.authorisation.append(used(authorisation))
    window.transactions.initiator.append(used(initiator))
    for amount in amounts { amountSum += Int128(amount) }
  }

  /// Keeps the ids of the rows that are used, and notes which were seen before.
  private mutating func addKeys(_ batch: RowBatch, _ faults: RowFaults) {
    batch.forEachKey(0) { row, key, bytes in
      guard let key, !faults.isFaulty[row] else { return }
      let hash = key.hash(bytes)
      window.transactions.ids.append(key, hash: hash, in: bytes)
      let new = Int32(window.transactions.ids.count - 1)
      if case .integer(let value) = key, let isNew = numberedIDs.insert(value) {
        if !isNew { repeats.append(new) }
        return
      }
      let place = otherIDs.place(of: key, hash: hash, in: bytes, among: window.transactions.ids)
      if place.found >= 0 {
        repeats.append(new)
      } else {
        otherIDs.fill(place.slot, with: new, hash: hash, among: window.transactions.ids)
      }
    }
  }

  // MARK: Order

  /// The rows by (booked_at, id) without the later rows of a key seen before, nil for as they are. Ties are broken by what
  /// the rows say, so which of two rows with one key is used does not depend on the order the warehouse sent them in.
  mutating func transactionOrder() -> [Int32]? {
    (numberedIDs, otherIDs) = (IntegerSet(), TextIndex())
    let dropped = repeatedRows()
    for row in dropped {
      amountSum -= Int128(window.transactions.amount[Int(row)])
      rejects.append(
        Reject(
          relation: .transactions, recordID: window.transactions.ids[Int(row)], column: "transaction_id",
          reason: .duplicateKey))
    }
    let order = timeOrder(of: window.transactions.bookedAt) { [ids = window.transactions.ids] in
      ids.precedes(Int($0), Int($1))
    }
    if dropped.isEmpty { return order }
    return (order ?? (0..<Int32(window.transactions.count)).map { $0 }).filter { !dropped.contains($0) }
  }

  /// Of the rows that share a key, all but the first in order of time and then of what they say.
  private func repeatedRows() -> Set<Int32> {
    if repeats.isEmpty { return [] }
    let ids = window.transactions.ids
    let repeated = Set(repeats.map { ids[Int($0)] })
    var groups: [String: [Int32]] = [:]
    for row in 0..<Int32(ids.count) where repeated.contains(ids[Int(row)]) {
      groups[ids[Int(row)], default: []].append(row)
    }
    var dropped: Set<Int32> = []
    for rows in groups.values {
      let used = rows.min { left, right in
        let (one, other) = (Int(left), Int(right))
        let table = window.transactions
        if table.bookedAt[one] != table.bookedAt[other] { return table.bookedAt[one] < table.bookedAt[other] }
        if table.amount[one] != table.amount[other] { return table.amount[one] < table.amount[other] }
        return precedes(window.words(transaction: one), window.words(transaction: other))
      }
      for row in rows where row != used { dropped.insert(row) }
    }
    return dropped
  }
}
