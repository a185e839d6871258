import Ledger
package import Window

/// Which money of some rows of a window reached a sink: links, reach and routed amounts, for one set of parameters.
///
/// A pure function of its inputs. It knows nothing of suspicion: whom to ask about what it finds is a detector's business.
package struct Trace: Sendable {
  package let parameters: TraceParameters
  package let links: Links
  package let reach: Reach
  /// Settled transactions whose debtor is their creditor: they open no lot and draw on none.
  package let selfTransfers: Int
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
    let (arrivals, selfTransfers) = Self.arrivals(transactions, rows: rows, rank: classification.rank)
    var links = Links(transactions, rows: rows, parties: window.parties.count)
    var reach = Reach(arrivals: arrivals, of: transactions)
    for hops in 1...max(1, parameters.maxHops) {
      if hops > 1 { reach.advance(links, of: transactions, to: hops) }
      var payers = DenseSet(upTo: window.parties.count)
      for row in reach.rows(hops: hops) {
        let payer = transactions.debtor[Int(row)]
        if !isClosed[Int(payer)], !links.isMatched(payer) { payers.insert(payer) }
      }
      links.match(payers, of: transactions, parameters)
    }
    self.links = links
    self.reach = reach
    self.selfTransfers = selfTransfers
    routed = try routedAmounts(reach, debtors: transactions.debtor, parties: window.parties.count)
    checkInvariants(of: window)
  }

  /// Rows whose creditor is a sink, by rank of its class; and how many transactions have one party on both sides.
  private static func arrivals(
    _ transactions: Transactions, rows: Range<Int>, rank: [UInt8]
  ) -> (arrivals: [[Int32]], selfTransfers: Int) {
    let debtor = transactions.debtor.span
    let creditor = transactions.creditor.span
    let status = transactions.status.span
    let ranks = rank.span
    var arrivals = Array(repeating: [Int32](), count: SinkClass.allCases.count)
    let sinks = DenseSet(
      (0..<Party(rank.count)).filter { ranks[Int($0)] != Classification.notSink }, upTo: rank.count)
    var selfTransfers = 0
    rows.forEach(marked: { row in
      let (payer, payee) = (debtor[row], creditor[row])
      return (sinks.mark(payee) | (payer == payee).mark) & (status[row] == .settled).mark
    }) { row in
      if debtor[row] == creditor[row] {
        selfTransfers += 1
      } else {
        arrivals[Int(ranks[Int(creditor[row])])].append(Int32(row))
      }
    }
    return (arrivals, selfTransfers)
  }
}
