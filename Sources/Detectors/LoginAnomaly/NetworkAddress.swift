/// The part of an IP address that names a line: the whole of IPv4, the first 64 bits of IPv6, whose rest changes with
/// privacy extensions (RFC 8981). A prefix length or zone behind it is passed over.
struct NetworkAddress: Hashable, CustomStringConvertible {
  /// IPv4 in the lowest 32 bits, or the upper half of IPv6.
  private let bits: UInt64
  private let isV6: Bool

  /// Nil for what is no address. O(length).
  init?(_ text: ArraySlice<UInt8>) {
    let address = text.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "%") }
    if address.contains(UInt8(ascii: ":")) {
      guard let groups = Self.groups(address) else { return nil }
      if groups[0..<5].allSatisfy({ $0 == 0 }) && groups[5] == 0xFFFF {
        (bits, isV6) = (UInt64(groups[6]) << 16 | UInt64(groups[7]), false)
      } else {
        (bits, isV6) = (groups[0..<4].reduce(0) { $0 << 16 | UInt64($1) }, true)
      }
    } else {
      guard let bits = Self.dotted(address) else { return nil }
      (self.bits, isV6) = (UInt64(bits), false)
    }
  }

  /// Ranges that say nothing of where somebody is: private and link-local ones, loopback, and the range carriers use
  /// inside their own networks (RFC 1918, 3927, 4193, 4291, 6598).
  var isInternal: Bool {
    if isV6 { return bits >> 57 == 0xFC >> 1 || bits >> 54 == 0xFE80 >> 6 || bits == 0 }
    let first = bits >> 24
    return first == 10 || first == 127 || first == 0 || bits >> 20 == 0xAC1 || bits >> 16 == 0xC0A8
      || bits >> 16 == 0xA9FE || bits >> 22 == 0x6440 >> 6
  }

  var description: String {
    isV6
      ? (0..<4).map { String(bits >> UInt64(48 - 16 * $0) & 0xFFFF, radix: 16) }.joined(separator: ":")
        + "::/64"
      : (0..<4).map { String(bits >> UInt64(24 - 8 * $0) & 0xFF) }.joined(separator: ".")
  }

  private static func dotted(_ text: ArraySlice<UInt8>) -> UInt32? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bits: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.count), let byte = UInt8(String(decoding: part, as: UTF8.self)) else {
        return nil
      }
      bits = bits << 8 | UInt32(byte)
    }
    return bits
  }

  /// The eight groups of an IPv6 address, `::` filled in (RFC 4291, 2.2).
  private static func groups(_ text: ArraySlice<UInt8>) -> [UInt16]? {
    var sides: [[UInt16]] = [[]]
    var rest = text
    if rest.starts(with: "::".utf8) {
      sides.append([])
      rest = rest.dropFirst(2)
    }
    while !rest.isEmpty {
      let part = rest.prefix { $0 != UInt8(ascii: ":") }
      rest = rest.dropFirst(part.count)
      if part.contains(UInt8(ascii: ".")) {
        guard let bits = dotted(part), rest.isEmpty else { return nil }
        sides[sides.count - 1] += [UInt16(bits >> 16), UInt16(truncatingIfNeeded: bits)]
        break
      }
      guard (1...4).contains(part.count), let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
      else {
        return nil
      }
      sides[sides.count - 1].append(group)
      if rest.starts(with: "::".utf8) {
        if sides.count > 1 { return nil }
        sides.append([])
        rest = rest.dropFirst(2)
      } else if !rest.isEmpty {
        rest = rest.dropFirst()
        if rest.isEmpty { return nil }
      }
    }
    let given = sides.reduce(0) { $0 + $1.count }
    if sides.count == 1 { return given == 8 ? sides[0] : nil }
    return given < 8 ? sides[0] + Array(repeating: 0, count: 8 - given) + sides[1] : nil
  }
}
