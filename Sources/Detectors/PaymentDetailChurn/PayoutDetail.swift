import Detection
import Ledger
import Window

/// How a payee is to be paid at some time: where to, or what the change said when no endpoint is known.
struct PayoutDetail {
  var endpoint: Party?
  var value: String?
  var field: DetailField

  /// Whether two details pay to one place. A value, clear or hashed, is compared with values of its own field and with
  /// the number or address of an endpoint.
  func leadsTo(_ other: PayoutDetail, in window: Window) -> Bool {
    if let mine = endpoint, let others = other.endpoint {
      return mine == others
        || !Set(destinations(mine, window)).isDisjoint(with: destinations(others, window))
    }
    if let value, let others = other.value, field == other.field,
      field != .payoutMethod || endpoint == other.endpoint
    {
      return comparableIdentifier(value) == comparableIdentifier(others)
    }
    if let mine = endpoint, let others = other.value { return isNumber(others, of: mine, window) }
    if let value, let others = other.endpoint { return isNumber(value, of: others, window) }
    return false
  }

  /// Whether the two differ as a slip of the pen does: by two characters at most, at one institution if those are known.
  func isNear(_ other: PayoutDetail, in window: Window) -> Bool {
    if let mine = endpoint.flatMap({ window.parties.endpoint($0) }),
      let others = other.endpoint.flatMap({ window.parties.endpoint($0) })
    {
      guard mine.kind == others.kind, institution(mine, window) == institution(others, window) else {
        return false
      }
      let pair = (number(mine, window), number(others, window))
      return pair.0 != nil && pair.1 != nil && editDistance(pair.0 ?? "", pair.1 ?? "") <= 2
    }
    guard let value, let others = other.value, field == other.field else { return false }
    return editDistance(comparableIdentifier(value), comparableIdentifier(others)) <= 2
  }

  private func destinations(_ party: Party, _ window: Window) -> [DetailKey] {
    window.parties.endpoint(party).map { DetailKey.destinations(of: $0, in: window) } ?? []
  }

  private func isNumber(_ value: String, of party: Party, _ window: Window) -> Bool {
    window.parties.endpoint(party).flatMap { number($0, window) } == comparableIdentifier(value)
  }

  private func number(_ endpoint: Endpoint, _ window: Window) -> String? {
    (window.text(endpoint.accountNumber) ?? window.text(endpoint.address)).map(comparableIdentifier)
  }

  private func institution(_ endpoint: Endpoint, _ window: Window) -> String? {
    window.text(endpoint.bic).map { String($0.prefix(8)) } ?? window.text(endpoint.clearingCode)
      ?? window.text(endpoint.institutionName)
  }

  /// The rail, as far as it is known.
  func rail(in window: Window) -> EndpointKind? {
    if let endpoint { return window.parties.endpoint(endpoint)?.kind }
    guard field == .payoutMethod, let method = value.flatMap({ PayoutMethod(rawValue: $0) }) else {
      return nil
    }
    return switch method {
    case .bank: .bankAccount
    case .card: .card
    case .eWallet: .eWallet
    case .crypto: .cryptoWallet
    case .exchange: .exchangeAccount
    }
  }

  /// The country of the endpoint: its own, else that of its BIC.
  func country(in window: Window) -> String? {
    guard let endpoint = endpoint.flatMap({ window.parties.endpoint($0) }) else { return nil }
    return window.text(endpoint.country)
      ?? window.text(endpoint.bic).flatMap { $0.count >= 6 ? String($0.dropFirst(4).prefix(2)) : nil }
  }
}
