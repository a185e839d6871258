import Ledger
import Lists
import Logging
import Postgres
import Warehouse
import Window

/// Everything a run or a trace is computed from, read in one snapshot of the warehouse.
struct Snapshot {
  /// Its parties classified by the lists.
  let reading: WindowReading
  let lists: LoadedLists

  /// Reads the contract's structure, the lists and the window `[from, to)`.
  ///
  /// - Parameters:
  ///   - clock: the warehouse's; rows after it and after `to` cannot be true.
  ///   - unread: relations that nobody will look at.
  ///
  /// Throws ``WarehouseError/contractBroken(_:)`` and ``PostgresError``.
  init(
    _ session: Session, configuration: Configuration, from: Instant, to: Instant, clock: Instant,
    unread: Set<Relation>, log: Logger, progress: (Relation, Int) -> Void
  ) throws {
    (reading, lists) = try session.sharedSnapshot(
      helpers: configuration.readingConnections - 1,
      open: { try Session(to: configuration, log: log) }, remark: { log.warning("\($0)") }
    ) { sessions in
      let structure = try ContractCheck(session: session, schema: configuration.sourceSchema).structure()
      if !structure.faults.isEmpty { throw WarehouseError.contractBroken(structure.faults) }
      let lists = try LoadedLists(session)
      let classifier = lists.classifier
      let reading = try WindowReader(
        sessions: sessions, schema: configuration.sourceSchema, types: structure.types,
        absent: structure.absent, unread: unread
      ).read(
        from: from, to: to, future: max(to, clock), currency: configuration.currency,
        classify: { classifier.classify($0) }, progress: progress)
      return (reading, lists)
    }
  }
}
