package import Detection

/// Every detector, in the order they run and are documented in.
package enum Catalogue {
  package static let all: [any Detector.Type] = [VirtualCurrencyPayout.self]

  /// The detector with this id.
  package static func detector(_ id: String) -> (any Detector.Type)? {
    for detector in all where detector.id == id { return detector }
    return nil
  }
}
