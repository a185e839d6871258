import Detection
import Ledger
import Window

/// The money of one payee in a scope, rows ascending.
struct PayeeLedger {
  /// Payments of others to the payee's account or to one of its endpoints.
  var incoming: [Int] = []
  /// What reached a bank account, card or e-wallet of the payee.
  var fiatPayouts: [Int] = []
  /// What came back from such an endpoint, or failed.
  var failed: [Int] = []
  /// What others paid, by payer, in micro-units.
  var payers: [Party: Int128] = [:]
  /// Latest settled movement.
  var lastMovement: Instant?

  /// Who paid most; of two equal ones the first party.
  var mainPayer: Party? {
    payers.min { ($0.value, $1.key) > ($1.value, $0.key) }?.key
  }

  /// The ledgers of the given payees. O(transactions).
  static func all(of payees: some Sequence<Party>, in scope: Scope, columns: PartyColumns) -> [Party:
    PayeeLedger]
  {
    let table = scope.window.transactions
    let owner = columns.owner
    var slots = Array(repeating: Int32(-1), count: owner.count)
    let order = payees.sorted()
    for (slot, payee) in order.enumerated() { slots[Int(payee)] = Int32(slot) }
    var ledgers = Array(repeating: PayeeLedger(), count: order.count)
    var looked = DenseSet(upTo: owner.count)
    for payee in order { looked.insert(payee) }
    looked.insertEndpoints(of: scope.window.parties)
    let (debtors, creditors) = (table.debtor.span, table.creditor.span)
    scope.rows.forEach(marked: { looked.mark(debtors[$0]) | looked.mark(creditors[$0]) }) { row in
      let (debtor, creditor) = (debtors[row], creditors[row])
      let (from, to) = (owner[Int(debtor)], owner[Int(creditor)])
      let (source, target) = (Int(slots[Int(from)]), Int(slots[Int(to)]))
      if source < 0 && target < 0 { return }
      let kind = table.kind[row]
      let isFiatEndpoint = columns.endpoints.contains(creditor) && !columns.virtual.contains(creditor)
      switch table.status[row] {
      case .settled:
        let at = Instant(micros: table.bookedAt[row])
        if source >= 0 { ledgers[source].lastMovement = at }
        if target >= 0 { ledgers[target].lastMovement = at }
        let isPay = kind == .transfer || kind == .payout
        if target >= 0 && from != to && (isPay || kind == .charge) {
          ledgers[target].incoming.append(row)
          ledgers[target].payers[from, default: 0] += Int128(table.amount[row])
        }
        if isFiatEndpoint && isPay {
          // A wallet or bank account that nobody registered stands for itself and is the payee's by use.
          if target >= 0 {
            ledgers[target].fiatPayouts.append(row)
          } else if to == creditor && source >= 0 {
            ledgers[source].fiatPayouts.append(row)
          }
        }
      case .failed, .reversed:
        if isFiatEndpoint && target >= 0 && (kind == .transfer || kind == .payout) {
          ledgers[target].failed.append(row)
        }
      case .pending: break
      }
    }
    return Dictionary(uniqueKeysWithValues: zip(order, ledgers))
  }
}
