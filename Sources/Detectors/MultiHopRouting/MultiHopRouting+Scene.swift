import Detection
import Flows
import Ledger
import Window

extension MultiHopRouting {
  /// A payment of a subject that reached a sink through others.
  struct RoutedPayment {
    /// Row of the window's transactions.
    let row: Int
    /// What of it reached sinks, over all its routes.
    let arrived: Money
    /// The route that carried most of it.
    let route: Route
    /// Whom it passed: accounts (or endpoints nobody registered), first to last, own-name stations left out.
    let intermediaries: [Party]
  }

  /// Somebody whose money reached sinks through others, and what it routed in the period.
  struct Suspect {
    let subject: Party
    /// Whether it could have begun the routing.
    let canBeSubject: Bool
    /// What arrived of all payments that reached a sink through others, the innocent ones included; nil when none did.
    let largestArrived: Money?
    /// Payments of which enough arrived, passed on by every intermediary as it must, and how many of them have no innocent
    /// explanation.
    let routedCount: Int
    let unexplainedCount: Int
    /// Of these, what agreements leave; ascending in time.
    let payments: [RoutedPayment]
    /// What of them arrived at sinks.
    let arrived: Money
    /// Their share of all the subject paid to others, whole amounts compared: which part of a merged flow arrived depends
    /// on the convention, what was sent into it does not.
    let shareOfOutflow: Int64
    /// Per mille of what it routed that came from others who are no payers.
    let receivedShare: Int64
  }

  /// Everything there is to see at one evaluation point, traced once.
  struct Scene {
    let scope: Scope
    /// The scope's; stored, because it is asked for at every step.
    let window: Window
    var settings: Settings
    let trace: Trace
    let routes: Routes
    let ledgers: Ledgers
    /// By party: hubs, listed stop nodes and platform accounts, through which money is not followed.
    let isStop: [Bool]
    /// First row of the period that is judged.
    let firstRow: Int
    /// Micro-units of a row that reached any sink.
    private let arrivals: [Int32: Int64]
    /// Micro-units that a party routed, its own payments to sinks included.
    let routedBy: [Party: Int128]
    let ownEndpoints: [Party: [Party]]
    /// Of whose payments in the period a part reached a sink through others, ascending by id bytewise, with the rows.
    private let senders: [(party: Party, rows: [Int])]
    /// The payments in some rows as far as they have gone by way of others, whatever is asked of them.
    private let known = Memo<Int, RoutedPayment?>()
    /// By row: whether orders, contracts or invoices stand behind it, and whether it was paid back.
    let authorised = Memo<Int, Bool>()
    let retraced = Memo<Int, Bool>()
    /// What accounts paid to others in the period, as far as asked.
    private let outflows = Memo<Party, Money>()

    init(_ scope: Scope, _ settings: Settings) throws {
      self.scope = scope
      self.settings = settings
      let window = scope.window
      self.window = window
      var isStop = hubs(
        in: window, from: scope.from, to: scope.asOf,
        moreThan: settings.count(MultiHopRouting.hubCounterparties),
        within: settings.span(MultiHopRouting.hubSpan))
      for account in window.parties.accounts where account.role == .platform {
        isStop[Int(account.party)] = true
      }
      for party in isStop.indices where window.classification.isStop[party] { isStop[party] = true }
      self.isStop = isStop
      trace = try Trace(
        window: window, rows: scope.rows,
        parameters: TraceParameters(
          maxHops: settings.count(MultiHopRouting.maxHops), maxDwell: settings.span(MultiHopRouting.maxDwell)),
        extraStops: isStop)
      routes = Routes(trace)
      let since = scope.asOf - settings.span(MultiHopRouting.period)
      firstRow = max(scope.rows.lowerBound, window.transactions.rows(from: since, to: scope.asOf).lowerBound)
      var arrivals: [Int32: Int64] = [:]
      for level in trace.reach.levels {
        for (row, amount) in zip(level.rows, level.amounts) { arrivals[row, default: 0] += amount }
      }
      self.arrivals = arrivals
      var routedBy: [Party: Int128] = [:]
      for entry in trace.routed { routedBy[entry.party, default: 0] += Int128(entry.amount.micros) }
      self.routedBy = routedBy
      var ownEndpoints: [Party: [Party]] = [:]
      for endpoint in window.parties.endpoints {
        if let owner = endpoint.owner { ownEndpoints[owner, default: []].append(endpoint.party) }
      }
      self.ownEndpoints = ownEndpoints
      ledgers = Ledgers(window, rows: scope.rows, of: Self.parties(on: arrivals.keys, trace, scope))
      senders = Self.senders(trace, since: firstRow, scope)
    }

    private static func senders(
      _ trace: Trace, since firstRow: Int, _ scope: Scope
    ) -> [(party: Party, rows: [Int])] {
      let (table, parties) = (scope.window.transactions, scope.window.parties)
      var rows: [Party: Set<Int>] = [:]
      for level in trace.reach.levels where level.hops >= 2 {
        for row in level.rows where Int(row) >= firstRow {
          rows[parties.owner(table.debtor[Int(row)]), default: []].insert(Int(row))
        }
      }
      if let asked = scope.asked { rows[asked, default: []].formUnion([]) }
      return rows.filter { $0.key == scope.asked || parties.account($0.key) != nil }
        .sorted { parties.ids.precedes(Text(index: $0.key), Text(index: $1.key)) }
        .map { ($0.key, $0.value.sorted()) }
    }

