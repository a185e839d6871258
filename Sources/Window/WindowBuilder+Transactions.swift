import Ledger

extension WindowBuilder {
  /// Adds transactions a column at a time: loops over one column let the processor wait for many parties at once, which
  /// lie at random places in memory. A row that breaks several rules is rejected for the first of them in the order of
  /// the columns, then for what its amount comes to.
  mutating func addTransactions(_ batch: RowBatch) {
    let columns = Contract.columns(of: .transactions)
    var faults = RowFaults(rows: batch.count)
    checkKeys(batch, columns[0].name, &faults)
    let bookedAt = times(batch, 1, columns[1].name, &faults)
    let debtor = parties(batch, 2, columns[2].name, &faults)
    let creditor = parties(batch, 3, columns[3].name, &faults)
    let amount = amounts(batch, bookedAt, columns, &faults)
    let authorisation = handles(batch, 9, faults)
    let initiator = handles(batch, 10, faults)
    for (row, fault) in faults.sorted {
      reject(.transactions, SourceRow(batch: batch, row: row).string(0) ?? "", fault)
    }
    addKeys(batch, faults)
    batch.forEachKey(8) { row, key, bytes in
      if !faults.isFaulty[row] { window.transactions.reference.append(key, in: bytes) }
    }
    let accepted = faults.isFaulty.span
    for row in 0..<batch.count where !accepted[row] {
      window.transactions.bookedAt.append(bookedAt[row])
      window.transactions.debtor.append(debtor[row])
      window.transactions.creditor.append(creditor[row])
      window.transactions.kind.append(amount.kind[row])
      window.transactions.status.append(amount.status[row])
      window.transactions.amount.append(amount.micros[row])
      window.transactions.originals.append(amount.original[row], micros: amount.micros[row])
      window.transactions.currency.append(amount.currency[row])
      window.transactions.authorisation.append(authorisation[row])
      window.transactions.initiator.append(initiator[row])
      amountSum += Int128(amount.micros[row])
    }
  }

  // MARK: Columns

  private func checkKeys(_ batch: RowBatch, _ column: String, _ faults: inout RowFaults) {
    batch.forEachKey(0) { row, key, _ in
      if key == nil { faults.note(row, Fault(column, .nullKey)) }
    }
  }

  private func times(_ batch: RowBatch, _ column: Int, _ name: String, _ faults: inout RowFaults) -> [Int64] {
    guard case .integers(let values) = batch.columns[column] else { return [] }
    var times: [Int64] = []
    times.reserveCapacity(values.count)
    for row in values.indices {
      let time = values[row] ?? .max
      if time > future.micros {
        let reason: Reject.Reason = values[row] == nil ? .nullValue : .futureTime
        faults.note(
          row, Fault(name, reason, values[row].map { Instant(micros: $0).description } ?? ""))
      }
      times.append(time)
    }
    return times
  }

  private func parties(_ batch: RowBatch, _ column: Int, _ name: String, _ faults: inout RowFaults) -> [Party]
  {
    var parties: [Party] = []
    parties.reserveCapacity(batch.count)
    batch.forEachKey(column) { row, key, bytes in
      guard let key else {
        faults.note(row, Fault(name, .nullValue))
        parties.append(-1)
        return
      }
      let found = window.parties.ids.find(key, in: bytes)
      if found == nil {
        let id = SourceRow(batch: batch, row: row).string(column) ?? ""
        faults.note(row, Fault(name, .unknownParty, id))
      }
      parties.append(found?.index ?? -1)
    }
    return parties
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

  /// Amounts with what they need: currency, kind and status.
  private mutating func amounts(
    _ batch: RowBatch, _ bookedAt: [Int64], _ columns: [ContractColumn], _ faults: inout RowFaults
  ) -> AmountColumns {
    var result = AmountColumns(rows: batch.count)
    guard case .numbers(let numbers) = batch.columns[4], case .texts(let currencies) = batch.columns[5],
      case .texts(let kinds) = batch.columns[6], case .texts(let statuses) = batch.columns[7]
    else { return result }
    for row in 0..<batch.count where !faults.isFaulty[row] {
      do throws(Fault) {
        guard let original = try numbers[row].positive(columns[4].name) else {
          throw Fault(columns[4].name, .nullValue)
        }
        let code = currencies[row]
        guard code.end >= 0 else { throw Fault(columns[5].name, .nullValue) }
        if let kind = try words.transactionKind.read(batch.bytes, kinds[row], columns[6].name) {
          result.kind[row] = kind
        }
        if let status = try words.transactionStatus.read(batch.bytes, statuses[row], columns[7].name) {
          result.status[row] = status
        }
        let currency = self.currencies.place(
          of: batch.bytes, Int(code.start), Int(code.end), texts: &window.texts)
        result.micros[row] = try self.currencies.money(original, currency: currency, on: bookedAt[row])
        result.original[row] = original
        result.currency[row] = self.currencies.text(currency)
      } catch {
        faults.note(row, error)
      }
    }
    return result
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
    if let order { window.transactions.pick(order) }
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

/// Amounts of a batch, a column each; what a rejected row has here says nothing.
private struct AmountColumns {
  var micros: [Int64]
  var original: [ExactDecimal]
  var currency: [Text]
  var kind: [TransactionKind]
  var status: [TransactionStatus]

  init(rows: Int) {
    micros = Array(repeating: 0, count: rows)
    original = Array(repeating: ExactDecimal(mantissa: 0, scale: 0), count: rows)
    currency = Array(repeating: .none, count: rows)
    kind = Array(repeating: .transfer, count: rows)
    status = Array(repeating: .settled, count: rows)
  }
}

/// The first rule that each row of a batch breaks, for the few that break one.
private struct RowFaults {
  private(set) var isFaulty: [Bool]
  private var faults: [Int: Fault] = [:]

  init(rows: Int) { isFaulty = Array(repeating: false, count: rows) }

  mutating func note(_ row: Int, _ fault: Fault) {
    if isFaulty[row] { return }
    isFaulty[row] = true
    faults[row] = fault
  }

  var sorted: [(row: Int, fault: Fault)] {
    faults.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
