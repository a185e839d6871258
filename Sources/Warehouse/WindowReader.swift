package import Ledger
package import Postgres
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
  /// The result does not depend on how many sessions there are. `classify` is given the parties, and is at work while the rows
  /// are put in order. `progress` hears of rows read, now and then and at the end of a relation. Throws ``PostgresError``.
  package func read(
    from: Instant, to: Instant, future: Instant, currency: String,
    classify: @escaping @Sendable (Window) -> Classification = { Classification(parties: $0.parties.count) },
    progress: (Relation, Int) -> Void
  ) throws -> WindowReading {
    for (place, session) in sessions.enumerated() {
      try useContract(session, schema: schema)
      let settings = [
        ("weir.window_from", from.description), ("weir.window_to", to.description),
        ("weir.future", future.description), ("weir.slice", "\(place)"), ("weir.slices", "\(sessions.count)"),
      ]
      for (name, value) in settings {
        _ = try session.execute(SQL.text("queries/set_setting"), [name, value])
      }
    }
    var builder = WindowBuilder(from: from, to: to, future: future, currency: currency, absent: absent)
    var inputs: [Relation: InputCount] = [:]
    for relation in Self.order where !absent.union(unread).contains(relation) {
      var input = InputCount(relation: relation)
      let decoder = RowDecoder(relation, types: types[relation] ?? [:])
      let sql = SQL.text("queries/read_\(relation.rawValue)")
      if relation == .transactions {
        let reader = builder.transactionReader
        try copyOut(
          sessions.map { CopySource($0, sql) }, read: { reader.read(try decoder.decode($0)) },
          take: { read in
            builder.add(read)
            input.count(read.batch, upTo: future)
            progress(relation, input.rows)
          })
      } else {
        try copyOut(
          [CopySource(sessions[0], sql)], read: { try decoder.decode($0) },
          take: { batch in
            builder.add(batch, to: relation)
            input.count(batch, upTo: future)
            progress(relation, input.rows)
          })
      }
      progress(relation, input.rows)
      inputs[relation] = input
    }
    let parties = builder.parties
    let (classification, finished) = concurrently({ classify(parties) }) { builder.finish() }
    let (_, rejects, amountSum) = finished
    var window = finished.window
    window.classification = classification
    for reject in rejects { inputs[reject.relation]?.rejected += 1 }
    return WindowReading(
      window: window, rejects: rejects, amountSum: amountSum,
      inputs: Relation.allCases.compactMap { inputs[$0] })
  }

  /// Parties before whatever points to them, rates before what they convert.
  private static let order: [Relation] = [
    .accounts, .endpoints, .fxRates, .transactions, .payoutRequests, .paymentDetailChanges, .authorisations,
    .logins, .platformEvents,
  ]
}

extension InputCount {
  /// Counts the rows of a batch, by day where they have a time that can be right.
  fileprivate mutating func count(_ batch: RowBatch, upTo future: Instant) {
    rows += batch.count
    let columns = Contract.columns(of: relation)
    guard let time = Contract.time(of: relation),
      let place = columns.firstIndex(where: { $0.name == time }),
      case .integers(let times) = batch.columns[place]
    else { return }
    var (day, inDay) = (Int64.min, 0)
    var newest = newestAt?.micros ?? .min
    for micros in times {
      guard let micros, micros <= future.micros else { continue }
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
