package import Detection

/// Every detector there is, in the order of the documentation and of alerts.
package enum Catalogue {
  package static let all: [any Detector.Type] = [
    PaymentDetailChurn.self, InstallmentCharges.self,
  ]

  /// The detector with this id.
  package static func detector(id: String) -> (any Detector.Type)? { all.first { $0.id == id } }
}
