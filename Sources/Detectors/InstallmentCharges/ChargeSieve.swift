import Detection
import Ledger
import Window

/// Says cheaply that there is nobody to look at: most small charges are authorised, and telling merchants from others costs
/// far more than asking the authorisations first.
enum ChargeSieve {
  /// Whether any payer has `least` small charges or more that no authorisation covers for certain. O(rows + authorisations).
  static func mayFind(_ least: Int, upTo largest: Money, in scope: Scope) -> Bool {
    let window = scope.window
    let table = window.transactions
    let owner = PartyColumns(window).owner
    var counts = Array(repeating: Int32(0), count: window.parties.count)
    for row in scope.rows where Merchants.isSmallCharge(row, table, largest) {
      counts[Int(owner[Int(table.debtor[row])])] += 1
    }
    let payers = counts.indices.filter { counts[$0] >= least }.map { Party($0) }
    if payers.isEmpty { return false }
    let leave = Leave(of: Set(payers), in: window)
    var uncovered = Array(repeating: Int32(0), count: counts.count)
    for row in scope.rows where Merchants.isSmallCharge(row, table, largest) {
      let payer = owner[Int(table.debtor[row])]
      guard counts[Int(payer)] >= least else { continue }
      let charge = Charge(
        row: row, payer: payer, payee: owner[Int(table.creditor[row])],
        at: Instant(micros: table.bookedAt[row]), amount: Money(micros: table.amount[row]))
      if leave.surelyCovers(charge) { continue }
      uncovered[Int(payer)] += 1
      if uncovered[Int(payer)] >= least { return true }
    }
    return false
  }
}
