/// Addresses of Ethereum and of every chain with its virtual machine: `0x` and 40 hexadecimal digits.
///
/// The case of the letters is the checksum (EIP-55): a letter is upper case where the Keccak-256 of the lower-case
/// digits has a nibble of 8 or more in its place. Written in one case throughout it carries no checksum.
/// Source: https://eips.ethereum.org/EIPS/eip-55.
enum EthereumAddress {
  static func read(_ token: [UInt8]) -> CryptoAddress? {
    guard token.count == 42, token[0] == UInt8(ascii: "0"), token[1] == UInt8(ascii: "x") else { return nil }
    let digits = token.dropFirst(2)
    var hasUpper = false
    var hasLower = false
    for byte in digits {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): break
      case UInt8(ascii: "a")...UInt8(ascii: "f"): hasLower = true
      case UInt8(ascii: "A")...UInt8(ascii: "F"): hasUpper = true
      default: return nil
      }
    }
    let lower = digits.map { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "F") ? $0 + 32 : $0 }
    let isMixed = hasUpper && hasLower
    if isMixed && checksummed(lower) != Array(digits) { return nil }
    return CryptoAddress(.evm, [UInt8(ascii: "0"), UInt8(ascii: "x")] + lower, isChecksummed: isMixed)
  }

  /// 40 lower-case digits in the case EIP-55 gives them.
  static func checksummed(_ digits: [UInt8]) -> [UInt8] {
    let hash = Keccak256.hash(digits)
    return digits.enumerated().map { place, byte in
      let nibble = place % 2 == 0 ? hash[place / 2] >> 4 : hash[place / 2] & 15
      return byte >= UInt8(ascii: "a") && nibble >= 8 ? byte - 32 : byte
    }
  }
}
