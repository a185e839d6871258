package import Detection

/// What the alerts of a case about one subject amount to together: points that add up, and families that agree.
package struct SubjectScore: Sendable {
  /// A signal, and the detectors that raised it. One fact that two detectors see counts once.
  package struct Raised: Sendable {
    package let signal: Signal
    /// Ascending.
    package let detectors: [String]
  }

  package let subject: String
  /// By family, then by points, the most first, then by code.
  package let raised: [Raised]
  package let severity: Severity

  /// `alerts` about one subject, with the signals that each detector declares. O(signals · log signals).
  init(_ alerts: [CaseAlert], signals: [String: [Signal]]) {
    subject = alerts[0].subject
    var detectors: [Signal: Set<String>] = [:]
    for alert in alerts {
      for signal in signals[alert.detector] ?? [] where alert.reasonCodes.contains(signal.code) {
        detectors[signal, default: []].insert(alert.detector)
      }
    }
    let places = Dictionary(uniqueKeysWithValues: SignalFamily.allCases.enumerated().map { ($1, $0) })
    raised = detectors.map { Raised(signal: $0, detectors: $1.sorted()) }.sorted { left, right in
      let (mine, theirs) = (left.signal, right.signal)
      return (places[mine.family] ?? 0, -mine.points, mine.code, mine.because)
        < (places[theirs.family] ?? 0, -theirs.points, theirs.code, theirs.because)
    }
    severity = Severity(detectors.keys)
  }

  package var points: Int { raised.reduce(0) { $0 + $1.signal.points } }

  /// Families that speak for suspicion, in the order they are declared.
  package var families: [SignalFamily] {
    SignalFamily.allCases.filter { family in
      raised.contains { $0.signal.family == family && $0.signal.points > 0 }
    }
  }
}
