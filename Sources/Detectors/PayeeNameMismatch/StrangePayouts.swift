import Detection
import Ledger
import Window

/// The payouts in view to endpoints in a name that is not the payee's, by payee.
struct StrangePayouts {
  /// Rows, ascending in time.
  private(set) var byPayee: [Party: [Int]] = [:]
  private(set) var verdicts: NameVerdicts
  /// Of rows in ``byPayee``, in per mille: what share they were of the pay that came in last before them, payments within a
  /// day being one pay.
  private var shareOfPay: [Int: Int64] = [:]
  private let window: Window
  private var companies: Set<Party> = []
  /// Endpoints in the payee's own name, by payees of ``byPayee``: when the first was registered.
  private var firstOwn: [Party: Instant] = [:]

  /// O(rows + parties); names are compared once for each payee and endpoint.
  init(_ scope: Scope) {
    window = scope.window
    verdicts = NameVerdicts(scope)
    gather(scope)
    for row in byPayee.values.joined() {
      if let endpoint = window.parties.endpoint(window.transactions.creditor[row]),
        verdicts.isCompany(endpoint)
      {
        companies.insert(endpoint.party)
      }
    }
    findOwn(before: scope.asOf)
  }

  private mutating func gather(_ scope: Scope) {
    let columns = PayeeNames(window)
    let table = window.transactions
    let (status, kind) = (table.status.span, table.kind.span)
    let (debtor, creditor) = (table.debtor.span, table.creditor.span)
    let (names, payees) = (columns.name.span, columns.payee.span)
    // The payee an endpoint was last compared with: most endpoints have one, and the others are remembered.
    var compared = Array(repeating: Party(-1), count: window.parties.count)
    var wasStrange = Array(repeating: false, count: window.parties.count)
    var known: [Pair: Bool] = [:]
    let places = columns.places
    scope.rows.forEach(marked: { row in
      places.mark(creditor[row]) & (status[row] == .settled).mark & kind[row].isPay.mark
    }) { row in
      let place = Int(creditor[row])
      // Most endpoints are in the name of whoever registered them, and most payouts go to one's own.
      if debtor[row] == payees[place], columns.ownNamed.contains(creditor[row]) { return }
      let payer = payees[Int(debtor[row])]
      // A client who pays straight to an endpoint pays whoever registered it.
      let payee = payer >= 0 ? payer : payees[place]
      guard payee >= 0, names[Int(payee)] >= 0, names[Int(payee)] != names[place] else { return }
      // A transfer to whom the payee did not register is a payment to somebody, not the payee's own pay.
      guard kind[row] == .payout || payees[place] == payee else { return }
      if compared[place] != payee {
        let pair = Pair(payee: payee, place: creditor[row])
        let isStrange =
          known[pair]
          ?? window.parties.endpoint(creditor[row]).map { verdicts.isStrange($0, to: payee) } ?? false
        known[pair] = isStrange
        (compared[place], wasStrange[place]) = (payee, isStrange)
      }
      guard wasStrange[place] else { return }
      byPayee[payee, default: []].append(row)
    }
    weigh(scope, payees: columns.payee)
  }

  /// Finds of each strange payout what share of the pay before it it was. O(rows).
  private mutating func weigh(_ scope: Scope, payees: [Party]) {
    if byPayee.isEmpty { return }
    let table = window.transactions
    let (status, kind) = (table.status.span, table.kind.span)
    let (debtor, creditor) = (table.debtor.span, table.creditor.span)
    let earners = DenseSet(byPayee.keys, upTo: payees.count)
    var income: [Party: [Int]] = [:]
    scope.rows.forEach(marked: { earners.mark(creditor[$0]) }) { row in
      guard status[row] == .settled, kind[row].isPay, payees[Int(debtor[row])] != creditor[row] else {
        return
      }
      income[creditor[row], default: []].append(row)
    }
    for (payee, rows) in byPayee {
      let paid = income[payee] ?? []
      var (pay, next) = (Pay(), 0)
      for row in rows {
        while next < paid.count, paid[next] < row {
          pay.add(table.amount[paid[next]], at: table.bookedAt[paid[next]])
          next += 1
        }
        // Where pay is on record, what it was lies before the view, and the first payout says nothing.
        shareOfPay[row] =
          next == 0
          ? (paid.isEmpty ? 1000 : 0)
          : Money(micros: table.amount[row]).perMille(of: Money(micros: pay.amount))
      }
    }
  }

  /// What a payee was paid last.
  private struct Pay {
    private(set) var amount: Int64 = 0
    private var at: Int64 = .min

    mutating func add(_ more: Int64, at time: Int64) {
      let isSame = amount > 0 && time - at <= Span.days(1).micros
      let (sum, overflow) = more.addingReportingOverflow(isSame ? amount : 0)
      (amount, at) = (overflow ? .max : sum, time)
    }
  }

  /// The rows that were at least this share, in per mille, of the pay before them; all where no pay is in view. O(rows).
  func notSupport(_ rows: [Int], least: Int64) -> [Int] { rows.filter { shareOfPay[$0] ?? 0 >= least } }

  private struct Pair: Hashable {
    let payee: Party
    let place: Party
  }

  private mutating func findOwn(before asOf: Instant) {
    if byPayee.isEmpty { return }
    for endpoint in window.parties.endpoints where !endpoint.holderName.isNone {
      guard let owner = endpoint.owner, byPayee[owner] != nil, let added = endpoint.addedAt, added < asOf,
        !verdicts.isStrange(endpoint, to: owner)
      else { continue }
      firstOwn[owner] = min(firstOwn[owner] ?? added, added)
    }
  }

  /// Whether an endpoint of the strange ones is in the name of a company.
  func isCompany(_ endpoint: Party) -> Bool { companies.contains(endpoint) }

  /// Whether the payee registered an endpoint in its own name before this one.
  func hadOwn(_ payee: Party, before endpoint: Endpoint) -> Bool {
    guard let own = firstOwn[payee], let added = endpoint.addedAt else { return false }
    return own < added
  }
}

/// Names and payees by party, as columns: a payout between them costs a few loads.
private struct PayeeNames {
  /// Handle of the holder's name, -1 without one. Equal handles are equal names.
  private(set) var name: [Int32]
  /// The account others may pay for work or goods that a party stands for, else -1: clients spend, and the platform moves
  /// its own money.
  private(set) var payee: [Party]
  /// Endpoints with a holder's name that are no stop nodes.
  private(set) var places: DenseSet
  /// Those in the very name of the payee who registered them.
  private(set) var ownNamed: DenseSet

  /// O(parties).
  init(_ window: Window) {
    let count = window.parties.count
    name = Array(repeating: -1, count: count)
    payee = Array(repeating: -1, count: count)
    places = DenseSet(upTo: count)
    ownNamed = places
    for account in window.parties.accounts {
      name[Int(account.party)] = account.holderName.index
      if account.role != .client && account.role != .platform { payee[Int(account.party)] = account.party }
    }
    for endpoint in window.parties.endpoints {
      let party = Int(endpoint.party)
      name[party] = endpoint.holderName.index
      if let owner = endpoint.owner {
        payee[party] = payee[Int(owner)]
        if payee[party] >= 0, name[Int(payee[party])] == name[party] { ownNamed.insert(endpoint.party) }
      }
      if !endpoint.holderName.isNone && !window.classification.isStop[party] { places.insert(endpoint.party) }
    }
  }
}
