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
  package var levels: [Level] { classes.flatMap { $0 } }

  /// By class, its levels so far.
  private var classes: [[Level]]

  /// The level of one hop: the rows whose creditor is a sink, by rank of its class.
  init(arrivals: [[Int32]], of transactions: Transactions) {
    classes = SinkClass.allCases.map { sinkClass in
      let rows = arrivals[sinkClass.rank]
      let amounts = rows.map { transactions.amount[Int($0)] }
      return rows.isEmpty ? [] : [Level(sinkClass: sinkClass, hops: 1, rows: rows, amounts: amounts)]
    }
  }

  /// Every row of the levels of so many hops.
  func rows(hops: Int) -> some Sequence<Int32> {
    classes.lazy.compactMap { $0.count == hops ? $0.last : nil }.flatMap(\.rows)
  }

  /// Adds the levels one hop further from the sinks. At one instant money can go in a circle, so a transaction may stand in
  /// several levels. O(links into the transactions of the last levels).
  mutating func advance(_ links: Links, of transactions: Transactions, to hops: Int) {
    let credit = links.credit.span
    let drawn = links.amount.span
    let amount = transactions.amount.span
    var sums = Array(repeating: Int64(0), count: links.placeCount)
    for rank in classes.indices {
      guard let last = classes[rank].last, last.hops == hops - 1 else { continue }
      var (rows, places): ([Int32], [Int]) = ([], [])
      for entry in last.rows.indices {
        let row = Int(last.rows[entry])
        let reach = last.amounts[entry]
        for link in links.into(row) {
          let part = share(of: drawn[link], reach, over: amount[row])
          guard part > 0, let place = links.place(ofCredit: Int(credit[link])) else { continue }
          if sums[place] == 0 {
            rows.append(credit[link])
            places.append(place)
          }
          sums[place] += part
        }
      }
      if rows.isEmpty { continue }
      let amounts = places.map { sums[$0] }
      for place in places { sums[place] = 0 }
      classes[rank].append(Level(sinkClass: last.sinkClass, hops: hops, rows: rows, amounts: amounts))
    }
  }
}

/// ⌊`drawn` · `reach` ÷ `amount`⌋, all in micro-units, `reach` ≤ `amount`; the product in `Int128`.
@inline(__always)
func share(of drawn: Int64, _ reach: Int64, over amount: Int64) -> Int64 {
  if reach == amount { return drawn }
  if drawn == amount { return reach }
  return Int64(Int128(drawn) * Int128(reach) / Int128(amount))
}
