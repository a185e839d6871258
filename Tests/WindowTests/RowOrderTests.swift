import TestSupport
import Testing

@testable import Window

@Suite struct RowOrderTests {
  @Test(arguments: 0..<40) func `the last rows of a column are put in order, the others left`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let old = (0..<Int.random(in: 0...300, using: &random)).map { _ in Int.random(in: 0...99, using: &random)
    }
    let first = Int.random(in: 0...old.count, using: &random) & ~63
    let rows = (first..<old.count).shuffled(using: &random).dropLast(Int(seed) % 3).map { Int32($0) }
    var column = old
    column.pick(RowOrder(rows, from: first))
    #expect(column == old[..<first] + rows.map { old[Int($0)] })
  }

  @Test func `an empty column stays empty`() {
    var empty: [Int] = []
    empty.pick(RowOrder([1, 0]))
    #expect(empty.isEmpty)
  }

  @Test(arguments: 0..<60) func `both ways of ordering times are the plain one`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let extremes: [Int64] = [.min, .max, 0]
    let spread = Int64(1) << Int64.random(in: 0...40, using: &random)
    let times = (0..<Int.random(in: 0...700, using: &random)).map { row -> Int64 in
      if seed % 3 == 0, Int.random(in: 0..<20, using: &random) == 0 {
        return extremes[Int.random(in: 0..<3, using: &random)]
      }
      return Int64(row) * Int64(seed % 2) * 10 + Int64.random(in: 0...spread, using: &random)
    }
    let rank = times.indices.shuffled(using: &random)
    for first in [0, Int.random(in: 0...times.count, using: &random)] {
      let rows = first..<times.count
      let plain = rows.sorted { (times[$0], rank[$0]) < (times[$1], rank[$1]) }.map { Int32($0) }
      let order = plain == rows.map { Int32($0) } ? nil : plain
      #expect(timeOrder(of: times, from: first) { rank[Int($0)] < rank[Int($1)] } == order)
      #expect(timeOrderByHalves(of: times, from: first) { rank[Int($0)] < rank[Int($1)] } == order)
    }
  }
}
