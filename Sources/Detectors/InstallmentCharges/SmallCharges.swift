import Detection
import Ledger
import Window

/// A settled small charge that was not given back.
struct Charge {
  let row: Int
  /// The account that was charged, also when one of its cards was.
  let payer: Party
  /// The account that got the money, or the endpoint when nobody registered it.
  let payee: Party
  let at: Instant
  let amount: Money
}

/// The settled charges up to a limit in view, put together by payer: few of all rows, so that nobody walks the others.
struct SmallCharges {
  /// By party: the account behind it (``Parties/owner(_:)``).
  let owner: [Party]
  let largest: Money
  /// All rows, ascending.
  let rows: [Int32]
  /// By payer: what they come to in micro-units; stops at the largest number.
  let sums: [Int64]
  private let byPayer: RowsByParty
  private let table: Transactions

  /// O(rows + parties).
  init(_ scope: Scope, upTo largest: Money) {
    let table = scope.window.transactions
    let owner = PartyColumns.owners(scope.window.parties)
    let (kind, status, amount) = (table.kind.span, table.status.span, table.amount.span)
    let debtor = table.debtor.span
    var (rows, payers): ([Int32], [Party]) = ([], [])
    var sums = Array(repeating: Int64(0), count: owner.count)
    for row in scope.rows where kind[row] == .charge && status[row] == .settled {
      if amount[row] > largest.micros { continue }
      let payer = owner[Int(debtor[row])]
      let (sum, overflow) = sums[Int(payer)].addingReportingOverflow(amount[row])
      sums[Int(payer)] = overflow ? .max : sum
      rows.append(Int32(row))
      payers.append(payer)
    }
    byPayer = RowsByParty(rows, of: payers, upTo: owner.count)
    (self.owner, self.largest, self.rows, self.sums, self.table) = (owner, largest, rows, sums, table)
  }

  /// The rows of a payer, ascending. O(1).
  func rows(of payer: Party) -> ArraySlice<Int32> { byPayer[payer] }

  /// A row as a charge, whatever it is.
  func charge(_ row: Int) -> Charge {
    Charge(
      row: row, payer: owner[Int(table.debtor[row])], payee: owner[Int(table.creditor[row])],
      at: Instant(micros: table.bookedAt[row]), amount: Money(micros: table.amount[row]))
  }

  /// What the charges in some of the rows come to, in micro-units.
  func sum(of rows: some Sequence<Int32>) -> Int128 {
    rows.reduce(0) { $0 + Int128(table.amount[Int($1)]) }
  }

  /// Who got any. O(rows).
  var payees: DenseSet {
    var payees = DenseSet(upTo: owner.count)
    for row in rows { payees.insert(owner[Int(table.creditor[Int(row)])]) }
    return payees
  }
}
