import Ledger

/// Reads batches of transactions against the parties and rates of a window, a column at a time: loops over one column let
/// the processor wait for many parties at once, which lie at random places in memory.
///
/// It changes nothing, so batches can be read on several threads.
package struct TransactionReader: Sendable {
  let parties: Parties
  let rates: Rates
  let future: Instant
  let currency: String
  private typealias Column = TransactionColumn
  private let columns = Contract.columns(of: .transactions)
  private let words = (kind: WordReader<TransactionKind>(), status: WordReader<TransactionStatus>())

  init(parties: Parties, rates: Rates, future: Instant, currency: String) {
    self.parties = parties
    self.rates = rates
    self.future = future
    self.currency = currency
  }

  /// The batch with what its rows come to. A row that breaks several rules is rejected for the first of them in the order
  /// of the columns, then for what its amount comes to. O(rows) expected.
  package func read(_ batch: RowBatch) -> ReadTransactions {
    var result = ReadTransactions(batch: batch)
    batch.forEachKey(Column.id) { row, key, _ in
      if key == nil { result.faults.note(row, Fault(columns[Column.id].name, .nullKey)) }
    }
    readTimes(&result)
    result.debtor = read(Column.debtor, &result)
    result.creditor = read(Column.creditor, &result)
    readAmounts(&result)
    readInitiators(&result)
    return result
  }

  private func readTimes(_ result: inout ReadTransactions) {
    guard result.batch.forms[Column.bookedAt] == .integers else { return }
    let times = result.batch.cells(Column.bookedAt)
    result.bookedAt = Array(capacity: result.batch.count) { bookedAt in
      for row in 0..<result.batch.count {
        let time = times.integer(row)
        if time ?? .max > future.micros {
          let reason: Reject.Reason = time == nil ? .nullValue : .futureTime
          let text = time.map { Instant(micros: $0).description } ?? ""
          result.faults.note(row, Fault(columns[Column.bookedAt].name, reason, text))
        }
        bookedAt.append(time ?? .max)
      }
    }
  }

  private func read(_ column: Int, _ result: inout ReadTransactions) -> [Party] {
    let found = parties.ids.find(result.batch, column: column)
    for row in found.indices where found[row] < 0 {
      let id = SourceRow(batch: result.batch, row: row).string(column)
      result.faults.note(
        row, Fault(columns[column].name, id == nil ? .nullValue : .unknownParty, id ?? ""))
    }
    return found
  }

  /// Most payments are started by one of their sides, who need not be looked up again.
  private func readInitiators(_ result: inout ReadTransactions) {
    let sides = result.batch.sides(
      ofInitiator: Column.initiator, debtor: Column.debtor, creditor: Column.creditor)
    result.initiatorSide = sides
    if !sides.contains(.neither) { return }
    result.initiator = parties.ids.find(result.batch, column: Column.initiator)
    for (row, party) in result.initiator.enumerated() where party >= 0 && sides[row] == .neither {
      if party == result.debtor[row] {
        result.initiatorSide[row] = .debtor
      } else if party == result.creditor[row] {
        result.initiatorSide[row] = .creditor
      }
    }
  }

  /// Words of a closed set; nulls are what is usual.
  private func read<W: ContractWord>(
    _ column: Int, _ words: WordReader<W>, usual: W, _ result: inout ReadTransactions
  ) -> [W] {
    let (cells, bytes) = (result.batch.cells(column), result.batch.bytes)
    return Array(capacity: result.batch.count) { read in
      for row in 0..<result.batch.count {
        do throws(Fault) {
          read.append(
            try cells.text(row).map { place throws(Fault) in
              try words.read(bytes, place, columns[column].name)
            } ?? usual)
        } catch {
          read.append(usual)
          result.faults.note(row, error)
        }
      }
    }
  }

  /// Amounts with what they need: currency, kind and status.
  private func readAmounts(_ result: inout ReadTransactions) {
    let batch = result.batch
    let texts = [Column.currency, Column.kind, Column.status]
    guard batch.forms[Column.amount] == .numbers, texts.allSatisfy({ batch.forms[$0] == .texts })
    else { return }
    let (numbers, codes) = (batch.cells(Column.amount), batch.cells(Column.currency))
    for row in 0..<batch.count {
      if let amount = numbers.number(row), amount.mantissa > 0, codes.text(row) != nil { continue }
      do throws(Fault) {
        if try batch.number(row, Column.amount).positive(columns[Column.amount].name) == nil {
          throw Fault(columns[Column.amount].name, .nullValue)
        }
        if codes.text(row) == nil { throw Fault(columns[Column.currency].name, .nullValue) }
      } catch {
        result.faults.note(row, error)
      }
    }
    result.kind = read(Column.kind, words.kind, usual: .transfer, &result)
    result.status = read(Column.status, words.status, usual: .settled, &result)
    var currencies = CurrencyReader(rates: rates, reporting: currency)
    result.originals.reserve(batch.count)
    for row in 0..<batch.count where !result.faults.isFaulty[row] {
      do throws(Fault) {
        guard let original = numbers.number(row) ?? batch.number(row, Column.amount).value,
          let code = codes.text(row)
        else { continue }
        let currency = currencies.place(of: batch.bytes, code.start, code.end)
        let amount = try currencies.micros(original, currency: currency, on: result.bookedAt[row])
        result.micros[row] = amount.micros
        result.originals.append(original, isExact: amount.isExact)
        result.currency[row] = Int32(currency)
      } catch {
        result.faults.note(row, error)
      }
    }
    result.currencies = currencies.names
  }
}

/// A batch of transactions that was read: a column each; what a rejected row has in them says nothing.
package struct ReadTransactions: Sendable {
  package let batch: RowBatch
  var faults: RowFaults
  var bookedAt: [Int64] = []
  var debtor: [Party] = []
  var creditor: [Party] = []
  var kind: [TransactionKind] = []
  var status: [TransactionStatus] = []
  var micros: [Int64]
  /// Of the rows that are not rejected only.
  var originals = OriginalAmounts()
  /// Places in `currencies`.
  var currency: [Int32]
  var currencies: [String] = []
  /// On which side of its payment who started it stands.
  var initiatorSide: [InitiatorColumn.Side] = []
  /// Parties, -1 for who is none; of rows that say `neither`, and empty where none does.
  var initiator: [Party] = []

  /// What a column has in the rows that are not rejected. O(1) for nearly every batch, which is taken whole.
  func used<T>(_ column: [T]) -> [T] {
    faults.isEmpty ? column : column.indices.filter { !faults.isFaulty[$0] }.map { column[$0] }
  }

  init(batch: RowBatch) {
    self.batch = batch
    faults = RowFaults(rows: batch.count)
    micros = Array(repeating: 0, count: batch.count)
    currency = Array(repeating: 0, count: batch.count)
  }
}

/// The first rule that each row of a batch breaks, for the few that break one.
struct RowFaults: Sendable {
  private(set) var isFaulty: [Bool]
  private var faults: [Int: Fault] = [:]

  var isEmpty: Bool { faults.isEmpty }

  init(rows: Int) { isFaulty = Array(repeating: false, count: rows) }

  mutating func note(_ row: Int, _ fault: Fault) {
    if isFaulty[row] { return }
    isFaulty[row] = true
    faults[row] = fault
  }

  /// Ascending by row.
  var sorted: [(row: Int, fault: Fault)] {
    faults.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
