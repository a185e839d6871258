import Ledger
import Window

/// What arrives at the sinks, and who may have sent it there: found in one pass backwards in time, before any ledger is matched.
///
/// A payment may carry money to a sink when its creditor is one, or pays with such money within the dwell limit. Whether it
/// does is for lot matching to say, of these accounts alone: what others did with their money carries nothing.
struct Upstream {
  /// Rows whose creditor is a sink, by rank of its class, ascending.
  private(set) var arrivals = Array(repeating: [Int32](), count: SinkClass.allCases.count)
  /// Whoever makes such a payment, but for parties that money is not followed through.
  private(set) var payers: DenseSet

  /// O(rows + parties): the rows of one instant, of which any may have paid for any, are looked at once for each hop.
  init(
    _ transactions: Transactions, rows: Range<Int>, rank: [UInt8], isClosed: [Bool],
    _ parameters: TraceParameters
  ) {
    let (debtor, creditor) = (transactions.debtor.span, transactions.creditor.span)
    let (status, bookedAt) = (transactions.status.span, transactions.bookedAt.span)
    payers = DenseSet(upTo: rank.count)
    var known = DenseSet(
      (0..<Party(rank.count)).filter { rank[Int($0)] != Classification.notSink }, upTo: rank.count)
    // By party: since when what it was paid may be such money; what sinks were paid always is.
    var since = rank.map { $0 == Classification.notSink ? Int64.max : .min }
    var row = rows.upperBound
    while row > rows.lowerBound {
      row -= 1
      guard known.contains(creditor[row]) else { continue }
      let (instant, last) = (bookedAt[row], row)
      while row > rows.lowerBound, bookedAt[row - 1] == instant { row -= 1 }
      var end = last + 1
      while end < rows.upperBound, bookedAt[end] == instant { end += 1 }
      let (earliest, overflow) = instant.subtractingReportingOverflow(parameters.maxDwell.micros)
      for hop in 1...max(1, parameters.maxHops) {
        var isNew = false
        for place in (row..<end).reversed() {
          let (payer, payee) = (debtor[place], creditor[place])
          guard known.contains(payee), since[Int(payee)] <= instant, status[place] == .settled, payer != payee
          else { continue }
          let rank = rank[Int(payee)]
          if hop == 1, rank != Classification.notSink { arrivals[Int(rank)].append(Int32(place)) }
          let live = overflow ? .min : earliest
          if isClosed[Int(payer)] || since[Int(payer)] == live { continue }
          since[Int(payer)] = live
          known.insert(payer)
          payers.insert(payer)
          isNew = true
        }
        if !isNew { break }
      }
    }
    for rank in arrivals.indices { arrivals[rank].reverse() }
  }
}
