import Ledger
import TestSupport
import Testing

@testable import Window

@Suite struct SparseColumnTests {
  @Test(arguments: 0..<60) func `it agrees with an array of optionals, in every order`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let full = Int.random(in: 0...10, using: &random)
    var twin: [Int64?] = []
    var column = SparseColumn<Int64>()
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      let rows = (0..<Int.random(in: 0...150, using: &random)).map { row in
        Int.random(in: 0..<10, using: &random) < full ? Int64(row + 1) : nil
      }
      switch Int.random(in: 0..<3, using: &random) {
      case 0: column.append(rows.map { $0 ?? 0 }, without: 0)
      default:
        for (row, value) in rows.enumerated() {
          guard let value else { continue }
          column.extend(to: twin.count + row)
          column.append(value)
        }
        column.extend(to: twin.count + rows.count)
      }
      twin += rows
      let first = Int.random(in: 0...twin.count, using: &random) & ~63
      let order = (first..<twin.count).shuffled(using: &random).dropLast((twin.count - first) / 3)
      column.pick(RowOrder(order.map { Int32($0) }, from: first))
      twin = twin[..<first] + order.map { twin[$0] }
      #expect(column.count == twin.count && twin.indices.allSatisfy { column[$0] == twin[$0] })
      var present: [(Int, Int64)] = []
      column.forEach { present.append(($0, $1)) }
      #expect(present.map(\.0) == twin.indices.filter { twin[$0] != nil })
      #expect(present.map(\.1) == twin.compactMap(\.self))
    }
  }

  @Test func `rows without a text of their own have the usual one`() {
    let (usual, other) = (Text(index: 7), Text(index: 9))
    var texts = SparseTexts(usual: usual)
    texts.append([usual, other, .none, usual])
    #expect((0..<4).map { texts[$0] } == [usual, other, .none, usual])
  }

  @Test func `no instant and the infinite ones are told apart`() {
    for instant in [nil, Instant(micros: .min), Instant(micros: 0), Instant(micros: .max)] {
      #expect(Compact(wrappedValue: instant).wrappedValue == instant)
    }
  }
}
