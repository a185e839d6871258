import Detection
import Ledger
import Window

/// The small charges in view, net of refunds, by payees who are not established, to every payer who has enough of them.
struct ChargeBook {
  /// Charges by payer, ascending in time.
  private(set) var charges: [Party: [Charge]] = [:]
  /// Charges that were reversed, by payer, ascending in time.
  private(set) var disputes: [Party: [Charge]] = [:]
  private var initiators: Initiators
  /// By payer: small charges by payees who are not established, refunded or not.
  private var counts: [Party: Int] = [:]
  /// What is usual for a payer: small charges in view by whomever, refunded or not, and their micro-units.
  private(set) var usual: [Party: (count: Int, micros: Int128)] = [:]

  /// Nothing in it.
  init(_ window: Window) { initiators = Initiators(in: window) }

  /// Of the payers that a sieve lets through: those with `least` charges or more, and those whom an account asked about
  /// charged, or who it is. O(rows + parties).
  init(
    _ scope: Scope, _ small: SmallCharges, _ sieve: ChargeSieve, _ merchants: Merchants, least: Int,
    refundWithin: Span
  ) {
    initiators = Initiators(in: scope.window)
    var isForced: Set<Party> = []
    for payer in sieve.payers.members + sieve.witnesses.members {
      let mine = sieve.charges(of: payer)
      let open = mine.filter { !merchants.isEstablished[Int($0.payee)] }
      counts[payer] = open.count
      if sieve.payers.contains(payer), let asked = scope.asked,
        open.contains(where: { $0.payer == asked || $0.payee == asked })
      {
        isForced.insert(payer)
      }
      guard open.count >= least || isForced.contains(payer) else { continue }
      for charge in mine where charge.payee != payer { initiators.add(charge) }
      guard sieve.payers.contains(payer) else { continue }
      let others = mine.filter { $0.payee != payer }
      usual[payer] = (others.count, others.reduce(0) { $0 + Int128($1.amount.micros) })
      charges[payer] = open.filter { $0.payee != payer }
    }
    if charges.isEmpty { return }
    let refunds = readReturns(scope, small)
    for (payer, given) in refunds { giveBack(given, to: payer, within: refundWithin) }
    charges = charges.filter { $0.value.count >= least || isForced.contains($0.key) }
  }

  /// Refunds to the payers at hand, ascending in time; keeps their reversed charges. O(rows + endpoints).
  private mutating func readReturns(_ scope: Scope, _ small: SmallCharges) -> [Party: [Charge]] {
    let table = scope.window.transactions
    var payers = DenseSet(charges.keys, upTo: scope.window.parties.count)
    payers.insertEndpoints(of: scope.window.parties)
    let (kind, status) = (table.kind.span, table.status.span)
    var refunds: [Party: [Charge]] = [:]
    scope.rows.forEach(marked: { row in
      let (kind, status) = (kind[row], status[row])
      return (kind == .refund).mark & (status == .settled).mark | (kind == .charge).mark
        & (status == .reversed).mark
    }) { row in
      let booked = small.charge(row)
      if kind[row] == .refund {
        let (payer, payee) = (booked.payee, booked.payer)
        guard payers.contains(table.creditor[row]), charges[payer] != nil, payer != payee else { return }
        refunds[payer, default: []].append(
          Charge(
            row: row, payer: payer, payee: payee, at: booked.at, amount: booked.amount,
            authorisation: booked.authorisation))
      } else if payers.contains(table.debtor[row]), charges[booked.payer] != nil,
        booked.payer != booked.payee,
        booked.amount <= small.largest
      {
        disputes[booked.payer, default: []].append(booked)
      }
    }
    return refunds
  }

  /// Whether a payer has so many charges, before refunds and after them.
  func isLookedAt(_ payer: Party, atLeast least: Int) -> Bool {
    counts[payer, default: 0] >= least && (charges[payer]?.count ?? 0) >= least
  }

  /// Who started charges, as payers with at least so many small charges tell. O(initiators and their payers).
  func initiators(atLeast least: Int) -> Initiators {
    initiators.restricted { counts[$0, default: 0] >= least }
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
