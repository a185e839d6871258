import Ledger
import TestSupport
import Testing

@testable import Window

@Suite struct SparseColumnTests {
  @Test(arguments: 0..<40) func `it agrees with an array of optionals, in every order`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let full = Int.random(in: 0...10, using: &random)
    let twin = (0..<Int.random(in: 0...400, using: &random)).map { row in
      Int.random(in: 0..<10, using: &random) < full ? Int64(row) : nil
    }
    var column = SparseColumn<Int64>()
    for value in twin { column.append(value) }
    #expect(column.count == twin.count && twin.indices.allSatisfy { column[$0] == twin[$0] })
    let order = twin.indices.shuffled(using: &random).dropLast(twin.count / 3).map { Int32($0) }
    column.pick(RowOrder(order))
    #expect(order.indices.allSatisfy { column[$0] == twin[Int(order[$0])] })
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
