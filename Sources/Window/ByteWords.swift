/// Bytes taken eight at a time: the compiler makes one load of each.
extension Span<UInt8> {
  /// The eight bytes from a place, the first lowest; those beyond the end are 0. O(1).
  @inline(__always)
  func word(_ at: Int) -> UInt64 {
    guard at >= 0, count - at >= 8 else { return lastWord(at) }
    let low =
      UInt64(self[at]) | UInt64(self[at + 1]) << 8 | UInt64(self[at + 2]) << 16 | UInt64(self[at + 3]) << 24
    let high =
      UInt64(self[at + 4]) | UInt64(self[at + 5]) << 8 | UInt64(self[at + 6]) << 16
      | UInt64(self[at + 7]) << 24
    return low | high << 32
  }

  /// The first 0...8 bytes from a place, the rest 0. O(1).
  @inline(__always)
  func word(_ at: Int, _ count: Int) -> UInt64 {
    count == 0 ? 0 : word(at) & (UInt64.max >> UInt64(64 - 8 * count))
  }

  private func lastWord(_ at: Int) -> UInt64 {
    var word: UInt64 = 0
    for place in 0..<Swift.max(0, count - at) { word |= UInt64(self[at + place]) << UInt64(8 * place) }
    return word
  }

  /// Whether `length` bytes from a place are those of another span from its place. O(length).
  @inline(__always)
  func holds(_ length: Int, at place: Int, of other: Span<UInt8>, at otherPlace: Int) -> Bool {
    var done = 0
    while done + 8 <= length {
      if word(place + done) != other.word(otherPlace + done) { return false }
      done += 8
    }
    return word(place + done, length - done) == other.word(otherPlace + done, length - done)
  }
}

/// The first sixteen bytes of a text in one number, the first byte lowest.
@inline(__always)
func packed(_ bytes: Span<UInt8>, _ low: Int, _ high: Int) -> UInt128 {
  let first = bytes.word(low, min(8, high - low))
  return high - low <= 8
    ? UInt128(first) : UInt128(bytes.word(low + 8, min(8, high - low - 8))) << 64 | UInt128(first)
}
