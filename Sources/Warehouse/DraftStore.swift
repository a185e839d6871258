import Ledger
package import Postgres
package import Reports

/// The schema `weir_sar`: drafts and filings, for compliance alone.
package struct DraftStore {
  let session: Session

  package init(session: Session) { self.session = session }

  /// The newest report filed on a case, or nil. Throws ``PostgresError`` with `.refusedPermission` for other roles.
  package func lastFiling(on record: CaseRecord) throws -> PriorFiling? {
    let rows = try session.execute(
      SQL.text("queries/last_filing"), [record.id, textArray(record.alerts.map(\.id))])
    guard rows.count == 1 else { return nil }
    func text(_ column: Int) -> String { rows[0, column] ?? "" }
    return PriorFiling(
      bsaID: text(0), filedOn: try Instant(text(1)), periodFrom: try Instant(text(2)),
      periodTo: try Instant(text(3)),
      amount: try Money(text(4)), cumulative: try Money(text(5)))
  }

  /// Keeps a draft. Returns its id.
  package func add(_ draft: Draft, of record: CaseRecord) throws -> String {
    let row = try session.execute(
      SQL.text("queries/record_draft"),
      [
        record.id, draft.kind.word, draft.asOf.description, draft.figures.from.date, draft.figures.to.date,
        draft.figures.total.description, draft.cumulative?.description, record.currency, draft.narrative,
        draft.xml,
        draft.attachment?.name, draft.attachment?.text, draft.json, textArray(draft.faults),
      ])
    return row[0, 0] ?? ""
  }
}