    /// Whoever paid or was paid on the way to a sink or stands behind them, with their endpoints; and who paid in what went
    /// on, where only its payments tell whether it is a payer.
    private static func parties(
      on rows: some Sequence<Int32>, _ trace: Trace, _ scope: Scope
    ) -> DenseSet {
      let (table, parties) = (scope.window.transactions, scope.window.parties)
      var known = DenseSet(upTo: parties.count)
      if let asked = scope.asked { known.insert(asked) }
      for row in rows {
        known.insert(table.creditor[Int(row)])
        known.insert(parties.owner(table.debtor[Int(row)]))
      }
      var unnamed = DenseSet(upTo: parties.count)
      for account in parties.accounts where account.role == nil { unnamed.insert(account.party) }
      for row in trace.links.credit {
        let source = parties.owner(table.debtor[Int(row)])
        if unnamed.contains(source) { known.insert(source) }
      }
      for party in known.members { known.insert(parties.owner(party)) }
      known.insertEndpoints(of: parties)
      return known
    }

    /// Micro-units of a row that reached any sink.
    private func arrived(_ row: Int) -> Int64 { arrivals[Int32(row)] ?? 0 }

    /// Everybody of whose payments in the period a part reached a sink through others, ascending by id bytewise.
    func suspects() throws -> [Suspect] {
      try senders.filter { $0.party == scope.asked || canBeSubject($0.party) }
        .map { try suspect($0.party, rows: $0.rows) }
    }

    private func suspect(_ subject: Party, rows: [Int]) throws -> Suspect {
      let routed = rows.compactMap { routedPayment($0, of: subject) }
      let unexplained = routed.filter { !hasInnocentRoute($0, of: subject) }
      let payments = withoutAuthorised(unexplained)
      let sent = try Money.sum(payments.map { Money(micros: window.transactions.amount[$0.row]) })
      return Suspect(
        subject: subject, canBeSubject: canBeSubject(subject),
        largestArrived: rows.map { Money(micros: arrived($0)) }.max(),
        routedCount: routed.count, unexplainedCount: unexplained.count, payments: payments,
        arrived: try Money.sum(payments.map(\.arrived)),
        shareOfOutflow: payments.isEmpty ? 0 : sent.perMille(of: try outflow(of: subject)),
        receivedShare: receivedShare(subject, payments))
    }

    /// What makes a suspect's routing a finding.
    func requirements(of suspect: Suspect) -> [Requirement] {
      let payments = suspect.payments
      let large = Condition(
        "the most that arrived of one payment", payments.map(\.arrived).max() ?? .zero, .atLeast,
        MultiHopRouting.largeAmount, settings, limit: max(1, settings[MultiHopRouting.largeAmount]))
      return [
        Requirement(
          .fact("it is an account, and no payer's, platform's, hub's or listed one", suspect.canBeSubject)),
        Requirement(
          Condition(
            "the most that reached a listed endpoint of one payment", suspect.largestArrived ?? .zero,
            .atLeast,
            MultiHopRouting.minPayment, settings)),
        Requirement(
          .fact("every intermediary of a payment passed on what it must", suspect.routedCount > 0)),
        Requirement(
          .fact(
            "no refund, vendor abroad or own money explains all such payments", suspect.unexplainedCount > 0)),
        Requirement(.fact("no order, contract or invoice explains the rest", !payments.isEmpty)),
        Requirement(
          Condition(
            "share of it that came from others who are no payers", suspect.receivedShare, .lessThan,
            MultiHopRouting.conduitShare, settings)),
        Requirement(anyOf: [
          [
            Condition(
              "payments that reached a listed endpoint through others", payments.count, .atLeast,
              MultiHopRouting.minPayments, settings)
          ], [large],
        ]),
        Requirement(anyOf: [
          [
            Condition(
              "arrived of all of them", suspect.arrived, .atLeast, MultiHopRouting.largeAmount, settings)
          ],
          [
            Condition(
              "share of what the subject paid to others", suspect.shareOfOutflow, .atLeast,
              MultiHopRouting.minShare, settings)
          ],
        ]),
      ]
    }

    /// The payment with its best route, when enough of it arrived by way of others.
    private func routedPayment(_ row: Int, of subject: Party) -> RoutedPayment? {
      let table = window.transactions
      let arrived = Money(micros: self.arrived(row))
      guard arrived >= settings.money(MultiHopRouting.minPayment),
        let payment = known.value(row, else: { payment(row, arrived, of: subject) })
      else { return nil }
      // Under first-in first-out the fee on a merged payment falls whole on the last payer; then the batch decides.
      let stations = payment.route.hops - 1
      guard
        isRetained(Int128(arrived.micros), of: Int128(table.amount[row]), stations: stations)
          || passesOn(table.creditor[row], stations: stations)
      else { return nil }
      return payment
    }

