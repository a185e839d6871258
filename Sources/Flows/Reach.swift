package import Ledger
import Window

/// Which transactions carry money that reaches a sink, how much of it, and in how many hops (design §5, step 4).
package struct Reach: Sendable {
  /// The transactions with reach into one class at one distance; those of reach 0 are not listed. Two columns.
  package struct Level: Sendable {
    package let sinkClass: SinkClass
    /// Transactions from this one to the sink, itself included: 1 where the creditor is the sink.
    package let hops: Int
    /// Rows of the window's transactions, each once, in no promised order.
    package let rows: [Int32]
    /// Micro-units of each row's amount that reach the sink, > 0.
    package let amounts: [Int64]
  }

  /// Ascending by class, then hops; levels without a transaction are left out.
  package let levels: [Level]

  /// Works back from the sinks level by level: only transactions that carry something are touched. At one instant money
  /// can go in a circle, so a transaction may stand in several levels. O(rows + Σ links into the transactions of a level).
  init(_ links: Links, of transactions: Transactions, arrivals: [[Int32]], maxHops: Int) {
    let members = links.ledgers.members
    let credit = links.credit.span
    let drawn = links.amount.span
    let amount = transactions.amount.span
    var sums = Array(repeating: Int64(0), count: members.count)
    var levels: [Level] = []
    for sinkClass in SinkClass.allCases {
      var rows = arrivals[sinkClass.rank]
      var amounts = rows.map { transactions.amount[Int($0)] }
      for hops in 1...max(1, maxHops) where !rows.isEmpty {
        levels.append(Level(sinkClass: sinkClass, hops: hops, rows: rows, amounts: amounts))
        guard hops < maxHops else { break }
        var earlier: [Int32] = []
        for place in rows.indices {
          let row = Int(rows[place])
          let reach = amounts[place]
          for link in links.into(row) {
            let part = share(of: drawn[link], reach, over: amount[row])
            guard part > 0, let source = members.place(Int(credit[link])) else { continue }
            if sums[source] == 0 { earlier.append(credit[link]) }
            sums[source] += part
          }
        }
        amounts = earlier.map { row in
          guard let place = members.place(Int(row)) else { return 0 }
          defer { sums[place] = 0 }
          return sums[place]
        }
        rows = earlier
      }
    }
    self.levels = levels
  }
}

/// ⌊`drawn` · `reach` ÷ `amount`⌋, all in micro-units, `reach` ≤ `amount`; the product in `Int128`.
@inline(__always)
func share(of drawn: Int64, _ reach: Int64, over amount: Int64) -> Int64 {
  if reach == amount { return drawn }
  if drawn == amount { return reach }
  return Int64(Int128(drawn) * Int128(reach) / Int128(amount))
}
