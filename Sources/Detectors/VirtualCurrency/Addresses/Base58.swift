import Crypto

/// Numbers in base 58: no 0, O, I or l, so that an address survives being typed.
///
/// Source: base58.h of Bitcoin Core; draft-msporny-base58.
enum Base58 {
  static let bitcoin = Alphabet("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
  /// https://xrpl.org/base58-encodings.html
  static let ripple = Alphabet("rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz")

  struct Alphabet: Sendable {
    let zero: UInt8
    /// Digit of a byte, or 255.
    let digits: [UInt8]

    init(_ characters: StaticString) {
      var digits = [UInt8](repeating: 255, count: 256)
      let bytes = Array("\(characters)".utf8)
      for (value, byte) in bytes.enumerated() { digits[Int(byte)] = UInt8(value) }
      self.digits = digits
      zero = bytes[0]
    }
  }

  /// The bytes a text stands for, leading zero digits as zero bytes; nil when a character is no digit. O(n²).
  static func decode(_ text: some Sequence<UInt8>, alphabet: Alphabet = bitcoin) -> [UInt8]? {
    var zeros = 0
    var isLeading = true
    /// Little-endian.
    var number: [UInt8] = []
    for byte in text {
      let digit = alphabet.digits[Int(byte)]
      if digit == 255 { return nil }
      if isLeading && digit == 0 {
        zeros += 1
        continue
      }
      isLeading = false
      var carry = UInt32(digit)
      for place in number.indices {
        carry += UInt32(number[place]) * 58
        number[place] = UInt8(truncatingIfNeeded: carry)
        carry >>= 8
      }
      while carry > 0 {
        number.append(UInt8(truncatingIfNeeded: carry))
        carry >>= 8
      }
    }
    return Array(repeating: 0, count: zeros) + number.reversed()
  }

  /// The version bytes and hash of a base58check text, its four checksum bytes verified (double SHA-256) and removed.
  static func decodeChecked(_ text: [UInt8], alphabet: Alphabet = bitcoin) -> [UInt8]? {
    guard let bytes = decode(text, alphabet: alphabet), bytes.count > 4 else { return nil }
    let payload = Array(bytes.dropLast(4))
    let once = Array(SHA256.hash(data: payload))
    let twice = SHA256.hash(data: once)
    return twice.prefix(4).elementsEqual(bytes.suffix(4)) ? payload : nil
  }
}
