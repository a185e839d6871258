import Ledger
package import Window

/// The settled transactions of some rows, by who paid and by who was paid; self-transfers left out.
///
/// Two compressed sparse rows columns (offsets and row numbers), each party's rows ascending in (booked_at, id).
package struct Ledgers: Sendable {
  private let debits: RowsByParty
  private let credits: RowsByParty

  /// O(rows + parties).
  package init(_ window: borrowing Window, rows: Range<Int>) {
    let table = window.transactions
    debits = RowsByParty(
      of: table.debtor, besides: table.creditor, table.status, rows, parties: window.parties.count)
    credits = RowsByParty(
      of: table.creditor, besides: table.debtor, table.status, rows, parties: window.parties.count)
  }

  /// Rows a party paid. O(1).
  package func paid(by party: Party) -> ArraySlice<Int32> { debits[party] }

  /// Rows a party was paid. O(1).
  package func received(by party: Party) -> ArraySlice<Int32> { credits[party] }
}

/// A counting sort of rows by one of their parties.
private struct RowsByParty {
  private var start: [Int]
  private var rows: [Int32]

  init(
    of party: [Party], besides other: [Party], _ status: [TransactionStatus], _ range: Range<Int>,
    parties: Int
  ) {
    let keys = party.span
    let others = other.span
    let statuses = status.span
    start = Array(repeating: 0, count: parties + 1)
    for row in range where statuses[row] == .settled && keys[row] != others[row] {
      start[Int(keys[row]) + 1] += 1
    }
    for place in 0..<parties { start[place + 1] += start[place] }
    rows = Array(repeating: 0, count: start[parties])
    var next = start
    for row in range where statuses[row] == .settled && keys[row] != others[row] {
      let key = Int(keys[row])
      rows[next[key]] = Int32(row)
      next[key] += 1
    }
  }

  subscript(_ party: Party) -> ArraySlice<Int32> { rows[start[Int(party)]..<start[Int(party) + 1]] }
}
