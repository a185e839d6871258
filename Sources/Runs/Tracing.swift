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
    let reading = try Snapshot(
      session, configuration: configuration, from: from ?? asOf - .days(90), to: asOf, clock: clock,
      unread: [.logins, .platformEvents], log: log, progress: progress
    ).reading
    if !reading.rejects.isEmpty {
      log.warning("\(reading.rejects.count) rows rejected; the first: \(reading.rejects[0].sentence)")
    }
    window = reading.window
    trace = try Trace(window: window, rows: 0..<window.transactions.count, parameters: parameters)
    if trace.selfTransfers > 0 {
      log.info("\(trace.selfTransfers) transactions to oneself were ignored")
    }
    if !trace.links.bounded.isEmpty {
      let some = trace.links.bounded.prefix(3).map { "…" + window.id($0).suffix(4) }.joined(separator: ", ")
      log.warning(
        "\(trace.links.bounded.count) accounts (\(some)) have more live lots than pro-rata can follow: what they passed on is a lower bound"
      )
    }
  }

  /// What every account routed.
  package var table: TraceTable { TraceTable(trace, of: window) }

  /// What one account routed and its best routes, at most so many.
  ///
  /// Throws ``UnknownAccount`` when the account is not in the warehouse, and ``LedgerError/overflow(_:)``.
  package func account(_ id: String, routes: Int) throws -> AccountTrace {
    guard let party = window.party(id: id) else { throw UnknownAccount(id: id) }
    return try AccountTrace(trace, of: window, account: party, limit: routes)
  }
}

/// An account asked for by name that the warehouse does not have.
package struct UnknownAccount: Error, CustomStringConvertible {
  package let id: String

  package var description: String { "'\(id)' is neither in accounts nor in endpoints" }
}
