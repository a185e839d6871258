/// The kind of fact a signal rests on. Signals of one family can have one innocent cause; two families seldom share it.
package enum SignalFamily: String, CaseIterable, Sendable {
  /// Where money went.
  case path
  /// Who a payee says they are, and how they are to be paid.
  case identity
  /// Virtual currency.
  case crypto
  /// Money taken without leave.
  case theft
  /// Things shared between parties who should share nothing.
  case network
  /// How an account is entered: from where, how long, through what.
  case access
  /// How work is won, rated and charged for.
  case market
}

/// One reason for suspicion (or against it: negative points), declared by its detector.
package struct Signal: Sendable, Hashable {
  /// `snake_case`; stored in `alerts.reason_codes`.
  package let code: String
  package let family: SignalFamily
  /// Added to the alert's score.
  package let points: Int
  /// A clause that finishes "This is suspicious because …".
  package let because: String
  /// An exact match to a sanctions list: critical by itself.
  package let isExactSanctionsMatch: Bool

  package init(
    _ code: String, _ family: SignalFamily, _ points: Int, _ because: String,
    isExactSanctionsMatch: Bool = false
  ) {
    self.code = code
    self.family = family
    self.points = points
    self.because = because
    self.isExactSanctionsMatch = isExactSanctionsMatch
  }
}

/// How urgent an alert is.
package enum Severity: String, CaseIterable, Comparable, Sendable {
  case low, medium, high, critical

  package static func < (left: Severity, right: Severity) -> Bool {
    guard let first = allCases.firstIndex(of: left), let second = allCases.firstIndex(of: right) else {
      return false
    }
    return first < second
  }

  /// Points at which an alert is medium, and at which it is high when two families agree.
  package static let mediumPoints = 40
  package static let highPoints = 70

  /// The severity a set of signals amounts to: high needs two independent families or an exact sanctions match (design §7).
  package init(_ signals: some Collection<Signal>) {
    let score = signals.reduce(0) { $0 + $1.points }
    let families = Set(signals.filter { $0.points > 0 }.map(\.family))
    self =
      if signals.contains(where: \.isExactSanctionsMatch) {
        .critical
      } else if score >= Self.highPoints
        && families.count >= 2
      { .high } else if score >= Self.mediumPoints { .medium } else { .low }
  }
}

/// Whether a detector's findings alert anybody: `shadow` findings are stored and feed tuning only.
package enum Maturity: String, CaseIterable, Sendable { case shadow, active }
