import Crypto
import Ledger

/// What makes two findings one scheme: a SHA-256 digest of detector, subject and fingerprint (design §8).
///
/// It is the unique key of `weir.alerts`, so its encoding never changes: each part in turn, the detector's id first,
/// as its length in bytes (8 bytes, most significant first) and its UTF-8 bytes.
package struct SchemeKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// 64 lowercase hexadecimal digits.
  package let hex: String

  /// O(bytes of the parts).
  package init(detector: String, subject: String, fingerprint: [String]) {
    var bytes: [UInt8] = []
    for part in [detector, subject] + fingerprint {
      let length = part.utf8.count
      for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: length >> (56 - 8 * place))) }
      bytes.append(contentsOf: part.utf8)
    }
    hex = SHA256.hash(data: bytes).hexadecimal
  }

  /// As read back from `alerts.scheme_key`; nil unless it is 64 lowercase hexadecimal digits.
  package init?(hex: String) {
    guard hex.utf8.count == 64, hex.utf8.allSatisfy(Self.digits.contains) else { return nil }
    self.hex = hex
  }

  /// The same scheme's `alert_id` in every database: the digest's first 16 bytes as a UUID of version 8.
  ///
  /// Source: RFC 9562, section 5.8 and appendix B.2.
  package var alertID: String {
    var digits = Array(hex.utf8.prefix(32))
    digits[12] = UInt8(ascii: "8")
    let variant = Self.digits.firstIndex(of: digits[16]) ?? 0
    digits[16] = Self.digits[8 | variant & 3]
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for (place, digit) in digits.enumerated() {
      if place & 3 == 0 && (8...20).contains(place) { text.append(UInt8(ascii: "-")) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }

  package var description: String { hex }

  package static func < (left: SchemeKey, right: SchemeKey) -> Bool { left.hex < right.hex }

  private static let digits = Array("0123456789abcdef".utf8)
}
