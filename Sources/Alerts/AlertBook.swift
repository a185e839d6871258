package import Detection
package import Ledger

/// The alerts of a run in the making: findings of many detectors at many evaluation points, joined by scheme.
///
/// What the tables already hold may be given before or after the findings; the result is the same, so a run can ask
/// the warehouse for the schemes it touched and for no others.
package struct AlertBook: Sendable {
  private struct Visit: Hashable {
    let point: Instant
    let detector: String
  }

  private var alerts: [SchemeKey: StoredAlert] = [:]
  /// As the tables had them.
  private var existing: [SchemeKey: StoredAlert] = [:]
  private var visits: [Visit: (findings: Int, keys: Set<SchemeKey>)] = [:]
  private let listVersions: [String]

  /// `listVersions`: name and version of every list in force in this run.
  package init(existing: [StoredAlert] = [], listVersions: [String] = []) {
    self.listVersions = listVersions
    absorb(existing)
  }

  /// Takes in what the tables hold. O(their rows).
  package mutating func absorb(_ stored: [StoredAlert]) {
    for alert in stored {
      if existing[alert.key]?.join(alert) == nil { existing[alert.key] = alert }
      if alerts[alert.key]?.join(alert) == nil { alerts[alert.key] = alert }
    }
  }

  /// Takes in what a detector saw at an evaluation point, in any order of points; no findings at all also count as
  /// a visit. O(evidence of the findings).
  package mutating func add(
    _ findings: [Finding], detector: any Detector, at point: Instant, windowFrom: Instant
  ) {
    let visit = Visit(point: point, detector: detector.id)
    var (count, keys) = visits[visit] ?? (0, [])
    for finding in findings {
      let seen = StoredAlert(
        finding, of: detector, at: point, windowFrom: windowFrom, listVersions: listVersions)
      if alerts[seen.key]?.join(seen) == nil { alerts[seen.key] = seen }
      keys.insert(seen.key)
      count += 1
    }
    visits[visit] = (count, keys)
  }

  /// Schemes that some finding of this run belongs to, ascending.
  package var touchedKeys: [SchemeKey] {
    visits.values.reduce(into: Set<SchemeKey>()) { $0.formUnion($1.keys) }.sorted()
  }

  /// The alerts of ``touchedKeys`` with everything known of them, in the order of `catalogue` (detector ids; others
  /// after them by id), then by scheme key.
  package func touched(catalogue: [String]) -> [StoredAlert] {
    let places = Self.places(catalogue)
    return touchedKeys.compactMap { alerts[$0] }.sorted {
      (places[$0.detector] ?? places.count, $0.detector, $0.key)
        < (places[$1.detector] ?? places.count, $1.detector, $1.key)
    }
  }

  /// Those of ``touched(catalogue:)`` that the tables do not hold, or not as they are now.
  package func changed(catalogue: [String]) -> [StoredAlert] {
    touched(catalogue: catalogue).filter { existing[$0.key] != $0 }
  }

  /// What each detector saw at each evaluation point, ascending by point, then in the order of `catalogue`.
  package func counts(catalogue: [String]) -> [PointCount] {
    let places = Self.places(catalogue)
    let points = Dictionary(uniqueKeysWithValues: touchedKeys.map { ($0, alerts[$0]?.evidencePoints ?? []) })
    return visits.map { visit, seen in
      let opened = seen.keys.count { alerts[$0]?.firstSeenAt == visit.point }
      let withNew = seen.keys.count {
        alerts[$0]?.firstSeenAt != visit.point && points[$0]?.contains(visit.point) == true
      }
      return PointCount(
        point: visit.point, detector: visit.detector, findings: seen.findings, schemes: seen.keys.count,
        opened: opened, grown: withNew)
    }.sorted {
      ($0.point, places[$0.detector] ?? places.count, $0.detector)
        < ($1.point, places[$1.detector] ?? places.count, $1.detector)
    }
  }

  private static func places(_ catalogue: [String]) -> [String: Int] {
    Dictionary(catalogue.enumerated().map { ($1, $0) }, uniquingKeysWith: min)
  }
}

/// What one detector saw at one evaluation point. Read from the joined alerts, so the order of runs does not show.
package struct PointCount: Hashable, Sendable {
  package let point: Instant
  /// The detector's id.
  package let detector: String
  package let findings: Int
  /// Distinct schemes among the findings.
  package let schemes: Int
  /// Of those, the ones no earlier point has seen.
  package let opened: Int
  /// Of those, the ones seen before that have evidence no earlier point has seen.
  package let grown: Int

  package init(point: Instant, detector: String, findings: Int, schemes: Int, opened: Int, grown: Int) {
    self.point = point
    self.detector = detector
    self.findings = findings
    self.schemes = schemes
    self.opened = opened
    self.grown = grown
  }
}

extension StoredAlert {
  /// Evaluation points that were the first to see some row of the evidence.
  fileprivate var evidencePoints: Set<Instant> {
    Set(transactions.values.map(\.firstSeenAt)).union(records.values.map(\.firstSeenAt))
  }
}
