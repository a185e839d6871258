package import Ledger
package import Postgres
import Synchronization
package import Window

/// What a run read of one relation.
package struct InputCount: Sendable {
  package let relation: Relation
  package var rows = 0
  package var rejected = 0
  package var newestAt: Instant?
  /// Rows by UTC day, for relations that have a time.
  package var days: [Int64: Int] = [:]

  init(relation: Relation) { self.relation = relation }
}

/// A window with the account of how it was read.
package struct WindowReading: Sendable {
  package var window: Window
  package let rejects: [Reject]
  /// Total of the transactions used, in micro-units.
  package let amountSum: Int128
  /// One per relation read, in the order of ``Relation``.
  package let inputs: [InputCount]
}

/// Reads the contract into columns: one snapshot, sequential COPY, nothing kept back in the warehouse.
package struct WindowReader {
  let sessions: [Session]
  let schema: String
  let types: ContractCheck.Types
  let absent: Set<Relation>
  let unread: Set<Relation>

  /// - Parameters:
  ///   - sessions: one or more, all in transactions of one snapshot (``Postgres/Session/sharedSnapshot(helpers:open:remark:_:)``).
  ///   - unread: relations that are there and that nobody will look at.
  package init(
    sessions: [Session], schema: String, types: ContractCheck.Types, absent: Set<Relation>,
    unread: Set<Relation> = []
  ) {
    self.sessions = sessions
    self.schema = schema
    self.types = types
    self.absent = absent
    self.unread = unread
  }

  /// Everything in `[from, to)`. Rows after `future` cannot be true and are rejected.
  ///
  /// The result does not depend on how many sessions there are. `classify` is given the parties, on the thread that
  /// read them; transactions are read meanwhile if there is a session for them. `progress` hears of rows read, now and
  /// then and at the end of a relation. Throws ``PostgresError``.
  package func read(
    from: Instant, to: Instant, future: Instant, currency: String,
    classify: @escaping @Sendable (Window) -> Classification = { Classification(parties: $0.parties.count) },
    progress: (Relation, Int) -> Void
  ) throws -> WindowReading {
    // The last session sends everything else as well.
    let shares = sessions.indices.map { $0 > 0 && $0 == sessions.count - 1 ? 1 : 2 }
    try prepare(from: from, to: to, future: future)
    let slices = try TransactionSlices(sessions[0], from: from, to: to, shares: shares)
    var inputs: [Relation: InputCount] = [:]
    func count(_ relation: Relation, _ batch: RowBatch) {
      inputs[relation, default: InputCount(relation: relation)].count(batch, upTo: future)
      progress(relation, inputs[relation]?.rows ?? 0)
    }
    // The transactions are gathered here; everything else beside them, where it is received.
    let records = Mutex(WindowBuilder(from: from, to: to, future: future, currency: currency, absent: absent))
    var transactions = TransactionBuilder(currency: currency, expected: slices.expected)
    // Parties before whatever points to them, rates before what they convert: transactions wait for both.
    let first = [.accounts, .endpoints, .fxRates].filter(isRead)
    let rest = Relation.allCases.filter { isRead($0) && $0 != .transactions && !first.contains($0) }
    let gate = CopyGate()
    let reader = Mutex<TransactionReader?>(nil)
    let classification = Mutex(Classification(parties: 0))
    let others = (first + rest).map { relation in
      copy(of: relation) { batch in
        records.withLock { $0.add(batch, to: relation) }
        return .others(relation, batch)
      } then: {
        if relation == first.last {
          let parties = records.withLock { builder in
            reader.withLock { $0 = builder.transactionReader }
            return builder.parties
          }
          gate.open()
          classification.withLock { $0 = classify(parties) }
        }
        if relation == (rest.last ?? first.last) { records.withLock { $0.orderRecords() } }
      }
    }
    let sources = try sessions.enumerated().map { slice, session in
      for setting in slices.settings(slice) { try set(setting, session) }
      let transactions = copy(of: .transactions, after: gate) { batch in
        guard let reader = reader.withLock({ $0 }) else { throw CancellationError() }
        return .transactions(reader.read(batch), slice: slice)
      }
      return CopySource(
        session, (slice == sessions.count - 1 ? others : []) + (slices.isEmpty(slice) ? [] : [transactions]))
    }
    try copyOut(sources) { rows in
      switch rows {
      case .transactions(let read, let slice):
        transactions.add(read, to: slice)
        count(.transactions, read.batch)
      case .others(let relation, let batch): count(relation, batch)
      }
    }
    let (ordered, rejects, amountSum) = records.withLock { builder in
      swap(&builder.transactions, &transactions)
      return builder.finish()
    }
    var window = ordered
    window.classification = classification.withLock { $0 }
    for reject in rejects { inputs[reject.relation]?.rejected += 1 }
    return WindowReading(
      window: window, rejects: rejects, amountSum: amountSum,
      inputs: Relation.allCases.filter(isRead).map { inputs[$0] ?? InputCount(relation: $0) })
  }

  private func isRead(_ relation: Relation) -> Bool {
    !absent.contains(relation) && !unread.contains(relation)
  }

  private func prepare(from: Instant, to: Instant, future: Instant) throws {
    for session in sessions {
      try useContract(session, schema: schema)
      let settings = [
        ("weir.window_from", from.description), ("weir.window_to", to.description),
        ("weir.future", future.description),
        // The sessions are at work at once; a plan's own workers would only hand rows on once more.
        ("max_parallel_workers_per_gather", "0"),
        // Rows come as they lie in the table, from its beginning on, not from where another session is.
        ("synchronize_seqscans", "off"),
      ]
      for setting in settings { try set(setting, session) }
    }
  }

  private func set(_ setting: (name: String, value: String), _ session: Session) throws {
    _ = try session.execute(SQL.text("queries/set_setting"), [setting.name, setting.value])
  }

  private func copy(
    of relation: Relation, after gate: CopyGate? = nil,
    _ read: @escaping @Sendable (RowBatch) throws -> Rows, then: @escaping @Sendable () -> Void = {}
  ) -> Copy<Rows> {
    let decoder = RowDecoder(relation, types: types[relation] ?? [:])
    let sql = SQL.text("queries/read_\(relation.rawValue)")
    return Copy(sql, as: decoder.copyForms, after: gate, read: { try read(decoder.decode($0)) }, then: then)
  }
}

/// A batch that was received.
private enum Rows: Sendable {
  case transactions(ReadTransactions, slice: Int)
  /// Gathered already.
  case others(Relation, RowBatch)
}

extension InputCount {
  /// Counts the rows of a batch, by day where they have a time that can be right.
  fileprivate mutating func count(_ batch: RowBatch, upTo future: Instant) {
    rows += batch.count
    let columns = Contract.columns(of: relation)
    guard let time = Contract.time(of: relation),
      let place = columns.firstIndex(where: { $0.name == time }), batch.forms[place] == .integers
    else { return }
    let times = batch.cells(place)
    var (day, inDay) = (Int64.min, 0)
    var newest = newestAt?.micros ?? .min
    for row in 0..<batch.count {
      guard let micros = times.integer(row), micros <= future.micros else { continue }
      newest = max(newest, micros)
      let next = Instant(micros: micros).dayNumber
      if next != day {
        if inDay > 0 { days[day, default: 0] += inDay }
        (day, inDay) = (next, 0)
      }
      inDay += 1
    }
    if inDay > 0 { days[day, default: 0] += inDay }
    if newest > .min { newestAt = Instant(micros: newest) }
  }
}
