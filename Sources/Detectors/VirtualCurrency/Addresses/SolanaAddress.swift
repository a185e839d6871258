/// Solana addresses: 32 bytes in base 58, without a checksum.
///
/// Any number of that size is one, so a reader of free text needs a word of virtual currency beside it.
/// Source: https://solana.com/docs/core/accounts, "Account address".
enum SolanaAddress {
  static func read(_ token: [UInt8]) -> CryptoAddress? {
    guard (32...44).contains(token.count), let bytes = Base58.decode(token), bytes.count == 32,
      token.contains(where: { $0 >= UInt8(ascii: "a") }), token.contains(where: { $0 < UInt8(ascii: "a") })
    else { return nil }
    return CryptoAddress(.solana, token, isChecksummed: false)
  }
}
