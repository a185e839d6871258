import Flows
import Ledger
import Testing
import Window

/// The engine against its twin, and laws that hold for any ledger.
struct TwinTests {
  @Test(arguments: Convention.allCases)
  func `every routed amount equals the twin's on seeded ledgers`(convention: Convention) throws {
    var routedSomewhere = 0
    for seed in 0..<1500 as Range<UInt64> {
      let ledger = SmallLedger.random(seed: seed)
      var random = SplitMix64(state: ~seed)
      let parameters = TraceParameters(
        maxHops: Int.random(in: 1...5, using: &random),
        maxDwell: [.hours(72), .hours(72), .hours(12), Span(micros: 0)].randomElement(using: &random)
          ?? .hours(72),
        convention: convention)
      let expected = Twin(ledger, parameters).routed
      #expect(try ledger.routed(parameters) == expected, "seed \(seed)")
      if expected.keys.contains(where: { !$0.hasSuffix(" 1") }) { routedSomewhere += 1 }
    }
    #expect(routedSomewhere > 600, "the ledgers must route money through intermediaries to mean anything")
  }

  /// Whoever routes nothing need not be matched; what is matched is right.
  @Test(arguments: Convention.allCases)
  func `every link of whoever routes money equals the twin's`(convention: Convention) throws {
    let parameters = TraceParameters(convention: convention)
    for seed in 5000..<5600 as Range<UInt64> {
      let ledger = SmallLedger.random(seed: seed)
      let (trace, window) = try ledger.trace(parameters)
      let twin = Twin(ledger, parameters)
      let routing = Set(trace.routed.map { window.id($0.party) })
      var (expected, needed): (Set<String>, Set<String>) = ([], [])
      for link in twin.links {
        let text = "\(ledger.lines[link.credit].id) > \(ledger.lines[link.debit].id): \(link.amount)"
        expected.insert(text)
        if routing.contains(ledger.lines[link.debit].from) { needed.insert(text) }
      }
      var found: Set<String> = []
      for row in trace.links.rows {
        for link in trace.links.into(row) {
          let credit = window.transactionID(Int(trace.links.credit[link]))
          found.insert("\(credit) > \(window.transactionID(row)): \(trace.links.amount[link])")
        }
      }
      #expect(found.isSubset(of: expected) && found.isSuperset(of: needed), "seed \(seed)")
    }
  }

  @Test(arguments: Convention.allCases)
  func `no transaction gives or takes more than its amount`(convention: Convention) throws {
    for seed in 10_000..<10_400 as Range<UInt64> {
      let (trace, window) = try SmallLedger.random(seed: seed).trace(TraceParameters(convention: convention))
      let amount = window.transactions.amount
      var given = Array(repeating: Int128(0), count: amount.count)
      for row in trace.links.rows {
        for link in trace.links.into(row) {
          given[Int(trace.links.credit[link])] += Int128(trace.links.amount[link])
        }
        #expect(trace.links.explained(row) <= amount[row], "seed \(seed)")
      }
      for row in trace.links.rows {
        #expect(given[row] <= Int128(amount[row]), "seed \(seed)")
        #expect(
          given[row] == 0 || given[row] + Int128(trace.links.left(row)) == Int128(amount[row]), "seed \(seed)"
        )
      }
      if convention != .proRata { #expect(trace.links.count <= 2 * amount.count, "seed \(seed)") }
    }
  }

  @Test(arguments: Convention.allCases)
  func `at one distance nobody routes more than they paid out`(convention: Convention) throws {
    for seed in 20_000..<20_400 as Range<UInt64> {
      let (trace, window) = try SmallLedger.random(seed: seed).trace(TraceParameters(convention: convention))
      var paid = Array(repeating: Int128(0), count: window.parties.count)
      for row in 0..<window.transactions.count where window.transactions.status[row] == .settled {
        paid[Int(window.transactions.debtor[row])] += Int128(window.transactions.amount[row])
      }
      var routed: [Int: [Int: Int128]] = [:]
      for entry in trace.routed {
        routed[Int(entry.party), default: [:]][entry.hops, default: 0] += Int128(entry.amount.micros)
      }
      for (party, byHops) in routed {
        for (_, amount) in byHops { #expect(amount <= paid[party], "seed \(seed)") }
      }
    }
  }

  @Test func `the order of input does not matter`() throws {
    for seed in 30_000..<30_200 as Range<UInt64> {
      var ledger = SmallLedger.random(seed: seed)
      let (trace, window) = try ledger.trace()
      let expected = TraceTable(trace, of: window).csv
      var random = SplitMix64(state: seed)
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
