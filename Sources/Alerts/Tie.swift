package import Ledger

/// Something an alert may have in common with others. A row of `weir.alert_ties`.
///
/// Alerts that share a tie are worked as one case, unless so many share it that it says nothing: a tie that was a hub
/// when it was first seen never ties anybody, and one that was none then ties for good. So a case only ever grows.
package struct Tie: Hashable, Sendable {
  /// Raw values are `alert_ties.kind`.
  package enum Kind: String, Sendable {
    /// Whom the alert is about.
    case subject
    /// An account or endpoint that money went to, or that evidence names.
    case party
    /// An account number or wallet address.
    case destination
  }

  package let alertID: String
  package let kind: Kind
  /// Identifier of a party, or digest of a destination.
  package let value: String
  /// The evaluation point that first saw it.
  package let firstSeenAt: Instant
  /// How many others dealt with it or named it in the ``crowdSpan`` before that point, counted up to one more than
  /// ``crowdLimit``; nil when the window does not reach back far enough to tell.
  package let sharedBy: Int?

  package init(alertID: String, kind: Kind, value: String, firstSeenAt: Instant, sharedBy: Int?) {
    self.alertID = alertID
    self.kind = kind
    self.value = value
    self.firstSeenAt = firstSeenAt
    self.sharedBy = sharedBy
  }

  /// The most others that a private destination has. (judgement: the largest documented cell of IT workers paid into one
  /// cluster of wallets had 21 members; an exchange, a payroll bureau or a bank's own account has hundreds.)
  package static let crowdLimit = 25
  /// The stretch before the point over which others are counted.
  package static let crowdSpan = Span.days(90)

  /// Ends "They are one case because …".
  var because: String {
    switch kind {
    case .subject, .party: "both lead to \(value)"
    case .destination: "both lead to one account number or wallet (\(value))"
    }
  }

  /// By time, and at one time in a fixed order.
  static func inOrder(_ left: Tie, _ right: Tie) -> Bool {
    (left.firstSeenAt, Bytewise(left.value), left.alertID)
      < (right.firstSeenAt, Bytewise(right.value), right.alertID)
  }
}
