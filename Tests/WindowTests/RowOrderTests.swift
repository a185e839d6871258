import TestSupport
import Testing

@testable import Window

@Suite struct RowOrderTests {
  /// Rows that moved by at most so many places, some of them left out.
  private func order(of count: Int, reach: Int, leftOut: Int, _ random: inout SplitMix64) -> [Int32] {
    let keys = (0..<count).map { $0 + Int.random(in: 0...reach, using: &random) }
    let rows = (0..<count).sorted { (keys[$0], $0) < (keys[$1], $1) }
    let missing = Set((0..<leftOut).map { _ in Int.random(in: 0..<count, using: &random) })
    return rows.filter { !missing.contains($0) }.map { Int32($0) }
  }

  @Test(arguments: [
    (0, 0), (1, 0), (7, 0), (7, 90), (500, 3), (5000, 0), (9000, 2), (60_000, 0), (60_000, 5),
  ])
  func `a column is put in order where it stands as it is anew`(reach: Int, leftOut: Int) {
    var random = SplitMix64(seed: UInt64(reach + leftOut))
    for count in [1, 2, 4095, 4096, 4097, 70_000] {
      let rows = order(of: count, reach: min(reach, count - 1), leftOut: min(leftOut, count - 1), &random)
      let old = (0..<count).map { _ in Int32.random(in: 0...99, using: &random) }
      var column = old
      column.pick(RowOrder(rows))
      #expect(column == rows.map { old[Int($0)] })
    }
  }

  @Test func `an order knows how far its rows move, and an empty column stays empty`() {
    #expect(RowOrder([]).reach == 0)
    #expect(RowOrder([0, 1, 2]).reach == 0)
    #expect(RowOrder([3, 0, 1, 2]).reach == 3)
    #expect(RowOrder([0, 5]).reach == 4)
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
    let plain = times.indices.sorted { (times[$0], rank[$0]) < (times[$1], rank[$1]) }.map { Int32($0) }
    let isOrdered = plain == times.indices.map { Int32($0) }
    #expect(timeOrder(of: times) { rank[Int($0)] < rank[Int($1)] } == (isOrdered ? nil : plain))
    #expect(timeOrderByHalves(of: times) { rank[Int($0)] < rank[Int($1)] } == (isOrdered ? nil : plain))
  }
}
