import Testing

@testable import Flows

/// The bound on pro-rata: what is followed, what is pooled, and that nothing is made or lost.
struct LiveLotsTests {
  @Test(arguments: [(1, 1 << 24), (4096, 4096), (1 << 20, 16), (1 << 24, 16), (0, 1 << 24)])
  func `small ledgers are followed whole, hubs in sixteen lots`(entries: Int, limit: Int) {
    #expect(LiveLots.limit(entries: entries) == limit)
  }

  @Test func `below the limit nothing is pooled, above it everything more is`() {
    for count in 1...5 {
      var lots = LiveLots(limit: 3)
      for place in 0..<count { lots.open(place: place, at: Int64(place), amount: 100) }
      #expect(lots.isBounded == (count > 3))
    }
  }

  @Test func `the pool bears its part, and the remainder`() {
    var lots = LiveLots(limit: 2)
    for place in 0..<4 { lots.open(place: place, at: Int64(place), amount: 100) }
    // 50 · 100 / 400 rounded down is 12 for each lot followed; the pool of 200 bears the other 26.
    #expect(lots.draw(50, earliest: 0).map(\.amount) == [12, 12])
    // 88 of 350 in each lot, 174 in the pool.
    #expect(lots.draw(350, earliest: 0).map(\.amount) == [88, 88])
    #expect(lots.draw(1, earliest: 0).isEmpty)
  }

  @Test func `what rested too long is gone from lots and pool`() {
    var lots = LiveLots(limit: 1)
    lots.open(place: 0, at: 0, amount: 10)
    lots.open(place: 1, at: 1, amount: 10)
    lots.open(place: 2, at: 2, amount: 10)
    #expect(lots.draw(10, earliest: 1).isEmpty)  // the pool alone is alive
    lots.open(place: 3, at: 3, amount: 10)
    // 20 in the pool less the 10 drawn, and the new lot's 10.
    #expect(lots.draw(20, earliest: 1).map(\.amount) == [10])
    #expect(lots.draw(5, earliest: 1).isEmpty)
  }

  /// Against lots kept one by one: shares of the lots followed are those of an unbounded account to within rounding, as
  /// long as no rest passes the limit, for then the pool's parts are its lots'.
  @Test func `the lots followed give what they would give without a bound, to within rounding`() {
    var random = SplitMix64(state: 9)
    for _ in 0..<300 {
      var (bounded, whole) = (LiveLots(limit: 4), LiveLots(limit: .max))
      var given: [Int: (bounded: Int64, whole: Int64)] = [:]
      var followed = Set<Int>()
      for place in 0..<12 {
        let amount = Int64.random(in: 1_000_000...9_000_000, using: &random)
        bounded.open(place: place, at: 0, amount: amount)
        whole.open(place: place, at: 0, amount: amount)
        if place < 4 { followed.insert(place) }
      }
      for _ in 0..<6 {
        let debit = Int64.random(in: 1...4_000_000, using: &random)
        for share in bounded.draw(debit, earliest: 0) {
          given[share.place, default: (0, 0)].bounded += share.amount
        }
        for share in whole.draw(debit, earliest: 0) {
          given[share.place, default: (0, 0)].whole += share.amount
        }
      }
      for (place, amounts) in given {
        if followed.contains(place) {
          #expect(abs(amounts.bounded - amounts.whole) <= 6 * 12)
        } else {
          #expect(amounts.bounded == 0)
        }
      }
    }
  }
}
