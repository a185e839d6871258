import TestSupport
import Testing

@testable import Window

@Suite struct IntegerSetTests {
  /// A set, told apart from it only by what it refuses: that stays refused, and nothing kept is forgotten.
  @Test(arguments: [1, 8, 18, 40, 62] as [Int64])
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

  @Test func `the outermost integers have their places`() {
    var set = IntegerSet()
    for value in [Int64.min, -65_536, -1, 0, 65_535, 65_536, Int64.max] {
      #expect(set.insert(value) == true)
      #expect(set.insert(value) == false)
    }
  }
}
