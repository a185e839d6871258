import Flows
import Ledger
import TestSupport
import Testing

/// What the warehouse decides and the trace must not depend on: the order of rows, names, other people's money.
struct IndifferenceTests {
  @Test(arguments: Convention.allCases)
  func `ids order what happens at one instant, and a missing status or kind has its default`(
    convention: Convention
  ) throws {
    for seed in 20_000..<20_200 as Range<UInt64> {
      let ledger = SmallLedger.random(seed: seed)
      let parameters = TraceParameters(convention: convention)
      let expected = Twin(ledger.numbered, parameters).routed.map { key, amount in
        "\(ledger.parties[key.party]) \(key.sinkClass.rawValue) \(key.hops): \(amount)"
      }
      #expect(
        try ledger.routed(parameters).map { "\($0.key): \($0.value)" }.sorted() == expected.sorted(),
        "seed \(seed)")
    }
  }

  @Test func `the order of input does not matter`() throws {
    for seed in 30_000..<30_200 as Range<UInt64> {
      var ledger = SmallLedger.random(seed: seed)
      let (trace, window) = try ledger.trace()
      let expected = TraceTable(trace, of: window).csv
      var random = SplitMix64(seed: seed)
      ledger.lines.shuffle(using: &random)
      ledger.parties.shuffle(using: &random)
      let (again, shuffled) = try ledger.trace()
      #expect(TraceTable(again, of: shuffled).csv == expected, "seed \(seed)")
    }
  }

  @Test func `other names for the same parties change names only`() throws {
    for seed in 40_000..<40_200 as Range<UInt64> {
      let ledger = SmallLedger.random(seed: seed)
      var renamed = ledger
      func other(_ name: String) -> String { "z" + String(name.reversed()) }
      renamed.parties = ledger.parties.map(other)
      renamed.stops = Set(ledger.stops.map(other))
      renamed.sinks = Dictionary(uniqueKeysWithValues: ledger.sinks.map { (other($0.key), $0.value) })
      for place in renamed.lines.indices {
        renamed.lines[place].from = other(ledger.lines[place].from)
        renamed.lines[place].to = other(ledger.lines[place].to)
        renamed.lines[place].id = "same order " + ledger.lines[place].id
      }
      let expected = try ledger.routed().map { key, amount in
        let words = key.split(separator: " ").map(String.init)
        return "\(other(words[0])) \(words[1]) \(words[2]): \(amount)"
      }
      #expect(
        try renamed.routed().map { "\($0.key): \($0.value)" }.sorted() == expected.sorted(), "seed \(seed)")
    }
  }

  @Test func `unrelated money changes nothing`() throws {
    for seed in 50_000..<50_200 as Range<UInt64> {
      let ledger = SmallLedger.random(seed: seed)
      var larger = ledger
      larger.parties += ["u1", "u2", "u3"]
      for (number, line) in SmallLedger.random(seed: ~seed).lines.enumerated() {
        let names = ["u1", "u2", "u3"]
        larger.lines.append(line)
        larger.lines[larger.lines.count - 1].id = "0-unrelated-\(number)"
        larger.lines[larger.lines.count - 1].from = names[number % 3]
        larger.lines[larger.lines.count - 1].to = names[(number / 3) % 3]
      }
      #expect(try larger.routed() == ledger.routed(), "seed \(seed)")
    }
  }
}
