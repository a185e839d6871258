import Detection
import Ledger
import Window

/// The questions that one payee's money and records answer.
struct PayeeReading {
  let payee: Party
  let facts: [CurrencyFact]
  let ledger: PayeeLedger
  let cases: PayeeCases
  let settings: Settings

  private var window: Window { cases.scope.window }

  private var payouts: [Int] {
    facts.compactMap { if case .payout(let row) = $0.source { row } else { nil } }
  }

  /// The first request (or, where nothing was asked, payout) that followed trouble soon, and the latest such trouble.
  func switched() -> (trouble: AccountTrouble, fact: CurrencyFact)? {
    let trouble = AccountTrouble.all(
      accounts: [payee] + (cases.relatives[payee] ?? []), ledgers: cases.ledgers,
      requests: cases.requests[payee] ?? [], changes: cases.changes[payee] ?? [],
      virtual: Set(facts.map(\.source)),
      in: cases.scope)
    if trouble.isEmpty { return nil }
    let limit = settings.span(VirtualCurrencyPayout.switchWithin)
    for (place, fact) in facts.enumerated() where place == 0 || !fact.isPayout {
      if let latest = trouble.last(where: { $0.at <= fact.at && fact.at - $0.at <= limit }) {
        return (latest, fact)
      }
    }
    return nil
  }

  /// Rows of ordinary pay before the first fact. A platform's internal balance is ordinary pay only to somebody who
  /// had not yet drawn it as virtual currency.
  func fiatBefore() -> [Int] {
    guard let first = facts.first else { return [] }
    let table = window.transactions
    let before = ledger.fiatPayouts.filter { Instant(micros: table.bookedAt[$0]) < first.at }
    if !ledger.fiatPayouts.isEmpty || first.isPayout { return before }
    return ledger.incoming.filter { row in
      Instant(micros: table.bookedAt[row]) < first.at && !cases.columns.virtual.contains(table.creditor[row])
        && isFiat(table.currency[row])
    }
  }

  private func isFiat(_ currency: Text) -> Bool {
    guard let code = window.text(currency), code != window.currency else { return true }
    return !Vocabulary.standard.names([.asset], inField: code)
  }

  /// Rows that came in within the time before a payout to a wallet, where what went to wallets in that time is
  /// nearly all of them. O(n) in the payee's rows.
  func forwarded() -> [Int] {
    let table = window.transactions
    let within = settings.span(VirtualCurrencyPayout.forwardWithin).micros
    let share = Int128(settings[VirtualCurrencyPayout.forwardShare])
    let incoming = ledger.incoming.filter { !cases.columns.virtual.contains(table.creditor[$0]) }
    let outgoing = payouts.filter { window.parties.owner(table.debtor[$0]) == payee }
    var (firstIn, nextIn, firstOut) = (0, 0, 0)
    var (cameIn, wentOut) = (Int128(0), Int128(0))
    var taken = 0
    var rows: [Int] = []
    for row in outgoing {
      let now = table.bookedAt[row]
      wentOut += Int128(table.amount[row])
      while table.bookedAt[outgoing[firstOut]] < now - within {
        wentOut -= Int128(table.amount[outgoing[firstOut]])
        firstOut += 1
      }
      while nextIn < incoming.count && table.bookedAt[incoming[nextIn]] <= now {
        cameIn += Int128(table.amount[incoming[nextIn]])
        nextIn += 1
      }
      while firstIn < nextIn && table.bookedAt[incoming[firstIn]] < now - within {
        cameIn -= Int128(table.amount[incoming[firstIn]])
        firstIn += 1
      }
      guard cameIn > 0, wentOut * 1000 >= cameIn * share else { continue }
      taken = max(taken, firstIn)
      rows.append(contentsOf: incoming[taken..<nextIn])
      taken = nextIn
    }
    return rows
  }

  /// How many stablecoin amounts of a salary's size follow each other at a salary's interval: paid ones or asked ones.
  func rhythm() -> Int {
    let table = window.transactions
    let isStable = facts.contains { $0.namesStablecoin }
    guard isStable else { return 0 }
    let paid = payouts.filter { isSalary(Money(micros: table.amount[$0])) }
      .map { Instant(micros: table.bookedAt[$0]) }
    var asked: [Instant] = []
    for fact in facts where fact.namesStablecoin {
      guard case .request(let row) = fact.source, let amount = dollars(window.payoutRequests[row]),
        isSalary(amount)
      else { continue }
      asked.append(fact.at)
    }
    let tolerance = settings.span(VirtualCurrencyPayout.periodTolerance)
    let shortest = settings.span(VirtualCurrencyPayout.shortestPeriod) - tolerance
    let longest = settings.span(VirtualCurrencyPayout.longestPeriod) + tolerance
    return max(
      PayoutRhythm.length(of: paid, shortest: shortest, longest: longest),
      PayoutRhythm.length(of: asked, shortest: shortest, longest: longest))
  }

  private func isSalary(_ amount: Money) -> Bool {
    amount >= settings.money(VirtualCurrencyPayout.stablecoinMinimum)
      && amount <= settings.money(VirtualCurrencyPayout.stablecoinMaximum)
  }

  /// A request's amount when it is in the reporting currency or in a stablecoin, which is taken at par.
  private func dollars(_ request: PayoutRequest) -> Money? {
    guard let amount = request.amount else { return nil }
    if let currency = window.text(request.currency), currency != window.currency,
      !Vocabulary.standard.namesStablecoin(inField: currency)
    {
      return nil
    }
    return try? amount.converted(at: ExactDecimal(mantissa: 1, scale: 0))
  }
}

extension Span {
  fileprivate static func - (left: Span, right: Span) -> Span { Span(micros: left.micros - right.micros) }
  fileprivate static func + (left: Span, right: Span) -> Span { Span(micros: left.micros + right.micros) }
}
