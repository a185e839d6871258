import Crypto

/// Wallet addresses with valid checksums that belong to nobody: each encodes the first 20 bytes of a SHA-256 digest of a
/// phrase ("weir demo tron 0" and so on), so no key for them is known.
enum CryptoAddresses {
  /// Tron: base58check of the byte 0x41 and 20 more.
  static func tron(_ number: Int) -> String {
    let body = [0x41] + digest("weir demo tron \(number)").prefix(20)
    return base58(body + SHA256.hash(data: Array(SHA256.hash(data: body))).prefix(4))
  }

  /// Ethereum: the first few in mixed case by EIP-55, the others in lower case, which carries no checksum.
  static func ethereum(_ number: Int) -> String {
    if mixed.indices.contains(number) { return mixed[number] }
    return digest("weir demo ethereum \(number)").prefix(20).reduce("0x") {
      $0 + ($1 < 16 ? "0" : "") + String($1, radix: 16)
    }
  }

  private static func digest(_ phrase: String) -> [UInt8] { Array(SHA256.hash(data: Array(phrase.utf8))) }

  /// Bitcoin's alphabet. O(n²); n is 25.
  private static func base58(_ bytes: [UInt8]) -> String {
    let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
    var digits: [Int] = []
    for byte in bytes {
      var carry = Int(byte)
      for place in digits.indices {
        carry += digits[place] << 8
        digits[place] = carry % 58
        carry /= 58
      }
      while carry > 0 {
        digits.append(carry % 58)
        carry /= 58
      }
    }
    return String(digits.reversed().map { alphabet[$0] })
  }

  private static let mixed = [
    "0xe8438f06E0B88b53195475D4D2D758316b4Cdd80",
    "0x6A67f742125ac2307f9e03B15E1297662a9a9eA3",
    "0xC204044272B236879a7759e0A4E8148222FAf4C6",
    "0x63a8296230CCD8504560D186B04c398bcE2f4855",
    "0xa8863495927B83F5eF0e11eDDE8c14e8cE723EE2",
    "0x685a9293845B48ba49698BF78a0B239d28588B09",
    "0xB612b915682f6bD6C4217dfE8b8ee1e12341aA43",
    "0x83B297AC698df9A96437554a3Bd8db762A05548A",
  ]
}
