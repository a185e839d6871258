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
    links = matchLots(
      window.transactions, rows: rows, isClosed: isClosed, maxDwell: parameters.maxDwell,
      convention: parameters.convention)
    let seeds = Self.arrivals(window.transactions, rows: rows, rank: classification.rank)
    reach = Reach(links, of: window.transactions, arrivals: seeds, maxHops: parameters.maxHops)
    routed = try routedAmounts(reach, debtors: window.transactions.debtor, parties: window.parties.count)
  }

  /// Rows whose creditor is a sink, by rank of its class.
  private static func arrivals(_ transactions: Transactions, rows: Range<Int>, rank: [UInt8]) -> [[Int32]] {
    let debtor = transactions.debtor.span
    let creditor = transactions.creditor.span
    let status = transactions.status.span
    let ranks = rank.span
    let notSink = Classification.notSink
    var arrivals = Array(repeating: [Int32](), count: SinkClass.allCases.count)
    for row in rows {
      let rank = ranks[Int(creditor[row])]
      if rank != notSink, case .settled = status[row], debtor[row] != creditor[row] {
        arrivals[Int(rank)].append(Int32(row))
      }
    }
    return arrivals
  }
}
