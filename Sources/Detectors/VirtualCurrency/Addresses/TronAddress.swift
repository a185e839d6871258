/// Tron addresses: base58check with version 0x41, which always begins with T.
///
/// Source: https://developers.tron.network/docs/account, "Account address format".
enum TronAddress {
  static func read(_ token: [UInt8]) -> CryptoAddress? {
    guard token.count == 34, token[0] == UInt8(ascii: "T"), let payload = Base58.decodeChecked(token),
      payload.count == 21, payload[0] == 0x41
    else { return nil }
    return CryptoAddress(.tron, token)
  }
}
