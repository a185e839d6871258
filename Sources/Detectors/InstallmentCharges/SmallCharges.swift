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
  /// Who got any of them.
  let payees: DenseSet
  private let byPayer: RowsByParty
  private let table: Transactions

  /// O(rows + parties).
  init(_ scope: Scope, upTo largest: Money) {
    let table = scope.window.transactions
    let owner = PartyColumns.owners(scope.window.parties)
    byPayer = RowsByParty(scope.rows, parties: owner.count) { row in
      Self.isSmall(row, table, largest) ? owner[Int(table.debtor[row])] : -1
    }
    var payees = DenseSet(upTo: owner.count)
    for row in byPayer.all { payees.insert(owner[Int(table.creditor[Int(row)])]) }
    (self.owner, self.largest, self.payees, self.table) = (owner, largest, payees, table)
  }

  private static func isSmall(_ row: Int, _ table: Transactions, _ largest: Money) -> Bool {
    table.kind[row] == .charge && table.status[row] == .settled && table.amount[row] <= largest.micros
  }

  /// The rows of a payer's, ascending in time. O(1).
  func rows(of payer: Party) -> ArraySlice<Int32> { byPayer[payer] }

  /// All rows, those of one payer together.
  var rows: [Int32] { byPayer.all }

  /// A row as a charge, whatever it is.
  func charge(_ row: Int) -> Charge {
    Charge(
      row: row, payer: owner[Int(table.debtor[row])], payee: owner[Int(table.creditor[row])],
      at: Instant(micros: table.bookedAt[row]), amount: Money(micros: table.amount[row]))
  }
}
