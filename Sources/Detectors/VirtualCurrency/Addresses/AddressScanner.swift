/// Finds virtual-currency addresses in free text.
///
/// One pass over the bytes: an address is a whole run of ASCII letters and digits, so what stands against it (a Chinese
/// word, `bitcoin:`, a bracket) does not hide it, and a longer identifier does not hold one.
package enum AddressScanner {
  /// An address and where it stands.
  package struct Hit: Hashable, Sendable {
    package let address: CryptoAddress
    /// Byte offset of its first character.
    package let offset: Int
  }

  /// Bytes read of one text; what lies beyond is not looked at.
  package static let limit = 16_384
  /// Addresses taken from one text.
  package static let maximumHits = 32

  /// The addresses of a text in order, each once. O(n): a token is decoded only if its length can be an address.
  package static func hits(in text: some Collection<UInt8>) -> [Hit] {
    var hits: [Hit] = []
    var token: [UInt8] = []
    var length = 0
    func take(endingAt end: Int) {
      guard (25...106).contains(length), let address = CryptoAddress(token: token),
        !hits.contains(where: { $0.address == address })
      else { return }
      hits.append(Hit(address: address, offset: end - length))
    }
    var place = 0
    for byte in text {
      if place == limit || hits.count == maximumHits { break }
      if isWordByte(byte) {
        length += 1
        if length <= 106 { token.append(byte) }
      } else {
        take(endingAt: place)
        token.removeAll(keepingCapacity: true)
        length = 0
      }
      place += 1
    }
    if place < limit && hits.count < maximumHits { take(endingAt: place) }
    return hits
  }

  /// The address in a field that holds nothing else, spaces and a URI scheme such as `bitcoin:` aside.
  package static func address(inField text: String) -> CryptoAddress? {
    let found = hits(in: text.folded.utf8)
    return found.count == 1 ? found[0].address : nil
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: false
    }
  }
}
