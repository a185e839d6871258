import Flows
import Ledger
import Testing
import Window

struct RoutesTests {
  private func best(_ ledger: SmallLedger, from payer: String, limit: Int = 10, maxSteps: Int = 20_000) throws
    -> (texts: [String], isCut: Bool, routes: [Route])
  {
    let (trace, window) = try ledger.trace()
    let party = try #require(window.party(id: payer))
    let payments = trace.links.rows.filter { window.transactions.debtor[$0] == party }
    let best = Routes(trace).best(from: payments, in: window, limit: limit, maxSteps: maxSteps)
    let texts = best.routes.map { route in
      route.steps.map { "\(window.transactionID($0.row)) \($0.carried.formatted)" }.joined(separator: " > ")
    }
    return (texts, best.isCut, best.routes)
  }

  @Test func `a route tells what it carried, how long money rested and what was kept`() throws {
    let chain = ledger(
      ("1", 0, "a", "b", 100), ("2", 3_600_000_000, "b", "c", 90), ("3", 3_660_000_000, "c", "cn", 80))
    let (texts, isCut, routes) = try best(chain, from: "a")
    #expect(texts == ["1 100.00 > 2 90.00 > 3 80.00"])
    #expect(!isCut)
    let route = try #require(routes.first)
    #expect(route.steps.map(\.dwell) == [Span(micros: 0), .hours(1), .seconds(60)])
    #expect(route.steps.map(\.kept) == [Money(units: 10), Money(units: 10), .zero])
    #expect(route.arrived == Money(units: 80))
    #expect(route.sinkClass == .prcBank)
  }

  @Test func `the route that carries most comes first and equal ones in order of time`() throws {
    let split = ledger(
      ("1", 0, "a", "b", 90), ("2", 1, "b", "c", 20), ("3", 2, "b", "d", 20), ("4", 3, "b", "e", 50),
      ("5", 9, "d", "cn", 20), ("6", 9, "c", "cn", 20), ("7", 9, "e", "cn", 50))
    #expect(
      try best(split, from: "a").texts
        == [
          "1 90.00 > 4 50.00 > 7 50.00", "1 90.00 > 2 20.00 > 6 20.00", "1 90.00 > 3 20.00 > 5 20.00",
        ])
  }

  @Test func `a limit cuts the lesser routes and says so`() throws {
    let split = ledger(
      ("1", 0, "a", "b", 70), ("2", 1, "b", "cn", 20), ("3", 2, "b", "cn", 50))
    let (texts, isCut, _) = try best(split, from: "a", limit: 1)
    #expect(texts == ["1 70.00 > 3 50.00"])
    #expect(isCut)
    #expect(try best(split, from: "a", limit: 2).isCut == false)
    #expect(try best(split, from: "a", maxSteps: 0).isCut)
  }

  @Test func `money that goes elsewhere is no route`() throws {
    let elsewhere = ledger(
      ("1", 0, "a", "b", 70), ("2", 1, "b", "shop", 70), ("3", 2, "x", "y", 5), ("4", 3, "y", "cn", 5))
    let (texts, isCut, _) = try best(elsewhere, from: "a")
    #expect(texts.isEmpty)
    #expect(!isCut)
  }

  @Test func `the routes of a payment add up to its reach but for rounding`() throws {
    for seed in 0..<300 as Range<UInt64> {
      let (trace, window) = try SmallLedger.random(seed: seed).trace()
      let routes = Routes(trace)
      var reach: [Int: Int128] = [:]
      for level in trace.reach.levels {
        for (row, amount) in zip(level.rows, level.amounts) { reach[Int(row), default: 0] += Int128(amount) }
      }
      for row in trace.links.rows {
        let best = routes.best(from: [row], in: window, limit: 10_000)
        let arrived = best.routes.reduce(Int128(0)) { $0 + Int128($1.arrived.micros) }
        #expect(best.routes.map(\.arrived) == best.routes.map(\.arrived).sorted(by: >), "seed \(seed)")
        // Reach rounds down going back, routes going forward: a micro-unit or so a route.
        let difference = arrived - reach[row, default: 0]
        #expect(difference <= 5 * Int128(best.routes.count), "seed \(seed)")
        #expect(best.isCut || difference >= -1000, "seed \(seed)")
      }
    }
  }
}
