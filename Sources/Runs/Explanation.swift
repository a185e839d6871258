import Alerts
package import Detection
import Detectors
package import Ledger
package import Logging
package import Postgres
import Warehouse
package import Window

/// Why a detector fires on an account, or why not: what it measured of it, held against the limits in force.
package struct Explanation {
  /// One thing the detector may hold against the account.
  package struct Verdict: Sendable {
    package let subject: String
    package let fingerprint: [String]
    /// In the order of the detector's reasoning; it fires when all are met.
    package let requirements: [Requirement]
    package let grounds: [Ground]
    package let isMet: Bool
    /// What the finding would say, when it fires.
    package let signals: [Signal]
    /// The id its alert has, or would have.
    package let alertID: String
  }

  package let detector: DetectorEntry
  package let account: String
  package let asOf: Instant
  /// The earliest instant the detector looks at.
  package let from: Instant
  package let currency: String
  /// Relations without which it cannot run, and that the warehouse does not have.
  package let missing: [Relation]
  /// What fires first, then in the order of findings.
  package let verdicts: [Verdict]

  package var fires: Bool { verdicts.contains(where: \.isMet) }

  /// Reads the detector's window up to `asOf` (default: the warehouse's clock) in one snapshot and judges the account
  /// without any sieve. Writes nothing.
  ///
  /// Throws ``UnknownDetector`` and ``UnknownAccount``, ``WarehouseError``, ``PostgresError`` and ``LedgerError``.
  package init(
    _ session: Session, configuration: Configuration, account: String, detector id: String, asOf: Instant?,
    log: Logger, progress: (Relation, Int) -> Void
  ) throws {
    let detector = try configuration.detector(id)
    try Migrations.verify(session)
    let clock = try RunLog(session: session).clock()
    let asOf = asOf ?? clock
    let reading = try Snapshot(
      session, configuration: configuration, from: asOf - detector.lookback, to: asOf, clock: clock,
      unread: Set([.logins, .platformEvents]).subtracting(type(of: detector).reads), log: log,
      progress: progress
    ).reading
    try self.init(of: account, by: detector, in: reading.window, asOf: asOf)
  }

  /// The same on a window that was read. Throws ``UnknownAccount`` and ``LedgerError/overflow(_:)``.
  package init(of account: String, by detector: any Detector, in window: Window, asOf: Instant) throws {
    guard let party = window.party(id: account) else { throw UnknownAccount(id: account) }
    self.detector = DetectorEntry(type(of: detector))
    self.account = account
    self.asOf = asOf
    currency = window.currency
    missing = type(of: detector).needs.intersection(window.absent).sorted()
    let owner = window.parties.owner(party)
    let scope = Scope(window: window, asOf: asOf, lookback: detector.lookback, asked: owner)
    from = scope.from
    let candidates = try missing.isEmpty ? detector.study(scope).candidates(under: detector.settings) : []
    let verdicts = try candidates.filter { $0.concerns.contains(owner) || $0.concerns.contains(party) }
      .map { candidate in
        Verdict(
          subject: candidate.subject, fingerprint: candidate.fingerprint,
          requirements: candidate.requirements,
          grounds: candidate.grounds, isMet: candidate.isMet,
          signals: candidate.isMet ? try candidate.finding().signals : [],
          alertID: SchemeKey(
            detector: detector.id, subject: candidate.subject, fingerprint: candidate.fingerprint
          ).alertID)
      }
    self.verdicts = verdicts.filter(\.isMet) + verdicts.filter { !$0.isMet }
  }
}

extension Configuration {
  /// The detector of this id with its settings. Throws ``UnknownDetector``.
  package func detector(_ id: String) throws -> any Detector {
    guard let type = Catalogue.detector(id: id) else { throw UnknownDetector(id: id) }
    return type.init(settings: detectors[id] ?? Settings())
  }
}

/// A detector asked for by name that there is not.
package struct UnknownDetector: Error, CustomStringConvertible {
  package let id: String

  package var description: String {
    "there is no detector '\(id)'; there are \(Catalogue.all.map { $0.id }.joined(separator: ", "))"
  }
}
