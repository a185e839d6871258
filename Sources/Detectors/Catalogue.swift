package import Detection

/// Every detector, in the order they run and are documented in.
package enum Catalogue {
  package static let all: [any Detector.Type] = []
}