    private func payment(_ row: Int, _ arrived: Money, of subject: Party) -> RoutedPayment? {
      let table = window.transactions
      guard !isSame(table.creditor[row], subject),
        let route = routes.best(from: [row], in: window, limit: 1).routes.first
      else { return nil }
      var intermediaries: [Party] = []
      for step in route.steps.dropLast() {
        let party = window.parties.owner(table.creditor[step.row])
        let isNew = intermediaries.last.map { !isSame($0, party) } ?? true
        if isNew && !isSame(party, subject) { intermediaries.append(party) }
      }
      guard !intermediaries.isEmpty else { return nil }
      return RoutedPayment(row: row, arrived: arrived, route: route, intermediaries: intermediaries)
    }

    /// Whether what arrived is at least what so many intermediaries must let through, rounded up at each.
    private func isRetained(_ arrived: Int128, of amount: Int128, stations: Int) -> Bool {
      var least = amount
      for _ in 0..<stations { least = (least * Int128(settings[MultiHopRouting.retention]) + 999) / 1000 }
      return arrived >= least
    }

    /// Whether all that a party was paid in the period went on as it must.
    private func passesOn(_ party: Party, stations: Int) -> Bool {
      var (amount, onward): (Int128, Int128) = (0, 0)
      for row in ledgers.received(by: party) where Int(row) >= firstRow {
        amount += Int128(window.transactions.amount[Int(row)])
        onward += Int128(arrived(Int(row)))
      }
      return isRetained(onward, of: amount, stations: stations)
    }
  }
}

// MARK: Who is who

extension MultiHopRouting.Scene {
  /// An account that is no payer and no stop; an endpoint nobody registered is nobody to accuse.
  private func canBeSubject(_ party: Party) -> Bool {
    window.parties.account(party) != nil && !isStop[Int(party)] && !isPayer(party)
      && window.classification.sinkClass(party) == nil
  }

  /// A client or employer: by its role, or, when it has none, by many payees and a small routed share.
  func isPayer(_ party: Party) -> Bool {
    guard let account = window.parties.account(party) else { return false }
    if let role = account.role { return role == .client || role == .platform }
    let paid = ledgers.paid(by: party)
    let payees = Set(paid.map { window.transactions.creditor[Int($0)] })
    guard payees.count >= settings.count(MultiHopRouting.payerPayees) else { return false }
    let outflow = paid.reduce(Int128(0)) { $0 + Int128(window.transactions.amount[Int($1)]) }
    return routedBy[party, default: 0] * 1000 <= outflow * Int128(settings[MultiHopRouting.payerShare])
  }

  /// Per mille of what the party routed that came, lot by lot, from others who are no payers: if most did, routing began
  /// with them.
  private func receivedShare(_ subject: Party, _ payments: [MultiHopRouting.RoutedPayment]) -> Int64 {
    var (routed, received): (Int128, Int128) = (0, 0)
    for payment in payments {
      let arrived = Int128(payment.arrived.micros)
      var drawn: Int128 = 0
      for link in trace.links.into(payment.row) {
        let source = window.transactions.debtor[Int(trace.links.credit[link])]
        if isOrdinary(source) && !isSame(source, subject) { drawn += Int128(trace.links.amount[link]) }
      }
      routed += arrived
      received += arrived * drawn / Int128(window.transactions.amount[payment.row])
    }
    return routed == 0 ? 0 : Int64(clamping: received * 1000 / routed)
  }

  /// An account of somebody who could have begun the routing.
  private func isOrdinary(_ party: Party) -> Bool {
    let owner = window.parties.owner(party)
    return window.parties.account(owner) != nil && !isStop[Int(party)] && !isStop[Int(owner)]
      && !isPayer(owner)
      && window.classification.sinkClass(party) == nil
  }

  /// Whether two parties are one holder: one account behind both, or one name.
  func isSame(_ left: Party, _ right: Party) -> Bool {
    if window.parties.owner(left) == window.parties.owner(right) { return true }
    guard let first = window.holderName(left), let second = window.holderName(right) else { return false }
    return first.lowercased() == second.lowercased()
  }

  /// What the subject paid to others in the period, from its account and its own endpoints.
  private func outflow(of subject: Party) throws -> Money {
    try outflows.value(subject) {
      try Money.sum(paidToOthers(by: subject).map { Money(micros: window.transactions.amount[$0]) })
    }
  }

  /// What of that went to parties through whom money is not followed.
  func notFollowed(of subject: Party) throws -> Money {
    let rows = paidToOthers(by: subject).filter { isStop[Int(window.transactions.creditor[$0])] }
    return try Money.sum(rows.map { Money(micros: window.transactions.amount[$0]) })
  }

  private func paidToOthers(by subject: Party) -> [Int] {
    ([subject] + ownEndpoints[subject, default: []]).flatMap { party in
      ledgers.paid(by: party).map { Int($0) }.filter {
        $0 >= firstRow && !isSame(window.transactions.creditor[$0], subject)
      }
    }
  }
}
