/// Text with a BCH checksum that finds any four wrong characters: a readable prefix, `1`, and five bits a character.
///
/// Sources: BIP-173 (bech32) and BIP-350 (bech32m, whose checksum constant closes a hole in the first).
package enum Bech32 {
  /// What a checked text says.
  package struct Decoded: Equatable, Sendable {
    /// Lower case.
    package let prefix: [UInt8]
    /// Five bits each, without the checksum.
    package let values: [UInt8]
    package let isModified: Bool
  }

  private static let digits: [UInt8] = {
    var digits = [UInt8](repeating: 255, count: 256)
    for (value, byte) in "qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8.enumerated() {
      digits[Int(byte)] = UInt8(value)
    }
    return digits
  }()

  /// The parts of a bech32 or bech32m text of 8 to 90 characters in one case, or nil. O(n).
  package static func decode(_ text: [UInt8]) -> Decoded? {
    guard (8...90).contains(text.count), text.allSatisfy({ (33...126).contains($0) }),
      !(text.contains(where: isUpper) && text.contains(where: isLower)),
      let separator = text.lastIndex(of: UInt8(ascii: "1")), separator >= 1, separator + 7 <= text.count
    else { return nil }
    let lower = text.map { isUpper($0) ? $0 + 32 : $0 }
    let prefix = Array(lower[..<separator])
    let values = lower[(separator + 1)...].map { digits[Int($0)] }
    if values.contains(255) { return nil }
    let checksum = polymod(prefix.map { $0 >> 5 } + [0] + prefix.map { $0 & 31 } + values)
    guard checksum == 1 || checksum == 0x2BC8_30A3 else { return nil }
    return Decoded(prefix: prefix, values: Array(values.dropLast(6)), isModified: checksum != 1)
  }

  /// Five-bit values as bytes; nil when the padding is longer than four bits or not zero.
  static func bytes(of values: some Sequence<UInt8>) -> [UInt8]? {
    var (bits, count) = (UInt32(0), 0)
    var bytes: [UInt8] = []
    for value in values {
      bits = (bits << 5 | UInt32(value)) & 0xFFF
      count += 5
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return count < 5 && bits & ((1 << UInt32(count)) - 1) == 0 ? bytes : nil
  }

  private static func polymod(_ values: [UInt8]) -> UInt32 {
    let generators: [UInt32] = [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3]
    var sum: UInt32 = 1
    for value in values {
      let top = sum >> 25
      sum = (sum & 0x1FF_FFFF) << 5 ^ UInt32(value)
      for (place, generator) in generators.enumerated() where top >> UInt32(place) & 1 == 1 {
        sum ^= generator
      }
    }
    return sum
  }

  private static func isUpper(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
  private static func isLower(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }
}
