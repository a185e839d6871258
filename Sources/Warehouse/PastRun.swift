package import Alerts
import Detection
package import Ledger
package import Postgres

/// A run of the past, as far as the tables know it: for `weir replay`.
package struct PastRun: Sendable {
  package let id: String
  package let asOf: Instant
  package let points: [Instant]
  package let binaryVersion: String
  /// Name and version of every list that was in force, ascending.
  package let lists: [String]
  /// `key = value` lines.
  package let parameters: [String]
  /// Version and outcome by detector.
  package let detectors: [String: (version: Int, outcome: String)]
  /// Rows used, by relation.
  package let rows: [String: Int]
  package let alerts: [SchemeKey: MetAlert]
  /// Evidence of these alerts (`role id` or `relation id`), with the point that first saw it.
  package let evidence: [SchemeKey: [String: Instant]]

  /// Throws ``NoSuchRun`` for a run there is not, that failed, or that did not say what it met, and ``PostgresError``.
  package init(_ id: String, in session: Session) throws {
    guard let number = Int64(id) else { throw NoSuchRun(id: id, why: "is no run's number") }
    let row = try session.execute(SQL.text("queries/past_run"), ["\(number)"])
    guard row.count == 1 else { throw NoSuchRun(id: id, why: "is not in weir.runs") }
    guard ["succeeded", "partial"].contains(row[0, 2]) else {
      throw NoSuchRun(id: id, why: "is \(row[0, 2] ?? "unfinished"): it wrote nothing to compare with")
    }
    guard row[0, 7] == "t" else {
      throw NoSuchRun(id: id, why: "was made before runs kept what they met; a later one can be replayed")
    }
    self.id = id
    asOf = try Instant(timestamp: row[0, 1] ?? "")
    points = try elements(row[0, 3]).map { try Instant(timestamp: $0) }
    binaryVersion = row[0, 4] ?? ""
    lists = elements(row[0, 5]).sorted()
    parameters = (row[0, 6] ?? "").split(separator: "\n").map(String.init)
    let judged = try session.execute(SQL.text("queries/past_detectors"), [id])
    detectors = Dictionary(
      uniqueKeysWithValues: (0..<judged.count).map {
        (judged[$0, 0] ?? "", (judged[$0, 1].flatMap { Int($0) } ?? 0, judged[$0, 2] ?? ""))
      })
    let read = try session.execute(SQL.text("queries/past_inputs"), [id])
    rows = Dictionary(
      uniqueKeysWithValues: (0..<read.count).map { (read[$0, 0] ?? "", read[$0, 1].flatMap { Int($0) } ?? 0) }
    )
    alerts = try Self.alerts(of: id, in: session)
    let pieces = try session.execute(SQL.text("queries/past_evidence"), [id])
    var evidence: [SchemeKey: [String: Instant]] = [:]
    for place in 0..<pieces.count {
      guard let key = pieces[place, 0].flatMap({ SchemeKey(hex: $0) }), let piece = pieces[place, 1] else {
        continue
      }
      evidence[key, default: [:]][piece] = try Instant(timestamp: pieces[place, 2] ?? "")
    }
    self.evidence = evidence
  }

  private static func alerts(of run: String, in session: Session) throws -> [SchemeKey: MetAlert] {
    let rows = try session.execute(SQL.text("queries/past_alerts"), [run])
    var found: [SchemeKey: MetAlert] = [:]
    for row in 0..<rows.count {
      guard let key = rows[row, 0].flatMap({ SchemeKey(hex: $0) }),
        let severity = rows[row, 4].flatMap({ Severity(rawValue: $0) })
      else { throw StoredAlertUnreadable(alertID: rows[row, 0] ?? "") }
      func number(_ column: Int) -> Int { rows[row, column].flatMap { Int($0) } ?? 0 }
      found[key] = MetAlert(
        key: key, detector: rows[row, 1] ?? "", subject: rows[row, 2] ?? "",
        fingerprint: elements(rows[row, 3]),
        severity: severity, score: number(5), amount: try Money(rows[row, 6] ?? ""),
        reasonCodes: elements(rows[row, 7]), transactionCount: number(8), recordCount: number(9))
    }
    return found
  }
}

/// A run that cannot be replayed.
package struct NoSuchRun: Error, CustomStringConvertible {
  let id: String
  let why: String

  package var description: String { "run '\(id)' \(why); weir status names the runs" }
}
