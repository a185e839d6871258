import Ledger

extension WindowBuilder {
  /// Adds transactions that were read. O(rows) expected.
  package mutating func add(_ read: ReadTransactions) {
    let batch = read.batch
    for (row, fault) in read.faults.sorted {
      reject(.transactions, SourceRow(batch: batch, row: row).string(0) ?? "", fault)
    }
    addKeys(batch, read.faults)
    let authorisation = handles(batch, 9, read.faults)
    let initiator = handles(batch, 10, read.faults)
    let currencies = read.currencies.map { window.texts.insert($0) }
    batch.forEachKey(8) { row, key, bytes in
      if !read.faults.isFaulty[row] { window.transactions.reference.append(key, in: bytes) }
    }
    for row in 0..<batch.count where !read.faults.isFaulty[row] {
      window.transactions.bookedAt.append(read.bookedAt[row])
      window.transactions.debtor.append(read.debtor[row])
      window.transactions.creditor.append(read.creditor[row])
      window.transactions.kind.append(read.kind[row])
      window.transactions.status.append(read.status[row])
      window.transactions.amount.append(read.micros[row])
      window.transactions.originals.append(read.original[row], micros: read.micros[row])
      window.transactions.currency.append(currencies[Int(read.currency[row])])
      window.transactions.authorisation.append(authorisation[row])
      window.transactions.initiator.append(initiator[row])
      amountSum += Int128(read.micros[row])
    }
  }

  /// Handles of a text column; rows that are rejected leave nothing in the table.
  private mutating func handles(_ batch: RowBatch, _ column: Int, _ faults: RowFaults) -> [Text] {
    if case .absent = batch.columns[column] { return Array(repeating: .none, count: batch.count) }
    var handles: [Text] = []
    handles.reserveCapacity(batch.count)
    batch.forEachKey(column) { row, key, bytes in
      guard let key, !faults.isFaulty[row] else { return handles.append(.none) }
      handles.append(window.texts.insert(key, in: bytes).text)
    }
    return handles
  }

  /// Keeps the ids of the rows that are used, and notes which were seen before.
  private mutating func addKeys(_ batch: RowBatch, _ faults: RowFaults) {
    batch.forEachKey(0) { row, key, bytes in
      guard let key, !faults.isFaulty[row] else { return }
      let place = transactionIndex.place(of: key, in: bytes, among: window.transactions.ids)
      let new = Int32(window.transactions.ids.count)
      window.transactions.ids.append(key, in: bytes)
      if place.found >= 0 {
        repeats.append((new, place.found))
      } else {
        transactionIndex.fill(place.slot, with: new, among: window.transactions.ids)
      }
    }
  }

  // MARK: Order

  /// Sorts by (booked_at, id), then drops the later rows of a key seen before. Ties are broken by what the rows say, so
  /// which of two rows with one key is used does not depend on the order the warehouse sent them in.
  mutating func orderTransactions() {
    transactionIndex = TextIndex()
    let dropped = repeatedRows()
    for row in dropped {
      amountSum -= Int128(window.transactions.amount[Int(row)])
      rejects.append(
        Reject(
          relation: .transactions, recordID: window.transactions.ids[Int(row)], column: "transaction_id",
          reason: .duplicateKey))
    }
    var order = timeOrder(of: window.transactions.bookedAt) { [ids = window.transactions.ids] in
      ids.precedes(Int($0), Int($1))
    }
    if !dropped.isEmpty {
      order = (order ?? (0..<Int32(window.transactions.count)).map { $0 }).filter { !dropped.contains($0) }
    }
    window.transactions.finish(order)
  }

  /// Of the rows that share a key, all but the first in order of time and then of what they say.
  private func repeatedRows() -> Set<Int32> {
    var groups: [Int32: [Int32]] = [:]
    for (row, first) in repeats { groups[first, default: [first]].append(row) }
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
