import Ledger
import Window

/// Which accounts money can have passed on its way to a sink, told without matching anything.
///
/// One pass backwards in time: a payment is useful if it goes to a sink, or to an account that makes a useful payment
/// within the dwell limit after it. Only the ledgers of accounts that make useful payments need be matched: a payment with
/// reach is useful (by induction on its hops: its money was drawn by a later payment with reach, within the limit), so
/// every link between two payments with reach lies in such a ledger, and so do the links into any payment with reach.
struct Prospects {
  /// By party: whether it makes a useful payment, sinks and stop nodes left out.
  private(set) var isForwarder: [Bool]
  /// Rows whose creditor is a sink, by rank of its class; ascending.
  private(set) var arrivals: [[Int32]]
  /// Settled transactions whose debtor is their creditor.
  private(set) var selfTransfers = 0

  /// O(rows + parties); at an instant shared by many, a pass over its rows for every payment that follows another in it.
  init(
    _ transactions: Transactions, rows: Range<Int>, rank: [UInt8], isClosed: [Bool], maxDwell: Span
  ) {
    let bookedAt = transactions.bookedAt.span
    let debtor = transactions.debtor.span
    let creditor = transactions.creditor.span
    let status = transactions.status.span
    let ranks = rank.span
    let closed = isClosed.span
    var isForwarder = Array(repeating: false, count: isClosed.count)
    var arrivals = Array(repeating: [Int32](), count: SinkClass.allCases.count)
    var selfTransfers = 0
    // The nearest useful payment of a party after the instant looked at: always for sinks, never for stop nodes.
    var next = isClosed.map { _ in Int64.max }
    for party in rank.indices where rank[party] != Classification.notSink { next[party] = .min }

    var end = rows.upperBound
    while end > rows.lowerBound {
      let instant = bookedAt[end - 1]
      var first = end - 1
      while first > rows.lowerBound, bookedAt[first - 1] == instant { first -= 1 }
      let limit = instant.addingReportingOverflow(maxDwell.micros)
      let latest = limit.overflow ? .max - 1 : min(limit.partialValue, .max - 1)
      // At one instant money passes through an account in any order: repeat until nothing new is found.
      var isNew = true
      var isFirstPass = true
      while isNew {
        isNew = false
        var row = end - 1
        while row >= first {
          let (payer, payee) = (Int(debtor[row]), Int(creditor[row]))
          if next[payee] <= latest, case .settled = status[row], payer != payee {
            if isFirstPass, ranks[payee] != Classification.notSink {
              arrivals[Int(ranks[payee])].append(Int32(row))
            }
            if next[payer] != instant, !closed[payer] {
              next[payer] = instant
              isForwarder[payer] = true
              isNew = end - first > 1
            }
          }
          if isFirstPass, payer == payee, case .settled = status[row] { selfTransfers += 1 }
          row -= 1
        }
        isFirstPass = false
      }
      end = first
    }
    self.isForwarder = isForwarder
    self.arrivals = arrivals.map { $0.reversed() }
    self.selfTransfers = selfTransfers
  }
}
