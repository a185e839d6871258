/// Segregated-witness addresses of Bitcoin (`bc1q…`, `bc1p…`) and Litecoin (`ltc1…`).
///
/// Version 0 is bech32 with a program of 20 or 32 bytes, versions 1 to 16 are bech32m with 2 to 40 (BIP-173, BIP-350).
package enum SegwitAddress {
  /// What the address pays to.
  package struct Program: Equatable, Sendable {
    /// Lower case, `bc`, `tb`, `ltc`.
    package let prefix: String
    package let version: UInt8
    package let bytes: [UInt8]
  }

  /// The witness program of an address of any chain, or nil.
  package static func program(of token: [UInt8]) -> Program? {
    guard let decoded = Bech32.decode(token), let version = decoded.values.first, version <= 16,
      let bytes = Bech32.bytes(of: decoded.values.dropFirst()), (2...40).contains(bytes.count),
      decoded.isModified == (version > 0), version > 0 || bytes.count == 20 || bytes.count == 32
    else { return nil }
    return Program(prefix: String(decoding: decoded.prefix, as: UTF8.self), version: version, bytes: bytes)
  }

  static func read(_ token: [UInt8]) -> CryptoAddress? {
    guard let program = program(of: token) else { return nil }
    let lower = token.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
    return switch program.prefix {
    case "bc": CryptoAddress(.bitcoin, lower)
    case "ltc": CryptoAddress(.litecoin, lower)
    default: nil
    }
  }
}
