import Alerts
import Detection
import Detectors
import Ledger
import Postgres
import Warehouse
import Window

extension Run {
  /// Begins to read the ties of the alerts to write, as far as the tables do not hold them yet.
  func newTies(of alerts: [StoredAlert], window: Window, session: Session) throws -> Underway<[Tie]> {
    let known = try CaseStore(session: session).ties(of: alerts.map(\.key.alertID))
    let lookback = detectors.map(\.lookback).max() ?? .days(0)
    return Underway {
      var reader = TieReader(window, destinations: WindowDestinations(window), lookback: lookback)
      return reader.newTies(of: alerts, known: known)
    }
  }

  /// Puts the alerts into cases, inside the run's write transaction, after they and their ties were written; begins to judge
  /// the cases to write, and to say which alerts are in them.
  ///
  /// Everything is grouped anew, which is cheap; only cases that a changed alert is in, or whose alerts are others now,
  /// are judged and written.
  func judgedCases(changed: Set<String>, store: CaseStore) throws -> Underway<([Case], [CaseMembership])> {
    let members = try store.members()
    let byID = Dictionary(uniqueKeysWithValues: members.map { ($0.alert.alertID, $0) })
    let grouping = CaseGrouping(firstSeenAt: byID.mapValues(\.alert.firstSeenAt), ties: try store.ties())
    let affected = grouping.cases.filter { founder, alertIDs in
      let caseID = CaseGrouping.caseID(foundedBy: founder)
      return alertIDs.contains { changed.contains($0) || byID[$0]?.caseID != caseID }
    }
    let alerts = try store.withEvidence(affected.values.joined().compactMap { byID[$0]?.alert })
    return Underway { Self.judged(affected, alerts, grouping) }
  }

  private static func judged(
    _ affected: [String: [String]], _ alerts: [CaseAlert], _ grouping: CaseGrouping
  ) -> ([Case], [CaseMembership]) {
    let whole = Dictionary(uniqueKeysWithValues: alerts.map { ($0.alertID, $0) })
    let signals = Catalogue.signals
    let cases = affected.values.map { alertIDs in
      let members = alertIDs.compactMap { whole[$0] }
      let joinedAt = alertIDs.compactMap { grouping.joinings[$0]?.at }.max() ?? members[0].firstSeenAt
      return Case(members, joinedAt: joinedAt, signals: signals)
    }
    let memberships = affected.flatMap { founder, alertIDs in
      alertIDs.map { CaseMembership(alertID: $0, founder: founder, joining: grouping.joinings[$0]) }
    }
    return (cases, memberships)
  }
}
