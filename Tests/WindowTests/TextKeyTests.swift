import TestSupport
import Testing

@testable import Window

@Suite struct TextKeyTests {
  private func text(_ table: TextTable, _ text: Text) -> String { table[text] ?? "null" }

  @Test(arguments: [
    "0", "-0", "00", "-1", "1", "01", "+1", " 1", "1 ", "-", "", "999999999999999999", "-999999999999999999",
    "1000000000000000000", "9223372036854775807", "-9223372036854775808", "92233720368547758070", "1.0",
    "1e3",
    "00000000-0000-0000-0000-000000000000", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
    "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6", "f81d4fae-7dec-11d0-a765-00a0c91e6bfg",
    "f81d4fae07dec011d00a765000a0c91e6bf6", "f81d4fae-7dec-11d0-a765-00a0c91e6bf",
    "f81d4fae-7dec-11d0-a765-00a0c91e6bf60", "-81d4fae-7dec-11d0-a765-00a0c91e6bf6", "\u{0}", "名",
  ])
  func `whatever its form, a text comes out as it went in`(example: String) {
    var table = TextTable()
    let handle = table.insert(example)
    #expect(table[handle] == example)
    #expect(table.find(example.utf8) == handle && table.insert(example) == handle)
  }

  @Test func `numbers sent as numbers are the texts of the same digits`() {
    var random = SplitMix64(seed: 43)
    var table = TextTable()
    for _ in 0..<5_000 {
      let digits = Int.random(in: 0...62, using: &random)
      let value = Int64.random(in: .min ... .max, using: &random) >> Int64(digits)
      let (key, bytes) = TextKey.key(of: value)
      #expect(table.insert(key, in: bytes).text == table.insert(String(value)))
      let uuid = UInt128.random(in: 0 ... .max, using: &random) >> UInt128(2 * digits)
      let text = String(decoding: TextKey.utf8(ofUUID: uuid), as: UTF8.self)
      #expect(table.insert(.uuid(uuid), in: []).text == table.insert(text))
    }
    for value in [Int64.min, .max, 0, -1, 999_999_999_999_999_999, 1_000_000_000_000_000_000] {
      let (key, bytes) = TextKey.key(of: value)
      #expect(table.insert(key, in: bytes).text == table.insert(String(value)))
    }
  }

  @Test func `order is that of the texts, whatever their forms`() {
    var random = SplitMix64(seed: 44)
    var table = TextTable()
    let texts = (0..<400).map { number -> String in
      switch number % 4 {
      case 0:
        String(Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 0...63, using: &random))
      case 1: String(Int.random(in: -20...120, using: &random))
      case 2:
        String(
          decoding: TextKey.utf8(
            ofUUID: UInt128.random(in: 0 ... .max, using: &random)
              >> UInt128.random(in: 0...127, using: &random)),
          as: UTF8.self)
      default: String(Int.random(in: 0...99, using: &random), radix: 36) + "x"
      }
    }
    for _ in 0..<20_000 {
      let (one, other) = (
        texts.randomElement(using: &random) ?? "", texts.randomElement(using: &random) ?? ""
      )
      let (left, right) = (table.insert(one), table.insert(other))
      let expected = one.utf8.lexicographicallyPrecedes(other.utf8)
      #expect(table.precedes(left, right) == expected, "\(one) \(other)")
    }
  }
}

@Suite struct TimeOrderTests {
  @Test func `the order is that of a plain sort`() {
    var random = SplitMix64(seed: 45)
    for _ in 0..<400 {
      let count = Int.random(in: 0...400, using: &random)
      let spreads: [Int64] = [1, 3, 1_000, .max]
      let spread = spreads.randomElement(using: &random) ?? 1
      var times = (0..<count).map { _ in Int64.random(in: -spread...spread, using: &random) }
      if Bool.random(using: &random) { times.sort() }
      let ids = Array(0..<count).shuffled(using: &random)
      let rows = (0..<Int32(count)).map { $0 }
      let order = timeOrder(of: times) { ids[Int($0)] < ids[Int($1)] }
      let plain = rows.sorted { left, right in
        let (one, other) = (Int(left), Int(right))
        return times[one] != times[other] ? times[one] < times[other] : ids[one] < ids[other]
      }
      #expect((order ?? rows) == plain)
      #expect((order == nil) == (plain == rows))
    }
  }
}
