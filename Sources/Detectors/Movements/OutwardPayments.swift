import Detection
import Ledger
import Window

/// Who pays others at all: the sieve before anything is looked at closely. Most payees only take money out for themselves.
struct OutwardPayments {
  /// By party: settled transfers and payouts of a payee to others, of at least the amount asked for, and their total
  /// in micro-units, which stops at the largest number.
  private(set) var count: [Int32]
  private(set) var amount: [Int64]

  /// O(rows + parties).
  init(_ scope: Scope, _ holders: Holders, least: Money) {
    let table = scope.window.transactions
    let (status, kind, amounts) = (table.status.span, table.kind.span, table.amount.span)
    let (debtor, creditor) = (table.debtor.span, table.creditor.span)
    let (payee, holder) = (holders.payee.span, holders.holder.span)
    var count = Array(repeating: Int32(0), count: scope.window.parties.count)
    var amount = Array(repeating: Int64(0), count: scope.window.parties.count)
    scope.rows.forEach(marked: { row in
      (status[row] == .settled).mark & (amounts[row] >= least.micros).mark & kind[row].isPay.mark
    }) { row in
      let payer = payee[Int(debtor[row])]
      guard payer >= 0, holder[Int(creditor[row])] != payer else { return }
      count[Int(payer)] += 1
      let (sum, overflow) = amount[Int(payer)].addingReportingOverflow(amounts[row])
      amount[Int(payer)] = overflow ? .max : sum
    }
    (self.count, self.amount) = (count, amount)
  }
}
