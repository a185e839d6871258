package import Detection
package import Ledger

/// The alerts of a run in the making: findings of many detectors at many evaluation points, joined by scheme.
///
/// What the tables already hold may be given before or after the findings; the result is the same, so a run can ask
/// the warehouse for the schemes it touched and for no others.
package struct AlertBook: Sendable {
  private var alerts: [SchemeKey: StoredAlert] = [:]
  /// As the tables had them.
  private var existing: [SchemeKey: StoredAlert] = [:]
  private var seen: Set<SchemeKey> = []
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

  /// Takes in what a detector saw at an evaluation point, in any order of points. O(evidence of the findings).
  package mutating func add(
    _ findings: [Finding], detector: any Detector, at point: Instant, windowFrom: Instant
  ) {
    if findings.isEmpty { return }
    let parameters = detector.parameterSet.digest
    for finding in findings {
      let found = StoredAlert(
        finding, of: detector, at: point, windowFrom: windowFrom, listVersions: listVersions,
        parameterDigest: parameters)
      if alerts[found.key]?.join(found) == nil { alerts[found.key] = found }
      seen.insert(found.key)
    }
  }

  /// Schemes that some finding of this run belongs to, ascending.
  package var touchedKeys: [SchemeKey] { seen.sorted() }

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

  private static func places(_ catalogue: [String]) -> [String: Int] {
    Dictionary(catalogue.enumerated().map { ($1, $0) }, uniquingKeysWith: min)
  }
}
