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
  private let byPayer: RowsByParty
  private let table: Transactions

  /// O(rows + parties).
  init(_ scope: Scope, upTo largest: Money) {
    let table = scope.window.transactions
    let owner = PartyColumns.owners(scope.window.parties)
    let (kind, status, amount) = (table.kind.span, table.status.span, table.amount.span)
    var rows: [Int32] = []
    for row in scope.rows where kind[row] == .charge && status[row] == .settled {
      if amount[row] <= largest.micros { rows.append(Int32(row)) }
    }
    byPayer = RowsByParty(rows.lazy.map { Int($0) }, parties: owner.count) { owner[Int(table.debtor[$0])] }
    (self.owner, self.largest, self.rows, self.table) = (owner, largest, rows, table)
  }

  /// The rows of a payer, ascending. O(1).
  func rows(of payer: Party) -> ArraySlice<Int32> { byPayer[payer] }

  /// A row as a charge, whatever it is.
  func charge(_ row: Int) -> Charge {
    Charge(
      row: row, payer: owner[Int(table.debtor[row])], payee: owner[Int(table.creditor[row])],
      at: Instant(micros: table.bookedAt[row]), amount: Money(micros: table.amount[row]))
  }

  /// What the charges in some rows come to, in micro-units.
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
