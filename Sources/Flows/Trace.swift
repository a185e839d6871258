import Ledger
package import Window

/// Which money of some rows of a window reached a sink: links, reach and routed amounts, for one set of parameters.
///
/// A pure function of its inputs. It knows nothing of suspicion: whom to ask about what it finds is a detector's business.
package struct Trace: Sendable {
  package let parameters: TraceParameters
  package let links: Links
  package let reach: Reach
  /// Non-zero amounts by party, class and hops, each combination once, in no promised order.
  package let routed: [Routed]

  /// Traces the settled transactions in `rows` towards the sinks of the window's classification.
  ///
  /// - Parameter extraStops: by party; parties that money is not followed through besides the listed stop nodes. Empty
  ///   stands for none.
  ///
  /// Throws ``LedgerError/overflow(_:)`` when a party routed more than can be counted. Linear in rows, parties and links.
  package init(
    window: borrowing Window, rows: Range<Int>, parameters: TraceParameters = TraceParameters(),
    extraStops: [Bool] = []
  ) throws {
    self.parameters = parameters
    let classification = window.classification
    var isClosed = classification.isStop
    for party in isClosed.indices where classification.rank[party] != Classification.notSink {
      isClosed[party] = true
    }
    for party in extraStops.indices where extraStops[party] { isClosed[party] = true }
    let transactions = window.transactions
    let upstream = Upstream(
      transactions, rows: rows, rank: classification.rank, isClosed: isClosed, parameters)
    let links = Links(
      transactions, rows: rows, of: upstream.payers, parties: window.parties.count, parameters)
    var reach = Reach(arrivals: upstream.arrivals, of: transactions)
    for hops in 1..<max(1, parameters.maxHops) { reach.advance(links, of: transactions, to: hops + 1) }
    self.links = links
    self.reach = reach
    routed = try routedAmounts(reach, debtors: transactions.debtor, parties: window.parties.count)
    checkInvariants(of: window)
  }

  /// Of who routed anything, the accounts of which pro-rata matching could follow only some lots, ascending: what they passed on
  /// is a lower bound. O(routed amounts).
  package var bounded: [Party] {
    let routing = Set(routed.map(\.party))
    return links.bounded.filter { routing.contains($0) }
  }

  /// How many of a window's transactions are settled and have one party on both sides: they open no lot and draw on none. O(rows).
  package func selfTransfers(in window: borrowing Window) -> Int {
    let table = window.transactions
    return links.rows.count { table.debtor[$0] == table.creditor[$0] && table.status[$0] == .settled }
  }
}
