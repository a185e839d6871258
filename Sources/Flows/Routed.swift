package import Ledger
package import Window

/// How much of what a party paid out reached sinks of one class in so many hops (design §5, step 5).
package struct Routed: Hashable, Sendable {
  package let party: Party
  package let sinkClass: SinkClass
  package let hops: Int
  /// > 0.
  package let amount: Money
}

/// Adds reach up by debtor: any debtor, endpoints, sinks and stop nodes included. Level by level, parties of a level in
/// no promised order. Throws ``LedgerError/overflow(_:)``. O(parties + transactions with reach).
func routedAmounts(_ reach: Reach, debtors: [Party], parties: Int) throws -> [Routed] {
  let debtor = debtors.span
  var sums = Array(repeating: Int64(0), count: parties)
  var routed: [Routed] = []
  for level in reach.levels {
    var touched: [Party] = []
    for place in level.rows.indices {
      let party = debtor[Int(level.rows[place])]
      if sums[Int(party)] == 0 { touched.append(party) }
      let (sum, overflow) = sums[Int(party)].addingReportingOverflow(level.amounts[place])
      if overflow { throw LedgerError.overflow("what one party routed") }
      sums[Int(party)] = sum
    }
    for party in touched {
      let amount = Money(micros: sums[Int(party)])
      routed.append(Routed(party: party, sinkClass: level.sinkClass, hops: level.hops, amount: amount))
      sums[Int(party)] = 0
    }
  }
  return routed
}
