package import Detection

/// Every detector there is, in the order they run, are documented and write alerts.
package enum Catalogue {
  package static let all: [any Detector.Type] = [
    MultiHopRouting.self,
    DirectPrcTransfers.self,
    PassThroughAccount.self,
    SalarySkim.self,
    SharedPayoutEndpoint.self,
    ReplacementAccount.self,
    VirtualCurrencyPayout.self,
    PaymentDetailChurn.self,
    PayeeNameMismatch.self,
    InstallmentCharges.self,
    UnverifiedActivity.self,
    SanctionedParty.self,
    LoginAnomaly.self,
    PlatformCollusion.self,
  ]

  /// The signals each detector declares, by its id.
  package static var signals: [String: [Signal]] {
    var signals: [String: [Signal]] = [:]
    for detector in all { signals[detector.id] = detector.signals }
    return signals
  }

  /// The detector with this id. (A loop: the closure form crashes this compiler.)
  package static func detector(id: String) -> (any Detector.Type)? {
    for detector in all where detector.id == id { return detector }
    return nil
  }
}
