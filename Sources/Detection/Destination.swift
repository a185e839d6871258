package import Window

/// An account number or wallet address as two records of one place both have it, however they write it.
package struct Destination: Hashable, Sendable {
  /// Stable, and does not show the number: alerts keep it, logs may show it.
  package let digest: String
  /// As written where it was found; `none` when it stood in the middle of a text.
  package let written: Text

  package init(digest: String, written: Text) {
    self.digest = digest
    self.written = written
  }
}

/// Reads where records lead. What an address looks like is the detectors' knowledge; cases only compare.
package protocol DestinationReader: Sendable {
  /// The account number and the address of an endpoint.
  func destinations(of endpoint: Endpoint) -> [Destination]
  /// The address a payee asks to be paid at, in the field or in the message.
  func destinations(of request: PayoutRequest) -> [Destination]
  /// The new detail, when it is one.
  func destinations(of change: DetailChange) -> [Destination]
}
