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
  /// What it says who allowed it.
  let authorisation: Text
}

/// The settled charges up to a limit in view: few of all rows, so that nobody walks the others.
struct SmallCharges {
  /// By party: the account behind it (``Parties/owner(_:)``).
  let owner: [Party]
  let largest: Money
  /// All rows, ascending.
  let rows: [Int32]
  /// By payer: what they come to in micro-units; stops at the largest number.
  let sums: [Int64]
  /// Who was charged in each of the rows.
  private let payers: [Party]
  private let table: Transactions

  /// O(rows + parties).
  init(_ scope: Scope, upTo largest: Money) {
    let table = scope.window.transactions
    let owner = PartyColumns.of(scope).owner
    let (kind, status, amount) = (table.kind.span, table.status.span, table.amount.span)
    let debtor = table.debtor.span
    var (rows, payers): ([Int32], [Party]) = ([], [])
    var sums = Array(repeating: Int64(0), count: owner.count)
    scope.rows.forEach(marked: { row in
      (kind[row] == .charge).mark & (status[row] == .settled).mark & (amount[row] <= largest.micros).mark
    }) { row in
      rows.append(Int32(row))
      payers.append(owner[Int(debtor[row])])
    }
    for (row, payer) in zip(rows, payers) {
      let (sum, overflow) = sums[Int(payer)].addingReportingOverflow(amount[Int(row)])
      sums[Int(payer)] = overflow ? .max : sum
    }
    (self.owner, self.largest, self.rows, self.payers, self.sums) = (owner, largest, rows, payers, sums)
    self.table = table
  }

  /// The charges of some payers. O(rows + parties).
  func made(to payers: DenseSet) -> ChargesByPayer {
    var (charges, chosen): ([Charge], [Party]) = ([], [])
    charges.reserveCapacity(self.payers.count { payers.contains($0) })
    for (row, payer) in zip(rows, self.payers) where payers.contains(payer) {
      charges.append(charge(Int(row)))
      chosen.append(payer)
    }
    return ChargesByPayer(charges, of: chosen, upTo: owner.count)
  }

  /// A row as a charge, whatever it is.
  func charge(_ row: Int) -> Charge {
    Charge(
      row: row, payer: owner[Int(table.debtor[row])], payee: owner[Int(table.creditor[row])],
      at: Instant(micros: table.bookedAt[row]), amount: Money(micros: table.amount[row]),
      authorisation: table.authorisation[row])
  }

  /// Who got any. O(rows).
  var payees: DenseSet {
    var payees = DenseSet(upTo: owner.count)
    for row in rows { payees.insert(owner[Int(table.creditor[Int(row)])]) }
    return payees
  }
}

/// Charges put together by payer. They were read in the order of time, in which they lie in memory, and not payer by payer.
struct ChargesByPayer {
  private let charges: [Charge]
  private let places: RowsByParty

  /// `charges` ascending in time. O(charges + parties).
  init(_ charges: [Charge], of payers: [Party], upTo count: Int) {
    self.charges = charges
    places = RowsByParty(Array(0..<Int32(charges.count)), of: payers, upTo: count)
  }

  /// The charges of a payer, ascending in time. O(charges of the payer).
  subscript(_ payer: Party) -> [Charge] { places[payer].map { charges[Int($0)] } }
}
