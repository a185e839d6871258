import Ledger
package import Window

/// The settled transactions of some rows, by who paid and by who was paid; self-transfers left out. Each party's rows
/// ascend in (booked_at, id).
package struct Ledgers: Sendable {
  private let parties: DenseSet
  private let debits: RowsByParty
  private let credits: RowsByParty
  private let transactions: Transactions
  private let rows: Range<Int>

  /// Of those who will be asked after. O(rows + parties).
  package init(_ window: borrowing Window, rows: Range<Int>, of parties: DenseSet) {
    let transactions = window.transactions
    let (debtor, creditor) = (transactions.debtor.span, transactions.creditor.span)
    let status = transactions.status.span
    var (paid, payers, received, payees): ([Int32], [Party], [Int32], [Party]) = ([], [], [], [])
    rows.forEach(marked: { row in
      let (payer, payee) = (debtor[row], creditor[row])
      return (parties.mark(payer) | parties.mark(payee)) & (status[row] == .settled).mark
        & (payer != payee).mark
    }) { row in
      if parties.contains(debtor[row]) {
        paid.append(Int32(row))
        payers.append(debtor[row])
      }
      if parties.contains(creditor[row]) {
        received.append(Int32(row))
        payees.append(creditor[row])
      }
    }
    debits = RowsByParty(paid, of: payers, upTo: window.parties.count)
    credits = RowsByParty(received, of: payees, upTo: window.parties.count)
    (self.transactions, self.rows, self.parties) = (transactions, rows, parties)
  }

  /// Rows a party paid. O(1); O(rows) for a party that was not named.
  package func paid(by party: Party) -> ArraySlice<Int32> {
    if parties.contains(party) { return debits[party] }
    return search { transactions.debtor[$0] == party && transactions.creditor[$0] != party }
  }

  /// Rows a party was paid. O(1); O(rows) for a party that was not named.
  package func received(by party: Party) -> ArraySlice<Int32> {
    if parties.contains(party) { return credits[party] }
    return search { transactions.creditor[$0] == party && transactions.debtor[$0] != party }
  }

  private func search(_ isMeant: (Int) -> Bool) -> ArraySlice<Int32> {
    ArraySlice(rows.filter { transactions.status[$0] == .settled && isMeant($0) }.map { Int32($0) })
  }
}
