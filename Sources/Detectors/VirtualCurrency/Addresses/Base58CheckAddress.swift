/// Bitcoin, Litecoin, Dogecoin, Dash and transparent Zcash addresses: a version, a 20-byte hash and a checksum in base 58.
///
/// Sources: chainparams.cpp of each client, `base58Prefixes` PUBKEY_ADDRESS and SCRIPT_ADDRESS. Litecoin's old script
/// version is Bitcoin's own (5) and is read as Bitcoin.
enum Base58CheckAddress {
  private static let versions: [(version: [UInt8], scheme: AddressScheme)] = [
    ([0x00], .bitcoin), ([0x05], .bitcoin), ([0x30], .litecoin), ([0x32], .litecoin), ([0x1E], .dogecoin),
    ([0x16], .dogecoin), ([0x4C], .dash), ([0x10], .dash), ([0x1C, 0xB8], .zcash), ([0x1C, 0xBD], .zcash),
  ]

  static func read(_ token: [UInt8]) -> CryptoAddress? {
    guard (26...35).contains(token.count), let payload = Base58.decodeChecked(token) else { return nil }
    for (version, scheme) in versions
    where payload.count == version.count + 20 && payload.starts(with: version) {
      return CryptoAddress(scheme, token)
    }
    return nil
  }
}
