/// Monero addresses: base 58 in blocks of eight bytes, with four bytes of Keccak-256 at the end.
///
/// Standard and subaddresses have 95 characters, integrated ones 106.
/// Source: CryptoNote Standard 007, "Keys and Addresses"; monero `cryptonote_config.h` (prefixes 18, 19 and 42).
enum MoneroAddress {
  static func read(_ token: [UInt8]) -> CryptoAddress? {
    guard token.count == 95 || token.count == 106, let bytes = decode(token),
      Keccak256.hash(bytes.dropLast(4)).prefix(4).elementsEqual(bytes.suffix(4))
    else { return nil }
    let isKnown = token.count == 106 ? bytes[0] == 19 : bytes[0] == 18 || bytes[0] == 42
    return isKnown ? CryptoAddress(.monero, token) : nil
  }

  /// Eleven characters are eight bytes; the seven of the last block are five.
  private static func decode(_ token: [UInt8]) -> [UInt8]? {
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: token.count, by: 11) {
      let block = token[start..<min(start + 11, token.count)]
      let size = block.count == 11 ? 8 : 5
      var value: UInt64 = 0
      for byte in block {
        let digit = Base58.bitcoin.digits[Int(byte)]
        if digit == 255 { return nil }
        let (product, overflow) = value.multipliedReportingOverflow(by: 58)
        let (sum, carry) = product.addingReportingOverflow(UInt64(digit))
        if overflow || carry { return nil }
        value = sum
      }
      if size < 8 && value >> UInt64(size * 8) != 0 { return nil }
      for place in (0..<size).reversed() {
        bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(place * 8)))
      }
    }
    return bytes
  }
}
