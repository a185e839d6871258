import Detection
import Ledger
import Window

/// Says cheaply whom to look at: most payers have few small charges or of little worth, most charges are authorised, and telling
/// merchants from others costs far more than asking that first.
struct ChargeSieve {
  /// Payers of whom enough may have been taken without leave, and those an account asked about has to do with.
  private(set) var payers: DenseSet
  /// Payers who besides tell whether somebody who started charges is a service to many.
  private(set) var witnesses: DenseSet
  /// Rows of the payers' charges that no authorisation covers whatever others there are.
  private(set) var open: [Int32] = []

  var isEmpty: Bool { payers.isEmpty }

  /// Payers with `least` small charges or more that no authorisation covers for certain, of `leastSum` micro-units in all.
  /// O(parties + small charges).
  init(_ charges: SmallCharges, _ leave: Leave, least: Int, leastSum: Int64, in scope: Scope) {
    let window = scope.window
    payers = DenseSet(upTo: window.parties.count)
    witnesses = payers
    if let asked = scope.asked { insertPayers(concerning: asked, charges, in: window) }
    for payer in 0..<Party(window.parties.count)
    where charges.sums[Int(payer)] >= leastSum || payers.contains(payer) {
      let rows = charges.rows(of: payer)
      guard rows.count >= least || payers.contains(payer) else { continue }
      let open = rows.filter { !leave.surelyCovers(charges.charge(Int($0))) }
      let isEnough = open.count >= least && charges.sum(of: open) >= leastSum
      guard isEnough || payers.contains(payer) else { continue }
      payers.insert(payer)
      self.open += open
    }
    findWitnesses(charges, in: window)
  }

  private mutating func insertPayers(concerning asked: Party, _ charges: SmallCharges, in window: Window) {
    let id = window.texts.find(window.id(asked).utf8)
    for row in charges.rows {
      let charge = charges.charge(Int(row))
      let isInitiator = id != nil && window.transactions.initiator[Int(row)] == id
      if charge.payer == asked || charge.payee == asked || isInitiator { payers.insert(charge.payer) }
    }
  }

  /// All payers of those who started a charge that nothing covers.
  private mutating func findWitnesses(_ charges: SmallCharges, in window: Window) {
    let table = window.transactions
    var initiators = DenseSet(upTo: window.texts.count)
    for row in open {
      let initiator = table.initiator[Int(row)]
      if !initiator.isNone { initiators.insert(initiator.index) }
    }
    if initiators.isEmpty { return }
    for row in charges.rows {
      let initiator = table.initiator[Int(row)]
      guard !initiator.isNone, initiators.contains(initiator.index) else { continue }
      let payer = charges.owner[Int(table.debtor[Int(row)])]
      if !payers.contains(payer) { witnesses.insert(payer) }
    }
  }
}
