import Detection
import Ledger
import Window

/// The settled movements between some holders and everybody else: an account and its own endpoints are one ledger, and
/// what moves between them is in none.
struct HolderLedgers {
  /// The holders asked for, ascending.
  let accounts: [Party]
  private let paid: RowsByParty
  private let received: RowsByParty
  private let holder: [Party]

  /// `isAsked` by party. One pass over the rows; O(rows + parties).
  init(_ scope: Scope, _ holders: Holders, of isAsked: [Bool]) {
    let table = scope.window.transactions
    accounts = (0..<Party(isAsked.count)).filter { isAsked[Int($0)] }
    let holder = holders.holder
    var members = DenseSet(upTo: holder.count)
    for party in holder.indices where isAsked[Int(holder[party])] { members.insert(Party(party)) }
    let (status, debtor, creditor) = (table.status.span, table.debtor.span, table.creditor.span)
    var (paid, payers, received, payees): ([Int32], [Party], [Int32], [Party]) = ([], [], [], [])
    let rows = accounts.isEmpty ? 0..<0 : scope.rows
    rows.forEach(marked: { members.mark(debtor[$0]) | members.mark(creditor[$0]) }) { row in
      let (from, to) = (debtor[row], creditor[row])
      guard status[row] == .settled, holder[Int(from)] != holder[Int(to)] else { return }
      if members.contains(from) {
        paid.append(Int32(row))
        payers.append(holder[Int(from)])
      }
      if members.contains(to) {
        received.append(Int32(row))
        payees.append(holder[Int(to)])
      }
    }
    self.holder = holder
    self.paid = RowsByParty(paid, of: payers, upTo: holder.count)
    self.received = RowsByParty(received, of: payees, upTo: holder.count)
  }

  /// Rows by which a holder paid others, ascending in (booked_at, id). O(1).
  func paid(by account: Party) -> ArraySlice<Int32> { paid[holder[Int(account)]] }

  /// Rows by which others paid a holder. O(1).
  func received(by account: Party) -> ArraySlice<Int32> { received[holder[Int(account)]] }
}
