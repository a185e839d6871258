package import Alerts
import Detection
import Ledger
package import Postgres

/// The table of near-misses.
package struct NearMissStore {
  let session: Session

  package init(session: Session) { self.session = session }

  /// Joins these with what is known. Call it inside the run's one write transaction.
  package func write(_ misses: [NearMiss]) throws {
    if misses.isEmpty { return }
    _ = try session.execute(
      SQL.text("queries/write_near_misses"),
      [
        textArray(misses.map(\.key.hex)), textArray(misses.map(\.detector)), textArray(misses.map(\.subject)),
        textArray(misses.map { textArray($0.fingerprint) }), textArray(misses.map(\.firstSeenAt.description)),
        textArray(misses.map(\.lastSeenAt.description)), textArray(misses.map(\.nearestAt.description)),
        textArray(misses.map { String($0.offPerMille) }), textArray(misses.map { String($0.version) }),
        textArray(misses.map(\.condition.what)), textArray(misses.map { $0.condition.bound?.parameter.name }),
        textArray(misses.map { $0.condition.figures.jsonText }),
      ])
  }
}

extension Condition {
  /// What was measured, and the limit.
  fileprivate var figures: [String: Measure] {
    guard let bound else { return [:] }
    return [
      "measured": Measure(unit: bound.parameter.unit, value: bound.measured),
      "limit": Measure(unit: bound.parameter.unit, value: bound.limit),
    ]
  }
}
