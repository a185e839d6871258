import TestSupport
import Testing

@testable import Window

@Suite struct NearNumbersTests {
  @Test(arguments: [1, 20, 30, 31, 32, 33, 63] as [UInt64])
  func `they are the numbers of an array, near and far, in every order`(bits: UInt64) {
    var random = SplitMix64(seed: bits)
    let middle = UInt64.random(in: 0...(.max), using: &random)
    let twin = (0..<2000).map { _ in middle &+ UInt64.random(in: 0..<(1 << bits), using: &random) }
    var numbers = NearNumbers()
    for number in twin { numbers.append(number) }
    #expect(numbers.count == twin.count && twin.indices.allSatisfy { numbers[$0] == twin[$0] })
    #expect((numbers.memory < 12_000) == (bits <= 31), "\(numbers.memory) bytes")
    let order = twin.indices.shuffled(using: &random).prefix(700).map { Int32($0) }
    numbers.pick(RowOrder(order))
    #expect(order.indices.allSatisfy { numbers[$0] == twin[Int(order[$0])] })
  }
}
