import Flows
import Ledger
import Testing

/// Money is neither made nor lost.
struct ConservationTests {
  /// Of every payment, what was routed and what was kept on the way add up to what was paid.
  ///
  /// A payment t is drawn on by links (t → u, m), and what no link drew is left: amount(t) = left(t) + Σ m. Of each m the
  /// sinks received Σₕ ⌊m · reachₕ(u) ÷ amount(u)⌋, over the distances below the limit and all classes; the rest of m was
  /// kept further on, spent elsewhere, or rounded off. So reach(t) + kept(t) = amount(t), where
  /// kept(t) = left(t) + Σ (m − what of m arrived), and no term is negative.
  @Test(arguments: Convention.allCases)
  func `routed and kept add up to what was paid out`(convention: Convention) throws {
    var checked = 0
    for seed in 100_000..<101_500 as Range<UInt64> {
      let (ledger, parameters) = NumberedLedger.random(
        seed: seed, convention: convention, isTiny: seed % 3 == 0)
      let trace = try ledger.trace(parameters)
      let amount = ledger.payments.map { Int128($0.amount) }
      var arrived = Array(repeating: Int128(0), count: amount.count)
      var kept = trace.links.rows.map { Int128(trace.links.left($0)) }
      var nearer: [Int: [Int64]] = [:]
      for level in trace.reach.levels {
        for (row, reach) in zip(level.rows, level.amounts) {
          arrived[Int(row)] += Int128(reach)
          if level.hops < parameters.maxHops { nearer[Int(row), default: []].append(reach) }
        }
      }
      for row in trace.links.rows {
        for link in trace.links.into(row) {
          let drawn = Int128(trace.links.amount[link])
          let rest = drawn - nearer[row, default: []].reduce(0) { $0 + drawn * Int128($1) / amount[row] }
          #expect(rest >= 0, "seed \(seed)")
          kept[Int(trace.links.credit[link])] += rest
        }
      }
      var (paid, routed, keptBy): ([Int: Int128], [Int: Int128], [Int: Int128]) = ([:], [:], [:])
      for row in trace.links.rows where arrived[row] > 0 {
        let payment = ledger.payments[row]
        if ledger.sinkClass[payment.creditor] != nil { kept[row] = 0 }
        #expect(kept[row] >= 0 && arrived[row] + kept[row] == amount[row], "seed \(seed), row \(row)")
        paid[payment.debtor, default: 0] += amount[row]
        keptBy[payment.debtor, default: 0] += kept[row]
        checked += 1
      }
      for (key, amount) in trace.routedByKey { routed[key.party, default: 0] += amount }
      for (party, amount) in paid {
        #expect(
          routed[party, default: 0] + keptBy[party, default: 0] == amount, "seed \(seed), party \(party)")
      }
    }
    #expect(checked > 3000)
  }

  /// By induction over the hops: R₁(t) ≤ amount(t), and with Rₕ(u) ≤ amount(u) for all u, Rₕ₊₁(t) is amount(t) if the creditor
  /// is a sink, which no link leaves, and else at most Σ m · Rₕ(u) ÷ amount(u) ≤ Σ m ≤ amount(t). Circles do not matter.
  @Test(arguments: Convention.allCases)
  func `over all distances and classes nobody routes more than they paid out`(convention: Convention) throws {
    for seed in 110_000..<111_500 as Range<UInt64> {
      let (ledger, parameters) = NumberedLedger.random(
        seed: seed, convention: convention, isTiny: seed % 2 == 0)
      var (paid, routed): ([Int: Int128], [Int: Int128]) = ([:], [:])
      for (place, payment) in ledger.payments.enumerated() where ledger.counts(place) {
        paid[payment.debtor, default: 0] += Int128(payment.amount)
      }
      for (key, amount) in try ledger.trace(parameters).routedByKey {
        routed[key.party, default: 0] += amount
      }
      for (party, amount) in routed { #expect(amount <= paid[party, default: 0], "seed \(seed)") }
    }
  }
}
