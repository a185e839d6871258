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
    let prospects = Prospects(
      transactions, rows: rows, rank: classification.rank, isClosed: isClosed, maxDwell: parameters.maxDwell)
    let ledgers = LotLedgers(
      transactions, rows: rows, of: prospects.isForwarder, rank: classification.rank)
    let half = ledgers.half
    let parts = concurrently(
      { MatchedLots(ledgers, 0..<half, of: transactions, parameters) },
      { MatchedLots(ledgers, half..<ledgers.count, of: transactions, parameters) })
    links = Links(ledgers, matched: [parts.0, parts.1], selfTransfers: prospects.selfTransfers)
    reach = Reach(links, of: transactions, arrivals: prospects.arrivals, maxHops: parameters.maxHops)
    routed = try routedAmounts(reach, debtors: transactions.debtor, parties: window.parties.count)
  }
}
