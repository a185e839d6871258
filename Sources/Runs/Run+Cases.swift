import Alerts
import Detection
import Detectors
import Ledger
import Postgres
import Warehouse
import Window

extension Run {
  /// Puts the alerts into cases, inside the run's write transaction, after they were written.
  ///
  /// Everything is grouped anew, which is cheap; only cases that a changed alert is in, or whose alerts are others now,
  /// are judged and written.
  func writeCases(changed: Set<SchemeKey>, window: Window, session: Session) throws {
    let store = CaseStore(session: session)
    let alerts = report.alerts.map(\.stored).filter { changed.contains($0.key) }
    let known = try store.ties(of: alerts.map(\.key.alertID))
    var reader = TieReader(
      window, destinations: WindowDestinations(window), lookback: detectors.map(\.lookback).max() ?? .days(0))
    try store.write(reader.newTies(of: alerts, known: known))

    let members = try store.members()
    let byID = Dictionary(uniqueKeysWithValues: members.map { ($0.alert.alertID, $0) })
    let grouping = CaseGrouping(firstSeenAt: byID.mapValues(\.alert.firstSeenAt), ties: try store.ties())
    let changedIDs = Set(alerts.map(\.key.alertID))
    let affected = grouping.cases.filter { founder, alertIDs in
      let caseID = CaseGrouping.caseID(foundedBy: founder)
      return alertIDs.contains { changedIDs.contains($0) || byID[$0]?.caseID != caseID }
    }
    if affected.isEmpty { return }
    try store.write(
      try judged(affected, byID.mapValues(\.alert), grouping, store),
      affected.flatMap { founder, alertIDs in
        alertIDs.map {
          CaseMembership(alertID: $0, founder: founder, joining: grouping.joinings[$0])
        }
      })
  }

  private func judged(
    _ affected: [String: [String]], _ alerts: [String: CaseAlert], _ grouping: CaseGrouping,
    _ store: CaseStore
  ) throws -> [Case] {
    let evidence = try store.withEvidence(affected.values.joined().compactMap { alerts[$0] })
    let whole = Dictionary(uniqueKeysWithValues: evidence.map { ($0.alertID, $0) })
    return affected.values.map { alertIDs in
      let members = alertIDs.compactMap { whole[$0] }
      let joinedAt = alertIDs.compactMap { grouping.joinings[$0]?.at }.max() ?? members[0].firstSeenAt
      return Case(members, joinedAt: joinedAt, signals: Catalogue.signals)
    }
  }
}
