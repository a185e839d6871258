package import Detection
import Ledger
package import Window

/// Destinations as the detectors compare them (``DetailKey``): separators and case dropped where they mean nothing.
package struct WindowDestinations: DestinationReader {
  private let window: Window

  package init(_ window: Window) { self.window = window }

  package func destinations(of endpoint: Endpoint) -> [Destination] {
    let keys = DetailKey.destinations(of: endpoint, in: window)
    let number = keys.first { $0.kind == .number }
    let address = window.text(endpoint.address).flatMap { text -> DetailKey? in
      AddressScanner.address(inField: text) == nil ? DetailKey.address(text) : self.address(inField: text)
    }
    return [
      number.map { destination($0, endpoint.accountNumber) },
      address.map { destination($0, endpoint.address) },
    ].compactMap(\.self)
  }

  package func destinations(of request: PayoutRequest) -> [Destination] {
    let field = window.text(request.address).flatMap { self.address(inField: $0) }
    let message = window.text(request.message).map { FreeText($0, in: .message).addresses } ?? []
    return [field.map { destination($0, request.address) }].compactMap(\.self)
      + message.filter(\.scheme.identifiesHolder).map {
        destination(DetailKey(kind: .address, value: $0.normalised), .none)
      }
  }

  package func destinations(of change: DetailChange) -> [Destination] {
    // A masked number is shared by many.
    guard let value = window.text(change.newValue), !value.contains(where: { "*•…".contains($0) }) else {
      return []
    }
    let key: DetailKey? =
      switch change.field {
      case .bankAccount: DetailKey.number(value, at: nil)
      case .wallet, .payoutMethod: address(inField: value)
      case .holderName, .email, .phone, .address: nil
      }
    return key.map { [destination($0, change.newValue)] } ?? []
  }

  /// Nil for what is no address, and for one that an exchange's customers share.
  private func address(inField text: String) -> DetailKey? {
    if let address = AddressScanner.address(inField: text) {
      return address.scheme.identifiesHolder ? DetailKey(kind: .address, value: address.normalised) : nil
    }
    return Destinations.isOpaque(text) ? DetailKey.address(text) : nil
  }

  private func destination(_ key: DetailKey, _ written: Text) -> Destination {
    Destination(digest: digest(ofDetail: key.text), written: written)
  }
}
