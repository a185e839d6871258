import Ledger

/// What the schemes have in common: people hired by honest buyers, and fronts.
extension World {
  /// Tells every scheme.
  mutating func scheme() {
    routeToChina()
    askForCoins()
    churnDetails()
    chargeInInstalments()
    sendStraightHome()
    forwardForOthers()
    skimWages()
    sharePlaces()
    comeBack()
    drawInOtherNames()
    startTooEarly()
    hireTheListed()
    enterFromElsewhere()
    playTheMarket()
  }

  /// Opens the account of a worker in a scheme: own bank, own country, no habit, nobody else's story.
  mutating func openOperative(in country: String, day: Int, habit: Habit = .none, _ random: inout Random)
    -> Int
  {
    let joined = life.office(day, &random)
    let worker = open(.talent, company: false, country: country, joined: joined, &random)
    members[worker].isTaken = true
    members[worker].habit = habit
    members[worker].destinations = [(joined, bank(of: worker, &random))]
    return worker
  }

  /// Opens a company without business of its own.
  mutating func openFront(_ name: String, in country: String, day: Int, _ random: inout Random) -> Int {
    let front = open(
      .supplier, company: true, name: name, country: country, joined: life.office(day, &random), &random)
    members[front].isTaken = true
    return front
  }

  /// An honest buyer with an engagement for the worker and its wages in order: every 14 days, or monthly.
  mutating func hire(
    _ worker: Int, cents: Int, every days: Int = 14, from first: Int, to last: Int? = nil,
    by employer: Int? = nil,
    _ random: inout Random
  ) -> [Int] {
    let employers = members.indices.filter {
      members[$0].side == .buyer && members[$0].currency == .usd && members[$0].isCompany
        && members[$0].joinedAt < life.start
        && members[$0].name != "State Revenue Office"
    }
    let employer = employer ?? random.pick(employers)
    let end = last ?? life.days
    let approval = approve(
      payer: employer, payee: worker, "contract", cents: cents * 5 / 4, currency: .usd, every: days,
      from: life.at(first - 7))
    engagements.append(
      Engagement(
        buyer: employer, talent: worker, rhythm: days == 14 ? .fortnightly : .monthly, cents: cents,
        days: first..<end,
        approval: approval))
    return stride(from: first, to: end, by: days).enumerated().compactMap { number, day in
      pay(
        life.at(life.businessDay(from: day), 23, 30 + employer % 30), from: .member(employer),
        to: .member(worker),
        cents: cents, in: .usd, .wage, memo: "Payroll \(life.at(day).date) run \(number + 1)",
        approval: approval)
    }
  }

  /// Passes a share of a payment on after some hours; nil once the records end.
  mutating func pass(
    _ payment: Int, to node: Node, percent: Int, after hours: ClosedRange<Int>, in currency: Currency = .usd,
    memo: String? = nil, _ random: inout Random
  ) -> Int? {
    let at = payments[payment].at + .hours(Int64(random.number(hours))) + .seconds(Int64(random.below(3_000)))
    let purpose: Purpose = if case .destination = node { .withdrawal } else { .transfer }
    guard at < life.end else { return nil }
    return pay(
      at, from: payments[payment].to, to: node, cents: cents(payment) * percent / 100, in: currency, purpose,
      memo: memo)
  }

  /// A payout of part of what a worker was last paid, to wherever its money goes at that time, with its request.
  mutating func payOut(
    _ worker: Int, cents: Int, at: Instant, to destination: Int? = nil, in currency: Currency = .usd,
    message: String? = nil,
    _ random: inout Random
  ) -> Int? {
    guard let destination = destination ?? self.destination(of: worker, at: at) else { return nil }
    let it = destinations[destination]
    let isCoin = it.rail == "crypto" || it.rail == "exchange"
    requests.append(
      Request(
        uuid: random.uuid(), member: worker, at: at - .hours(3), destination: destination, rail: it.rail,
        asset: isCoin ? "USDC" : nil, chain: it.chain, address: it.address,
        minor: rates.minor(cents: cents, in: currency, on: at), currency: currency,
        message: message))
    return pay(
      at, from: .member(worker), to: .destination(destination), cents: cents, in: currency, .withdrawal,
      memo: "Withdrawal",
      startedBy: worker)
  }
}
