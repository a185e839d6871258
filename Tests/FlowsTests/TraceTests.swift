import Flows
import Ledger
import Testing
import Window

/// Awkward cases, one by one, in hours and whole units.
struct TraceTests {
  @Test func `money at the dwell limit counts and a microsecond later does not`() throws {
    let limit = Span.hours(72).micros
    #expect(
      try ledger(("1", 0, "a", "b", 10), ("2", limit, "b", "cn", 10)).routed()["a prc_bank 2"] == units(10))
    #expect(
      try ledger(("1", 0, "a", "b", 10), ("2", limit + 1, "b", "cn", 10)).routed()["a prc_bank 2"] == nil)
  }

  @Test func `at one instant credits come before debits whatever their ids`() throws {
    #expect(try ledger(("2", 0, "a", "b", 10), ("1", 0, "b", "cn", 10)).routed()["a prc_bank 2"] == units(10))
  }

  @Test func `at one instant money goes several hops whatever the ids`() throws {
    let backwards = ledger(("1", 0, "c", "cn", 10), ("2", 0, "b", "c", 10), ("3", 0, "a", "b", 10))
    #expect(
      try backwards.routed() == [
        "a prc_bank 3": units(10), "b prc_bank 2": units(10), "c prc_bank 1": units(10),
      ])
  }

  @Test func `at one instant lots stand in bytewise order of their ids`() throws {
    let small = ledger(("9", 0, "x", "b", 10), ("10", 0, "a", "b", 10), ("11", 1, "b", "cn", 10))
    #expect(try small.routed()["a prc_bank 2"] == units(10))
    #expect(try small.routed()["x prc_bank 2"] == nil)
    #expect(try small.routed(TraceParameters(convention: .lifo))["x prc_bank 2"] == units(10))
  }

  @Test func `conventions divide a mixed account differently`() throws {
    let mixed = ledger(("1", 0, "a", "b", 30), ("2", 1, "x", "b", 10), ("3", 2, "b", "cn", 20))
    #expect(try mixed.routed() == ["a prc_bank 2": units(20), "b prc_bank 1": units(20)])
    #expect(
      try mixed.routed(TraceParameters(convention: .lifo))
        == ["a prc_bank 2": units(10), "x prc_bank 2": units(10), "b prc_bank 1": units(20)])
    #expect(
      try mixed.routed(TraceParameters(convention: .proRata))
        == ["a prc_bank 2": units(15), "x prc_bank 2": units(5), "b prc_bank 1": units(20)])
  }

  @Test func `a remainder in proportion goes to the oldest lot and never empties it twice`() throws {
    var tiny = SmallLedger(parties: ["a", "b", "c", "m", "cn"], sinks: ["cn": .prcBank])
    for (place, name) in ["a", "b", "c"].enumerated() {
      tiny.lines.append(.init(id: name, at: Int64(place), from: name, to: "m", amount: 1))
    }
    tiny.lines.append(.init(id: "out", at: 5, from: "m", to: "cn", amount: 2))
    #expect(
      try tiny.routed(TraceParameters(convention: .proRata))
        == ["a prc_bank 2": 1, "b prc_bank 2": 1, "m prc_bank 1": 2])
  }

  @Test func `money is not followed through a sink or a stop node`() throws {
    var both = ledger(("1", 0, "a", "b", 10), ("2", 1, "b", "cn", 10), ("3", 2, "cn", "hk", 10))
    both.sinks["hk"] = .hkMoBank
    #expect(
      try both.routed()
        == ["a prc_bank 2": units(10), "b prc_bank 1": units(10), "cn hk_mo_bank 1": units(10)])
    both.stops = ["b"]
    #expect(try both.routed() == ["b prc_bank 1": units(10), "cn hk_mo_bank 1": units(10)])
  }

  @Test func `a party may be a stop for one trace only`() throws {
    let window = ledger(("1", 0, "a", "b", 10), ("2", 1, "b", "cn", 10)).window
    var stops = Array(repeating: false, count: window.parties.count)
    stops[Int(try #require(window.party(id: "b")))] = true
    let trace = try Trace(window: window, rows: 0..<2, extraStops: stops)
    #expect(TraceTable(trace, of: window).rows.map(\.accountID) == ["b"])
  }

  @Test func `only settled transactions count, of every kind`() throws {
    var mixed = ledger(("1", 0, "a", "b", 10), ("2", 1, "b", "cn", 10))
    for status in [TransactionStatus.pending, .failed, .reversed] {
      mixed.lines[0].status = status
      #expect(try mixed.routed() == ["b prc_bank 1": units(10)])
    }
    mixed.lines[0].status = .settled
    for kind in TransactionKind.allCases {
      mixed.lines[0].kind = kind
      #expect(try mixed.routed()["a prc_bank 2"] == units(10))
    }
  }

  @Test func `a transfer to oneself is ignored and counted`() throws {
    let own = ledger(
      ("1", 0, "a", "b", 10), ("2", 1, "b", "b", 10), ("3", 2, "b", "cn", 10), ("4", 3, "cn", "cn", 5))
    #expect(try own.routed() == ["a prc_bank 2": units(10), "b prc_bank 1": units(10)])
    #expect(try own.trace().trace.selfTransfers == 2)
  }

  @Test func `money can go in a circle within one instant`() throws {
    let circle = ledger(("1", 0, "a", "b", 10), ("2", 0, "b", "a", 4), ("3", 1, "b", "cn", 6))
    #expect(
      try circle.routed() == [
        "b prc_bank 1": 6_000_000, "a prc_bank 2": 6_000_000, "b prc_bank 3": 2_400_000,
        "a prc_bank 4": 2_400_000,
        "b prc_bank 5": 960_000,
      ])
  }

  @Test func `routes longer than the limit are not followed`() throws {
    let chain = ledger(
      ("1", 0, "a", "b", 8), ("2", 1, "b", "c", 8), ("3", 2, "c", "d", 8), ("4", 3, "d", "e", 8),
      ("5", 4, "e", "f", 8), ("6", 5, "f", "cn", 8))
    #expect(try chain.routed()["b prc_bank 5"] == units(8))
    #expect(try chain.routed()["a prc_bank 6"] == nil)
    #expect(try chain.routed(TraceParameters(maxHops: 6))["a prc_bank 6"] == units(8))
    #expect(try chain.routed(TraceParameters(maxHops: 1)) == ["f prc_bank 1": units(8)])
  }

  @Test func `rows outside the range are not seen`() throws {
    let window = ledger(("1", 0, "a", "b", 10), ("2", 1, "b", "cn", 10), ("3", 2, "b", "cn", 7)).window
    let trace = try Trace(window: window, rows: 1..<2)
    #expect(
      TraceTable(trace, of: window).csv == "account_id,sink_class,hops,amount\nb,prc_bank,1,10.000000\n")
  }

  @Test func `a sum too large to count is an error`() {
    var huge = SmallLedger(parties: ["a", "cn"], sinks: ["cn": .prcBank])
    for id in ["1", "2"] { huge.lines.append(.init(id: id, at: 0, from: "a", to: "cn", amount: .max)) }
    #expect(throws: LedgerError.self) { try huge.trace() }
  }
}

/// Lines of (id, microseconds, from, to, whole units); `cn` is a PRC bank.
func ledger(_ lines: (String, Int64, String, String, Int64)...) -> SmallLedger {
  var ledger = SmallLedger(
    parties: Array(Set(lines.flatMap { [$0.2, $0.3] })).sorted(), sinks: ["cn": .prcBank])
  ledger.lines = lines.map {
    SmallLedger.Line(
      id: $0.0, at: 1_760_000_000_000_000 + $0.1, from: $0.2, to: $0.3, amount: $0.4 * 1_000_000)
  }
  return ledger
}

func units(_ count: Int128) -> Int128 { count * 1_000_000 }
