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
  /// The payers' charges that no authorisation covers whatever others there are.
  private(set) var open: [Charge] = []
  private let charges: ChargesByPayer
  private let witnessed: ChargesByPayer

  var isEmpty: Bool { payers.isEmpty }

  /// Payers with `least` small charges or more that no authorisation covers for certain, of `leastSum` micro-units in all.
  /// O(parties + small charges).
  init(_ charges: SmallCharges, _ leave: Leave, least: Int, leastSum: Int64, in scope: Scope) {
    let window = scope.window
    payers = DenseSet(upTo: window.parties.count)
    if let asked = scope.asked { payers = Self.payers(concerning: asked, charges, in: window) }
    var looked = payers
    for payer in charges.sums.indices where charges.sums[payer] >= leastSum { looked.insert(Party(payer)) }
    self.charges = charges.made(to: looked)
    for payer in looked.members {
      let all = self.charges[payer]
      guard all.count >= least || payers.contains(payer) else { continue }
      let open = all.filter { !leave.surelyCovers($0) }
      let isEnough = open.count >= least && open.reduce(0) { $0 + Int128($1.amount.micros) } >= leastSum
      guard isEnough || payers.contains(payer) else { continue }
      payers.insert(payer)
      self.open += open
    }
    witnesses = Self.witnesses(charges, payers, open, in: window)
    witnessed = charges.made(to: witnesses)
  }

  /// All small charges of one of these payers, ascending in time.
  func charges(of payer: Party) -> [Charge] { payers.contains(payer) ? charges[payer] : witnessed[payer] }

  private static func payers(
    concerning asked: Party, _ charges: SmallCharges, in window: Window
  ) -> DenseSet {
    var payers = DenseSet(upTo: window.parties.count)
    for row in charges.rows {
      let charge = charges.charge(Int(row))
      let isInitiator = window.transactions.initiator(Int(row))?.party == asked
      if charge.payer == asked || charge.payee == asked || isInitiator { payers.insert(charge.payer) }
    }
    return payers
  }

  /// All other payers of those who started a charge that nothing covers.
  private static func witnesses(
    _ charges: SmallCharges, _ payers: DenseSet, _ open: [Charge], in window: Window
  ) -> DenseSet {
    let table = window.transactions
    var witnesses = DenseSet(upTo: window.parties.count)
    let initiators = Set(open.compactMap { table.initiator($0.row) })
    if initiators.isEmpty { return witnesses }
    for row in charges.rows {
      guard let initiator = table.initiator(Int(row)), initiators.contains(initiator) else { continue }
      let payer = charges.owner[Int(table.debtor[Int(row)])]
      if !payers.contains(payer) { witnesses.insert(payer) }
    }
    return witnesses
  }
}
