import Detection
import Ledger
import Window

/// Says cheaply whom to look at: most small charges are authorised, and telling merchants from others costs far more than
/// asking the authorisations first.
struct ChargeSieve {
  /// Payers of whom enough may have been taken without leave, and those an account asked about has to do with.
  private(set) var payers: DenseSet
  /// Payers who besides tell whether somebody who started charges is a service to many.
  private(set) var witnesses: DenseSet

  var isEmpty: Bool { payers.isEmpty }

  /// Payers with `least` small charges or more that no authorisation covers for certain.
  /// O(parties + small charges + authorisations asked).
  init(_ charges: SmallCharges, _ leave: Leave, atLeast least: Int, in scope: Scope) {
    let window = scope.window
    payers = DenseSet(upTo: window.parties.count)
    witnesses = payers
    var initiators = DenseSet(upTo: window.texts.count)
    let asked = scope.asked.map { ($0, window.texts.find(window.id($0).utf8) ?? .none) }
    for payer in 0..<Party(window.parties.count) where !charges.rows(of: payer).isEmpty {
      let rows = charges.rows(of: payer)
      if let (asked, id) = asked {
        let isConcerned = rows.contains { row in
          let charge = charges.charge(Int(row))
          return charge.payer == asked || charge.payee == asked
            || (!id.isNone && window.transactions.initiator[Int(row)] == id)
        }
        if isConcerned { payers.insert(payer) }
      }
      let open = Self.open(rows, charges, leave, atLeast: payers.contains(payer) ? 0 : least)
      guard payers.contains(payer) || open.count >= least else { continue }
      payers.insert(payer)
      for row in open {
        let initiator = window.transactions.initiator[Int(row)]
        if !initiator.isNone { initiators.insert(initiator.index) }
      }
    }
    if initiators.isEmpty { return }
    for row in charges.rows {
      let initiator = window.transactions.initiator[Int(row)]
      guard !initiator.isNone, initiators.contains(initiator.index) else { continue }
      let payer = charges.owner[Int(window.transactions.debtor[Int(row)])]
      if !payers.contains(payer) { witnesses.insert(payer) }
    }
  }

  /// The charges that no authorisation covers whatever others there are; not all of them where `least` cannot be reached.
  private static func open(
    _ rows: ArraySlice<Int32>, _ charges: SmallCharges, _ leave: Leave, atLeast least: Int
  ) -> [Int32] {
    var (open, rest): ([Int32], Int) = ([], rows.count)
    for row in rows {
      if open.count + rest < least { break }
      rest -= 1
      if !leave.surelyCovers(charges.charge(Int(row))) { open.append(row) }
    }
    return open
  }
}
