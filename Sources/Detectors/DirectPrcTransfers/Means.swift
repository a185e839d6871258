import Detection
import Ledger
import Window

/// What some accounts had in view: what others paid them, or what they took out if that is more.
///
/// Both matter: savings of before leave without coming in, and who lets pay pile up has not taken it out.
struct Means {
  private let income: [Int128]
  private let outgo: [Int128]
  private let slot: [Int32]

  /// An account and the endpoints it registered are one. O(rows + parties).
  init(_ scope: Scope, _ columns: PartyColumns, of accounts: [Party]) {
    let window = scope.window
    let table = window.transactions
    var (income, outgo) = (
      Array(repeating: Int128(0), count: accounts.count), Array(repeating: Int128(0), count: accounts.count)
    )
    var slot = Array(repeating: Int32(-1), count: window.parties.count)
    var known = DenseSet(upTo: slot.count)
    for (place, account) in accounts.enumerated() {
      slot[Int(account)] = Int32(place)
      known.insert(account)
    }
    for endpoint in window.parties.endpoints {
      guard let owner = endpoint.owner, slot[Int(owner)] >= 0 else { continue }
      slot[Int(endpoint.party)] = slot[Int(owner)]
      known.insert(endpoint.party)
    }
    let (status, kind, amount) = (table.status.span, table.kind.span, table.amount.span)
    let (debtor, creditor) = (table.debtor.span, table.creditor.span)
    let slots = slot.span
    scope.rows.forEach(marked: { known.mark(debtor[$0]) | known.mark(creditor[$0]) }) { row in
      let kind = kind[row]
      guard status[row] == .settled, kind.isPay || kind == .charge, debtor[row] != creditor[row] else {
        return
      }
      let (from, to) = (slots[Int(debtor[row])], slots[Int(creditor[row])])
      if from >= 0, from != to || !columns.endpoints.contains(debtor[row]) {
        outgo[Int(from)] += Int128(amount[row])
      }
      if to >= 0, from != to {
        income[Int(to)] += Int128(amount[row])
        // Paid past the account, it is taken out at once.
        if columns.endpoints.contains(creditor[row]) { outgo[Int(to)] += Int128(amount[row]) }
      }
    }
    (self.income, self.outgo, self.slot) = (income, outgo, slot)
  }

  /// Of one of the accounts; the largest amount there is when it is more.
  func amount(of account: Party) -> Money {
    let place = Int(slot[Int(account)])
    return Money(micros: Int64(clamping: max(income[place], outgo[place])))
  }
}
