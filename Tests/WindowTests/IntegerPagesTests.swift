import TestSupport
import Testing

@testable import Window

@Suite struct IntegerPagesTests {
  /// A set, told apart from it only by what it refuses: that stays refused, and nothing kept is forgotten.
  @Test(arguments: [1, 8, 18, 24, 40, 62] as [Int64])
  func `it agrees with a set on numbers near and far apart`(bits: Int64) {
    var random = SplitMix64(seed: UInt64(bits))
    var (set, kept, refused): (IntegerSet, Set<Int64>, Set<Int64>) = (IntegerSet(), [], [])
    for _ in 0..<40_000 {
      let value = Int64.random(in: -(1 << bits)...(1 << bits), using: &random)
      guard let isNew = set.insert(value) else {
        #expect(!kept.contains(value))
        refused.insert(value)
        continue
      }
      #expect(isNew == kept.insert(value).inserted && !refused.contains(value))
    }
    #expect(refused.isEmpty == (bits <= 18), "\(bits) bits: \(refused.count) refused")
  }

  @Test(arguments: [1, 8, 18, 24, 40, 62] as [Int64])
  func `it agrees with a dictionary`(bits: Int64) {
    var random = SplitMix64(seed: UInt64(100 + bits))
    var (places, known, refused): (IntegerPlaces, [Int64: Int32], Set<Int64>) = (IntegerPlaces(), [:], [])
    for turn in 0..<40_000 as Range<Int32> {
      let value = Int64.random(in: -(1 << bits)...(1 << bits), using: &random)
      #expect(places.place(of: value) == known[value] ?? -1)
      if known[value] != nil { continue }
      if places.put(turn, at: value) {
        #expect(!refused.contains(value))
        known[value] = turn
      } else {
        refused.insert(value)
      }
    }
    #expect(refused.isEmpty == (bits <= 18), "\(bits) bits: \(refused.count) refused")
  }

  /// As a sequence gives them, but for gaps and for one in so many that comes late or far too early.
  @Test(arguments: [3, 100, 10_000])
  func `it agrees with a dictionary on integers that come nearly in order`(often: Int) {
    var random = SplitMix64(seed: UInt64(often))
    var (places, known, next): (IntegerPlaces, [Int64: Int32], Int64) = (IntegerPlaces(), [:], -1000)
    for turn in 0..<40_000 as Range<Int32> {
      next += Int64.random(in: 1...3, using: &random)
      let isStray = Int.random(in: 1...often, using: &random) == 1
      let value = isStray ? next + Int64.random(in: -200...200, using: &random) : next
      if known[value] == nil && places.put(turn, at: value) { known[value] = turn }
    }
    for value in -2000...next + 2000 { #expect(places.place(of: value) == known[value] ?? -1) }
  }

  @Test func `the outermost integers have their cells, if not together`() {
    for value in [Int64.min, -4096, -1, 0, 4095, 4096, Int64.max] {
      var set = IntegerSet()
      #expect(set.insert(value) == true)
      #expect(set.insert(value) == false)
      #expect(set.insert(value ^ .min) == nil)
    }
  }

  @Test func `numbers that come thinly take no more than a table would`() {
    var set = IntegerSet()
    var kept = 0
    for step in 0..<100_000 as Range<Int64> where set.insert(step * 8192) != nil { kept += 1 }
    #expect((1024..<1100).contains(kept), "\(kept) pages of one integer each")
  }
}
