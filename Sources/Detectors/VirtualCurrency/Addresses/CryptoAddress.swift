/// A family of virtual-currency addresses that are read alike.
package enum AddressScheme: String, CaseIterable, Sendable {
  case bitcoin, litecoin, dogecoin, dash, zcash, ripple, evm, tron, solana, monero

  /// Whether an address stands for one holder. On the XRP ledger a customer of an exchange is told apart by a
  /// destination tag beside an address that all its customers share (https://xrpl.org/source-and-destination-tags.html).
  package var identifiesHolder: Bool { self != .ripple }
}

/// A virtual-currency address that was recognised in text.
package struct CryptoAddress: Hashable, Sendable {
  package let scheme: AddressScheme
  /// The one spelling of the address: EVM and bech32 in lower case, base58 as written.
  package let normalised: String
  /// Whether a checksum says so. Without one, a random string has the same look.
  package let isChecksummed: Bool

  init(_ scheme: AddressScheme, _ token: [UInt8], isChecksummed: Bool = true) {
    self.scheme = scheme
    normalised = String(decoding: token, as: UTF8.self)
    self.isChecksummed = isChecksummed
  }

  /// Reads a whole token as an address of any scheme, or nil. O(n²) in a length of at most 106.
  ///
  /// Solana addresses come out too, unchecksummed: any base58 number of 32 bytes is one, so callers ask for more
  /// than the look of it.
  package init?(token: some Collection<UInt8>) {
    guard (14...106).contains(token.count) else { return nil }
    let bytes = Array(token)
    let found =
      EthereumAddress.read(bytes) ?? SegwitAddress.read(bytes) ?? Base58CheckAddress.read(bytes)
      ?? TronAddress.read(bytes) ?? RippleAddress.read(bytes) ?? MoneroAddress.read(bytes)
      ?? SolanaAddress.read(bytes)
    guard let found else { return nil }
    self = found
  }
}
