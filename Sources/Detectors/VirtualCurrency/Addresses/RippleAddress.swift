/// Classic addresses of the XRP ledger: base58check in an alphabet of their own, version 0, beginning with r.
///
/// Source: https://xrpl.org/addresses.html, "Address encoding".
enum RippleAddress {
  static func read(_ token: [UInt8]) -> CryptoAddress? {
    guard (25...35).contains(token.count), token[0] == Base58.ripple.zero,
      let payload = Base58.decodeChecked(token, alphabet: Base58.ripple), payload.count == 21, payload[0] == 0
    else { return nil }
    return CryptoAddress(.ripple, token)
  }
}
