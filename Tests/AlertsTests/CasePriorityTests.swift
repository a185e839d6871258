import Alerts
import Ledger
import Testing

@Suite struct CasePriorityTests {
  private func priority(_ micros: Int128, _ families: Int, _ newest: Int64 = 0) -> Int64 {
    CasePriority.priority(micros: micros, families: families, newestAt: day(newest))
  }

  /// The product itself, half-lives as doublings: exact as long as ages differ by whole half-lives.
  private func product(_ micros: Int128, _ families: Int, halfLives: Int) -> UInt128 {
    UInt128(max(micros, 1_000_000)) * UInt128(families) << halfLives
  }

  @Test func `it orders as money × families × recency does, wherever these differ by a millionth`() {
    var random = SplitMix64(state: 41)
    for _ in 0..<20_000 {
      func sample() -> (Int128, Int, Int) {
        let magnitude = Int64(1) << Int64.random(in: 0...62, using: &random)
        return (
          Int128(Int64.random(in: 0...magnitude, using: &random)), Int.random(in: 1...5, using: &random),
          Int.random(in: 0...20, using: &random)
        )
      }
      let (one, other) = (sample(), sample())
      let (left, right) = (
        product(one.0, one.1, halfLives: one.2), product(other.0, other.1, halfLives: other.2)
      )
      let (mine, theirs) = (
        priority(one.0, one.1, Int64(one.2) * 30), priority(other.0, other.1, Int64(other.2) * 30)
      )
      // A millionth of a doubling is 7 in 10 million; two roundings may meet.
      if left > right + right / 500_000 { #expect(mine > theirs) }
      if left + left / 500_000 < right { #expect(mine < theirs) }
      if left == right { #expect(abs(mine - theirs) <= 2) }
    }
  }

  @Test func `a million more is twice as urgent`() {
    let base = priority(50_000_000_000, 2)
    #expect(priority(100_000_000_000, 2) == base + CasePriority.doubling)
    #expect(priority(50_000_000_000, 4) == base + CasePriority.doubling)
    #expect(priority(50_000_000_000, 2, 30) == base + CasePriority.doubling)
    #expect(priority(1_000_000, 1) == CasePriority.priority(micros: 0, families: 0, newestAt: day(0)))
  }

  @Test func `it never saturates, up to what the column holds`() {
    var micros: Int128 = 1_000_000
    var last = priority(micros, 1)
    while micros < Int128(Int64.max) * 1_000_000 {
      micros *= 3
      let next = priority(micros, 1)
      #expect(next > last)
      last = next
    }
  }

  @Test func `one cent more is more`() {
    #expect(priority(9_999_990_000, 1) < priority(10_000_000_000, 1))
  }
}
