/// Says cheaply which texts cannot hold anything of virtual currency, so that millions of references are read once and
/// few of them carefully.
struct TextSieve: Sendable {
  /// Bit `h` is set when a first word of a term hashes to `h`.
  private var bits = [UInt64](repeating: 0, count: 1024)

  init(_ terms: [CryptoTerm] = CryptoTerm.all) {
    for term in terms where term.text.utf8.allSatisfy({ $0 < 0x80 }) {
      var hash = Self.seed
      for byte in term.text.utf8 {
        if byte == UInt8(ascii: " ") { break }
        hash = Self.step(hash, byte)
      }
      bits[Self.slot(hash) >> 6] |= 1 << UInt64(Self.slot(hash) & 63)
    }
  }

  /// False only when there is no term and no address; true for every text that is not ASCII. O(n).
  func mayHold(_ text: ArraySlice<UInt8>) -> Bool {
    var hash = Self.seed
    var length = 0
    // No term is a number, and numbers are what differs between a million references.
    var hasLetter = false
    for byte in text {
      if byte >= 0x80 { return true }
      if AddressScanner.isWordByte(byte) {
        let isLetter = byte >= UInt8(ascii: "A")
        hasLetter = hasLetter || isLetter
        hash = Self.step(hash, isLetter ? byte | 0x20 : byte)
        length += 1
        if length == 25 { return true }
      } else {
        if hasLetter && isSet(hash) { return true }
        hash = Self.seed
        length = 0
        hasLetter = false
      }
    }
    return hasLetter && isSet(hash)
  }

  private func isSet(_ hash: UInt64) -> Bool {
    bits[Self.slot(hash) >> 6] >> UInt64(Self.slot(hash) & 63) & 1 == 1
  }

  /// FNV-1a.
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }
  private static func slot(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: (hash ^ hash >> 29) & 0xFFFF) }
}
