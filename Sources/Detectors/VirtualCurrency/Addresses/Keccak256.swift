/// Keccak-256 as Ethereum and Monero use it: the sponge of SHA-3 with the padding of the original submission (0x01).
///
/// Source: G. Bertoni et al., "The Keccak reference", version 3.0 (2011). swift-crypto has only the FIPS 202 padding.
package enum Keccak256 {
  /// Bytes absorbed a round.
  private static let rate = 136

  /// 32 bytes. O(n).
  package static func hash(_ message: some Sequence<UInt8>) -> [UInt8] {
    var padded = Array(message)
    let missing = rate - padded.count % rate
    padded.append(contentsOf: repeatElement(0, count: missing))
    padded[padded.count - missing] |= 0x01
    padded[padded.count - 1] |= 0x80
    var state = [UInt64](repeating: 0, count: 25)
    for block in stride(from: 0, to: padded.count, by: rate) {
      for place in 0..<rate {
        state[place / 8] ^= UInt64(padded[block + place]) << UInt64(place % 8 * 8)
      }
      permute(&state)
    }
    return (0..<32).map { UInt8(truncatingIfNeeded: state[$0 / 8] >> UInt64($0 % 8 * 8)) }
  }

  /// Keccak-f[1600]: θ, ρ with π, χ and ι, 24 times.
  private static func permute(_ state: inout [UInt64]) {
    var column = [UInt64](repeating: 0, count: 5)
    for constant in roundConstants {
      for x in 0..<5 { column[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20] }
      for x in 0..<5 {
        let parity = column[(x + 4) % 5] ^ rotated(column[(x + 1) % 5], 1)
        for y in stride(from: 0, to: 25, by: 5) { state[x + y] ^= parity }
      }
      var moving = state[1]
      for (lane, turn) in zip(lanes, turns) { (state[lane], moving) = (rotated(moving, turn), state[lane]) }
      for y in stride(from: 0, to: 25, by: 5) {
        let row = Array(state[y..<y + 5])
        for x in 0..<5 { state[x + y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]) }
      }
      state[0] ^= constant
    }
  }

  private static func rotated(_ value: UInt64, _ count: UInt64) -> UInt64 {
    value << count | value >> (64 - count)
  }

  private static let lanes = [
    10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1,
  ]
  private static let turns: [UInt64] = [
    1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44,
  ]
  private static let roundConstants: [UInt64] = [
    0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808A, 0x8000_0000_8000_8000,
    0x0000_0000_0000_808B, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
    0x0000_0000_0000_008A, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000A,
    0x0000_0000_8000_808B, 0x8000_0000_0000_008B, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
    0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800A, 0x8000_0000_8000_000A,
    0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
  ]
}
