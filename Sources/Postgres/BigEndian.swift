/// Eight bytes from a place, most significant first; nil where there are not so many. The compiler makes one load of them.
@inline(__always)
func bigEndian64(_ bytes: Span<UInt8>, _ at: Int) -> UInt64? {
  guard at >= 0, bytes.count - at >= 8 else { return nil }
  let high =
    UInt64(bytes[at]) << 24 | UInt64(bytes[at + 1]) << 16 | UInt64(bytes[at + 2]) << 8 | UInt64(bytes[at + 3])
  let low =
    UInt64(bytes[at + 4]) << 24 | UInt64(bytes[at + 5]) << 16 | UInt64(bytes[at + 6]) << 8
    | UInt64(bytes[at + 7])
  return high << 32 | low
}

/// Four bytes in the same way.
@inline(__always)
func bigEndian32(_ bytes: Span<UInt8>, _ at: Int) -> Int32? {
  guard at >= 0, bytes.count - at >= 4 else { return nil }
  let high = UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16
  return Int32(bitPattern: high | UInt32(bytes[at + 2]) << 8 | UInt32(bytes[at + 3]))
}

/// Two bytes in the same way.
@inline(__always)
func bigEndian16(_ bytes: Span<UInt8>, _ at: Int) -> Int16? {
  guard at >= 0, bytes.count - at >= 2 else { return nil }
  return Int16(bitPattern: UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1]))
}
