import Alerts
import Detection
import Ledger
package import Postgres
package import Reports

/// Reads a case, or an alert that stands for itself, out of the tables.
package struct CaseReader {
  let session: Session
  /// Of the source contract.
  let schema: String

  package init(session: Session, schema: String) {
    self.session = session
    self.schema = schema
  }

  /// Everything reports need of the case or alert whose id begins with `prefix`, as one snapshot sees it.
  ///
  /// What this login may not read of the contract is left out and said in `notRead`. Reasons have no words and alerts no
  /// red flags yet: whoever knows the detectors adds them. Throws ``NoSuchCase``, ``StoredAlertUnreadable`` and
  /// ``PostgresError``.
  package func read(_ prefix: String, only kind: CaseRecord.Kind? = nil) throws -> CaseRecord {
    try session.transaction(.snapshot) {
      let found = try find(prefix, only: kind)
      var record = try head(found.kind, found.id)
      let ids = textArray(record.alerts.map(\.id))
      record.transactions = try transactions(ids)
      record.facts = try facts(ids)
      record.events = try events(ids)
      try addSource(to: &record)
      return record
    }
  }

  /// What the beginning of an id names; a case that became part of another is that other one. Throws ``NoSuchCase``.
  package func find(_ prefix: String, only kind: CaseRecord.Kind? = nil) throws -> (
    kind: CaseRecord.Kind, id: String
  ) {
    let rows = try session.execute(SQL.text("queries/find_case"), [prefix])
    let found = (0..<rows.count).compactMap { row in
      rows[row, 0].flatMap(CaseRecord.Kind.init(rawValue:)).map { (kind: $0, id: rows[row, 1] ?? "") }
    }.filter { kind == nil || $0.kind == kind }
    guard let first = found.first else { throw NoSuchCase.none(prefix) }
    if found.count > 1 && first.id != prefix.lowercased() { throw NoSuchCase.several(prefix) }
    return first
  }

  private func head(_ kind: CaseRecord.Kind, _ id: String) throws -> CaseRecord {
    var ids = textArray([id])
    var words: (headline: String, severity: Severity?, currency: String?)?
    if kind == .case {
      let row = try session.execute(SQL.text("queries/case_head"), [id])
      ids = row[0, 2] ?? "{}"
      words = (row[0, 0] ?? "", row[0, 1].flatMap(Severity.init(rawValue:)), row[0, 3])
    }
    let rows = try session.execute(SQL.text("queries/case_alerts"), [ids])
    let alerts = try (0..<rows.count).map { try alert(rows, $0) }
    guard let first = alerts.first else { throw NoSuchCase.empty(id) }
    return CaseRecord(
      kind: kind, id: id, headline: words?.headline ?? first.headline,
      severity: words?.severity ?? first.severity,
      currency: words?.currency ?? first.currency, alerts: alerts,
      runs: try runs(textArray((0..<rows.count).flatMap { [rows[$0, 24], rows[$0, 25]] })),
      lists: try lists(textArray((0..<rows.count).flatMap { elements(rows[$0, 23]) })))
  }

  private func alert(_ rows: Rows, _ row: Int) throws -> ReportedAlert {
    let id = rows[row, 0] ?? ""
    guard let version = rows[row, 2].flatMap({ Int($0) }),
      let severity = rows[row, 4].flatMap(Severity.init(rawValue:)),
      let score = rows[row, 5].flatMap({ Int($0) }), let from = rows[row, 16], let to = rows[row, 17],
      let first = rows[row, 18], let last = rows[row, 19]
    else { throw StoredAlertUnreadable(alertID: id) }
    func text(_ column: Int) -> String { rows[row, column] ?? "" }
    return ReportedAlert(
      id: id, detector: text(1), detectorVersion: version, subjectID: text(3), severity: severity,
      score: score,
      headline: text(6), who: text(7), what: text(8), when: text(9), whereMoved: text(10), why: text(11),
      how: text(12),
      amount: try Money(text(13)), currency: text(14), isLowerBound: rows[row, 15] == "t",
      windowFrom: try Instant(timestamp: from),
      windowTo: try Instant(timestamp: to), firstSeenAt: try Instant(timestamp: first),
      lastSeenAt: try Instant(timestamp: last),
      reasons: elements(rows[row, 20]).map { ReportedAlert.Reason(code: $0) },
      sinkClasses: elements(rows[row, 21]).compactMap(SinkClass.init(rawValue:)),
      measures: try [String: Measure](jsonText: text(22)).mapValues(\.words))
  }

  private func transactions(_ ids: String) throws -> [CaseTransaction] {
    let rows = try session.execute(SQL.text("queries/case_evidence"), [ids])
    var found: [CaseTransaction] = []
    for row in 0..<rows.count {
      let alertID = rows[row, 6] ?? ""
      guard let id = rows[row, 0], let bookedAt = rows[row, 1],
        let original = rows[row, 4].flatMap({ ExactDecimal($0) }),
        let role = rows[row, 7].flatMap(EvidenceRole.init(rawValue:))
      else { throw StoredAlertUnreadable(alertID: alertID) }
      let use = CaseTransaction.Use(
        alertID: alertID, role: role, route: rows[row, 8].flatMap { Int($0) },
        hop: rows[row, 9].flatMap { Int($0) },
        amount: try Money(rows[row, 10] ?? ""))
      if found.last?.id == id {
        found[found.count - 1].uses.append(use)
        continue
      }
      found.append(
        CaseTransaction(
          id: id, bookedAt: try Instant(timestamp: bookedAt), debtorID: rows[row, 2] ?? "",
          creditorID: rows[row, 3] ?? "",
          amountOriginal: original, currencyOriginal: rows[row, 5] ?? "", uses: [use]))
    }
    return found
  }

  private func facts(_ ids: String) throws -> [CaseFact] {
    let rows = try session.execute(SQL.text("queries/case_facts"), [ids])
    return try (0..<rows.count).map { row in
      guard let relation = rows[row, 0].flatMap(Relation.init(rawValue:)), let at = rows[row, 2] else {
        throw StoredAlertUnreadable(alertID: elements(rows[row, 4]).first ?? "")
      }
      return CaseFact(
        relation: relation, id: rows[row, 1] ?? "", at: try Instant(timestamp: at),
        summary: rows[row, 3] ?? "",
        alertIDs: elements(rows[row, 4]))
    }
  }

  private func events(_ ids: String) throws -> [CaseEvent] {
    let rows = try session.execute(SQL.text("queries/case_events"), [ids])
    return try (0..<rows.count).map { row in
      CaseEvent(
        at: try Instant(timestamp: rows[row, 0] ?? ""), alertID: rows[row, 1] ?? "",
        actor: rows[row, 2] ?? "",
        event: rows[row, 3] ?? "", disposition: rows[row, 4], reason: rows[row, 5], note: rows[row, 6])
    }
  }

  private func runs(_ ids: String) throws -> [CaseRun] {
    let rows = try session.execute(SQL.text("queries/case_runs"), [ids])
    return try (0..<rows.count).map { row in
      CaseRun(
        id: rows[row, 0] ?? "", asOf: try Instant(timestamp: rows[row, 1] ?? ""), outcome: rows[row, 2] ?? "",
        binaryVersion: rows[row, 3] ?? "", configHash: rows[row, 4] ?? "")
    }
  }

  private func lists(_ labels: String) throws -> [CaseList] {
    let rows = try session.execute(SQL.text("queries/case_lists"), [labels])
    return (0..<rows.count).map { row in
      CaseList(
        list: rows[row, 0] ?? "", version: rows[row, 1] ?? "", sha256: rows[row, 2],
        rows: rows[row, 3].flatMap { Int($0) })
    }
  }
}

/// An id on the command line that does not name one case or alert.
package enum NoSuchCase: Error, CustomStringConvertible {
  case none(String)
  case several(String)
  /// A case without alerts: nothing to report on.
  case empty(String)

  package var description: String {
    switch self {
    case .none(let prefix): "'\(prefix)' is the beginning of no such id"
    case .several(let prefix): "more than one id begins with '\(prefix)': give more of it"
    case .empty(let id): "case \(id) holds no alert"
    }
  }
}

extension Measure {
  /// For people: `7`, `1,234.50`, `0.870`, `2 d 4 h`.
  fileprivate var words: String {
    switch unit {
    case .count: String(value)
    case .money: Money(micros: value).formatted
    case .duration: Span(micros: value).spoken
    case .ratio: ExactDecimal(mantissa: Int128(value), scale: 3).description
    }
  }
}
