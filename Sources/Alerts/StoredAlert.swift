package import Detection
package import Ledger

/// What the alert tables hold of one scheme: all that is needed to merge another finding into it.
///
/// ``join(_:)`` is commutative, associative and idempotent, so a stored alert is a function of the *set* of
/// (evaluation point, finding) pairs merged into it, whatever runs they came in and however often (design §8).
package struct StoredAlert: Hashable, Sendable {
  /// What the latest evaluation point said. Two of them never mix: the later one holds.
  package struct Judgement: Hashable, Sendable {
    /// The evaluation point: `alerts.last_seen_at`.
    package var at: Instant
    package var detectorVersion: Int
    package var maturity: Maturity
    /// Digest of the detector's ``ParameterSet``; empty on alerts from before it was kept.
    package var parameterDigest: String
    package var measures: [String: Measure]

    package init(
      at: Instant, detectorVersion: Int, maturity: Maturity, parameterDigest: String,
      measures: [String: Measure]
    ) {
      self.at = at
      self.detectorVersion = detectorVersion
      self.maturity = maturity
      self.parameterDigest = parameterDigest
      self.measures = measures
    }

    /// At one point the newer version holds, then `active`, then the greater digest of the parameters, then the greater
    /// text of the measures: any total order would do.
    mutating func join(_ other: Judgement) {
      let mine = (at, detectorVersion, maturity == .active ? 1 : 0, parameterDigest)
      let theirs = (
        other.at, other.detectorVersion, other.maturity == .active ? 1 : 0, other.parameterDigest
      )
      if theirs < mine || self == other { return }
      if mine < theirs || Bytewise(measures.jsonText) < Bytewise(other.measures.jsonText) { self = other }
    }
  }

  package let key: SchemeKey
  /// The detector's id.
  package let detector: String
  package let subject: String
  package let fingerprint: [String]
  package private(set) var reasonCodes: Set<String>
  package private(set) var transactions: [SeenTransaction.Key: SeenTransaction]
  package private(set) var records: [SeenRecord.Key: SeenRecord]
  package private(set) var sinkClasses: Set<SinkClass>
  package private(set) var hopsMax: Int
  package private(set) var isLowerBound: Bool
  /// The first evaluation point that saw the scheme.
  package private(set) var firstSeenAt: Instant
  /// What all the points together looked at: `[windowFrom, windowTo)`.
  package private(set) var windowFrom: Instant
  package private(set) var windowTo: Instant
  /// Name and version of every list that was in force.
  package private(set) var listVersions: Set<String>
  package private(set) var latest: Judgement

  /// The last evaluation point that saw the scheme.
  package var lastSeenAt: Instant { latest.at }

  /// As read back from the alert tables, rows in any order. Rows of one key are joined.
  package init(
    detector: String, subject: String, fingerprint: [String], reasonCodes: [String],
    transactions: [SeenTransaction],
    records: [SeenRecord], sinkClasses: [SinkClass], hopsMax: Int, isLowerBound: Bool, firstSeenAt: Instant,
    windowFrom: Instant, windowTo: Instant, listVersions: [String], latest: Judgement
  ) {
    key = SchemeKey(detector: detector, subject: subject, fingerprint: fingerprint)
    self.detector = detector
    self.subject = subject
    self.fingerprint = fingerprint
    self.reasonCodes = Set(reasonCodes)
    self.transactions = Dictionary(minimumCapacity: transactions.count)
    self.records = Dictionary(minimumCapacity: records.count)
    self.sinkClasses = Set(sinkClasses)
    self.hopsMax = hopsMax
    self.isLowerBound = isLowerBound
    self.firstSeenAt = firstSeenAt
    self.windowFrom = windowFrom
    self.windowTo = windowTo
    self.listVersions = Set(listVersions)
    self.latest = latest
    for row in transactions { join(row) }
    for row in records { join(row) }
  }

  /// What one finding at one evaluation point amounts to, before anything else is known of its scheme.
  ///
  /// `parameterDigest` is that of the detector's parameter set, for a caller with many findings; nil to compute it.
  package init(
    _ finding: Finding, of detector: any Detector, at point: Instant, windowFrom: Instant,
    listVersions: [String] = [], parameterDigest: String? = nil
  ) {
    let type = type(of: detector)
    self.init(
      detector: detector.id, subject: finding.subject, fingerprint: finding.fingerprint,
      reasonCodes: finding.signals.map(\.code),
      transactions: finding.transactions.map { SeenTransaction($0, firstSeenAt: point) },
      records: finding.records.map { SeenRecord($0, firstSeenAt: point) },
      sinkClasses: Array(finding.sinkClasses), hopsMax: finding.hopsMax, isLowerBound: finding.isLowerBound,
      firstSeenAt: point, windowFrom: windowFrom, windowTo: point, listVersions: listVersions,
      latest: Judgement(
        at: point, detectorVersion: type.version, maturity: detector.maturity,
        parameterDigest: parameterDigest ?? detector.parameterSet.digest, measures: finding.measures))
  }

  /// Takes in everything `other` knows of the same scheme. Commutative, associative, idempotent.
  ///
  /// Evidence: union by key, each row as its earliest point saw it, counted amounts the largest seen. Codes, sink
  /// classes, lists: union. Bounds: the widest. Version, maturity, parameters, measures: the latest point's.
  /// Both must have one ``key``. O(rows of `other`).
  package mutating func join(_ other: StoredAlert) {
    precondition(key == other.key, "two schemes cannot be joined")
    reasonCodes.formUnion(other.reasonCodes)
    for row in other.transactions.values { join(row) }
    for row in other.records.values { join(row) }
    sinkClasses.formUnion(other.sinkClasses)
    hopsMax = max(hopsMax, other.hopsMax)
    isLowerBound = isLowerBound || other.isLowerBound
    firstSeenAt = min(firstSeenAt, other.firstSeenAt)
    windowFrom = min(windowFrom, other.windowFrom)
    windowTo = max(windowTo, other.windowTo)
    listVersions.formUnion(other.listVersions)
    latest.join(other.latest)
  }

  /// ``join(_:)`` with what a finding of the same scheme says at one more evaluation point.
  package mutating func merge(
    _ finding: Finding, of detector: any Detector, at point: Instant, windowFrom: Instant,
    listVersions: [String] = []
  ) {
    join(StoredAlert(finding, of: detector, at: point, windowFrom: windowFrom, listVersions: listVersions))
  }

  private mutating func join(_ row: SeenTransaction) { transactions[row.key, default: row].join(row) }

  private mutating func join(_ row: SeenRecord) { records[row.key, default: row].join(row) }

  /// Those of the signals that were raised, as the detector declares them today. O(signals).
  func raised(of signals: [Signal]) -> [Signal] { signals.filter { reasonCodes.contains($0.code) } }

  /// All that is known of the scheme, in the order of ``Scheme``, with the signals as the detector declares them
  /// today. A code that it no longer declares has no signal. O(rows · log rows).
  package func scheme(declaring signals: [Signal]) -> Scheme {
    Scheme(
      subject: subject, fingerprint: fingerprint, signals: raised(of: signals),
      transactions: transactions.values.sorted(by: SeenTransaction.inOrder).map(\.evidence),
      records: records.values.sorted(by: SeenRecord.inOrder).map(\.evidence), measures: latest.measures,
      sinkClasses: sinkClasses, hopsMax: hopsMax, isLowerBound: isLowerBound, firstSeenAt: firstSeenAt,
      lastSeenAt: lastSeenAt)
  }
}
