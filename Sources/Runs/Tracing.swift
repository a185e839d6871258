package import Flows
package import Ledger
import Lists
package import Logging
package import Postgres
import Warehouse
import Window

/// `weir trace`: the window read and traced, nothing judged and nothing written.
package struct Tracing {
  private let window: Window
  private let trace: Trace

  /// Reads `[from, asOf)` (default: 90 days up to the warehouse's clock) in one snapshot and traces it.
  ///
  /// Throws ``WarehouseError``, ``PostgresError`` and ``LedgerError/overflow(_:)``.
  package init(
    _ session: Session, configuration: Configuration, asOf: Instant?, from: Instant?,
    parameters: TraceParameters,
    log: Logger, progress: (Relation, Int) -> Void
  ) throws {
    try Migrations.verify(session)
    let clock = try RunLog(session: session).clock()
    let asOf = asOf ?? clock
    let reading = try session.transaction(.snapshot) {
      let structure = try ContractCheck(session: session, schema: configuration.sourceSchema).structure()
      if !structure.faults.isEmpty { throw WarehouseError.contractBroken(structure.faults) }
      var reading = try WindowReader(
        session: session, schema: configuration.sourceSchema, types: structure.types,
        absent: structure.absent,
        unread: [.logins, .platformEvents]
      ).read(
        from: from ?? asOf - .days(90), to: asOf, future: max(asOf, clock), currency: configuration.currency,
        progress: progress)
      reading.window.classification = try LoadedLists(session).classifier.classify(reading.window)
      return reading
    }
    if !reading.rejects.isEmpty {
      log.warning("\(reading.rejects.count) rows rejected; the first: \(reading.rejects[0].sentence)")
    }
    window = reading.window
    trace = try Trace(window: window, rows: 0..<window.transactions.count, parameters: parameters)
    if trace.links.selfTransfers > 0 {
      log.info("\(trace.links.selfTransfers) transactions to oneself were ignored")
    }
  }

  /// What every account routed, or one of them.
  ///
  /// Throws ``UnknownAccount`` when that account is not in the warehouse.
  package func table(account: String?) throws -> TraceTable {
    guard let account else { return TraceTable(trace, of: window) }
    guard let party = window.party(id: account) else { throw UnknownAccount(id: account) }
    return TraceTable(trace, of: window, account: party)
  }
}

/// An account asked for by name that the warehouse does not have.
package struct UnknownAccount: Error, CustomStringConvertible {
  package let id: String

  package var description: String { "'\(id)' is neither in accounts nor in endpoints" }
}
