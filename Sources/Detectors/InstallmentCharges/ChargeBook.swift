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

/// The small charges in view, net of refunds, by payees who are not established, to every payer who has enough of them.
struct ChargeBook {
  /// Charges by payer, ascending in time.
  private(set) var charges: [Party: [Charge]] = [:]
  /// Charges that were reversed, by payer, ascending in time.
  private(set) var disputes: [Party: [Charge]] = [:]
  private var initiators: Initiators
  /// By party: small charges by payees who are not established, refunded or not.
  private var counts: [Int]
  /// What is usual for a payer: small charges in view by whomever, refunded or not, and their micro-units.
  private(set) var usual: [Party: (count: Int, micros: Int128)] = [:]

  /// Nothing in it.
  init(_ window: Window) {
    initiators = Initiators(in: window)
    counts = Array(repeating: 0, count: window.parties.count)
  }

  /// Payers with `least` charges or more of at most `largest` each, and those whom an account asked about charged, or
  /// who it is. O(rows + parties).
  init(_ scope: Scope, _ merchants: Merchants, largest: Money, least: Int, refundWithin: Span) {
    let window = scope.window
    let table = window.transactions
    let owner = merchants.owner
    initiators = Initiators(in: window)
    counts = Array(repeating: 0, count: window.parties.count)
    var isForced: Set<Party> = []
    for row in scope.rows where Merchants.isSmallCharge(row, table, largest) {
      if merchants.isEstablished[Int(owner[Int(table.creditor[row])])] { continue }
      let payer = owner[Int(table.debtor[row])]
      counts[Int(payer)] += 1
      if let asked = scope.asked, asked == payer || asked == owner[Int(table.creditor[row])] {
        isForced.insert(payer)
      }
    }
    guard !isForced.isEmpty || counts.contains(where: { $0 >= least }) else { return }
    var refunds: [Party: [Charge]] = [:]
    for row in scope.rows where table.kind[row] == .charge || table.kind[row] == .refund {
      let (debtor, creditor) = (owner[Int(table.debtor[row])], owner[Int(table.creditor[row])])
      let isRefund = table.kind[row] == .refund
      let (payer, payee) = isRefund ? (creditor, debtor) : (debtor, creditor)
      guard counts[Int(payer)] >= least || isForced.contains(payer), payer != payee else { continue }
      let charge = Charge(
        row: row, payer: payer, payee: payee, at: Instant(micros: table.bookedAt[row]),
        amount: Money(micros: table.amount[row]))
      if Merchants.isSmallCharge(row, table, largest) {
        initiators.add(charge)
        usual[payer, default: (0, 0)].count += 1
        usual[payer, default: (0, 0)].micros += Int128(charge.amount.micros)
      }
      if merchants.isEstablished[Int(payee)] { continue }
      switch (table.status[row], isRefund) {
      case (.settled, true): refunds[payer, default: []].append(charge)
      case (.settled, false) where charge.amount <= largest: charges[payer, default: []].append(charge)
      case (.reversed, false) where charge.amount <= largest: disputes[payer, default: []].append(charge)
      default: break
      }
    }
    for (payer, given) in refunds { giveBack(given, to: payer, within: refundWithin) }
    charges = charges.filter { $0.value.count >= least || isForced.contains($0.key) }
  }

  /// Whether a payer has so many charges, before refunds and after them.
  func isLookedAt(_ payer: Party, atLeast least: Int) -> Bool {
    counts[Int(payer)] >= least && (charges[payer]?.count ?? 0) >= least
  }

  /// Who started charges, as payers with at least so many small charges tell. O(initiators and their payers).
  func initiators(atLeast least: Int) -> Initiators {
    initiators.restricted { counts[Int($0)] >= least }
  }

  /// Each refund undoes the charge of its payee nearest in amount (±1 %), the latest of equally near ones.
  private mutating func giveBack(_ refunds: [Charge], to payer: Party, within: Span) {
    guard let all = charges[payer] else { return }
    let places = Dictionary(grouping: all.indices) { all[$0].payee }
    var isUndone = Array(repeating: false, count: all.count)
    for refund in refunds {
      var best: (place: Int, difference: Int64)?
      for place in (places[refund.payee] ?? []).reversed()
      where !isUndone[place] && all[place].at <= refund.at {
        if refund.at - all[place].at > within { break }
        let amount = all[place].amount.micros
        let difference = abs(amount - refund.amount.micros)
        guard difference <= amount / 100, difference < best?.difference ?? .max else { continue }
        best = (place, difference)
        if difference == 0 { break }
      }
      if let best { isUndone[best.place] = true }
    }
    charges[payer] = all.indices.filter { !isUndone[$0] }.map { all[$0] }
  }
}
