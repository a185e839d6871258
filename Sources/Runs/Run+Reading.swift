import Detection
import Ledger
import Lists
import Postgres
import Warehouse
import Window

extension Run {
  /// Reads one snapshot: the contract's structure, the lists, the window; then classifies the parties.
  func read(_ session: Session, clock: Instant) throws -> (reading: WindowReading, lists: LoadedLists) {
    let asOf = report.points.last ?? clock
    let from = (report.points.first ?? asOf) - (detectors.map(\.lookback).max() ?? .days(90))
    let snapshot = try Snapshot(
      session, configuration: configuration, from: from, to: asOf, clock: clock, unread: unread, log: log,
      progress: { progress(.reading($0, rows: $1)) })
    remark(snapshot.lists, clock: clock)
    report.inputs = snapshot.reading.inputs
    reading = snapshot.reading
    try remark(snapshot.reading)
    return (snapshot.reading, snapshot.lists)
  }

  /// Logins and platform events cost reading them, and few detectors look at them.
  private var unread: Set<Relation> {
    detectors.reduce(into: [.logins, .platformEvents]) { $0.subtract(type(of: $1).reads) }
  }

  private func remark(_ lists: LoadedLists, clock: Instant) {
    if lists.versions.isEmpty {
      warn("no list is installed: nothing is recognised as a sink; weir migrate installs them")
    }
    for version in lists.versions where clock - version.importedAt > configuration.listsFreshWithin {
      warn(
        "list \(version.label) was imported \((clock - version.importedAt).days) days ago: import a newer one"
      )
    }
  }

  private func remark(_ reading: WindowReading) throws {
    for input in reading.inputs where input.rejected > 0 {
      let first = reading.rejects.first { $0.relation == input.relation }?.sentence ?? ""
      warn(
        "\(input.rejected) of \(input.rows) rows of \(input.relation.rawValue) rejected; the first: \(first)")
      if Int64(input.rejected) * 1000 > configuration.rejectLimitPerMille * Int64(input.rows) {
        throw WarehouseError.tooManyRejects(
          relation: input.relation, rejected: input.rejected, read: input.rows,
          limitPerMille: configuration.rejectLimitPerMille, example: first)
      }
    }
    if reading.window.transactions.count == 0 {
      warn("there are no transactions in the window: is the load of the warehouse running?")
    }
  }
}
