import Ledger

/// Empties accounts by their holders' habits, never below nothing.
extension World {
  /// Runs after every story, because a story may spend what an account holds.
  mutating func withdraw() {
    var random = random(for: "withdrawals")
    var ledgers: [Purse: [(at: Instant, delta: Int64)]] = [:]
    for payment in payments where payment.state == .done && payment.from != payment.to {
      if case .member(let to) = payment.to, members[to].habit != .none {
        ledgers[Purse(member: to, currency: payment.currency), default: []].append(
          (payment.at, payment.minor))
      }
      if case .member(let from) = payment.from, members[from].habit != .none {
        ledgers[Purse(member: from, currency: payment.currency), default: []].append(
          (payment.at, -payment.minor))
      }
    }
    for purse in ledgers.keys.sorted() { empty(purse, ledgers[purse] ?? [], &random) }
  }

  /// One member's money in one currency.
  private struct Purse: Hashable, Comparable {
    var member: Int
    var currency: Currency
    static func < (left: Purse, right: Purse) -> Bool {
      (left.member, left.currency.rawValue) < (right.member, right.currency.rawValue)
    }
  }

  private mutating func empty(_ purse: Purse, _ ledger: [(at: Instant, delta: Int64)], _ random: inout Random)
  {
    let ledger = ledger.sorted { ($0.at, -$0.delta) < ($1.at, -$1.delta) }
    var balance: Int64 = 0
    var floor = ledger.map { entry in
      balance += entry.delta
      return balance
    }
    // What may leave at a time is the least the account will hold from then on.
    for place in floor.indices.dropLast().reversed() { floor[place] = min(floor[place], floor[place + 1]) }
    var taken: Int64 = 0
    var place = 0
    for at in times(purse, ledger.filter { $0.delta > 0 }.map(\.at), &random) where at < life.end {
      while place + 1 < ledger.count, ledger[place + 1].at <= at { place += 1 }
      guard ledger[place].at <= at else { continue }
      let room = floor[place] - taken
      let share = members[purse.member].habit == .saver ? random.number(40...60) : random.number(86...100)
      let minor =
        room * Int64(share) / 100 / max(purse.currency.unit / 100, 1) * max(purse.currency.unit / 100, 1)
      if minor >= purse.currency.unit * 20, payOut(purse, minor, at, &random) { taken += minor }
    }
  }

  /// When the holder asks for money, in order.
  private func times(_ purse: Purse, _ credits: [Instant], _ random: inout Random) -> [Instant] {
    let habit = members[purse.member].habit
    switch habit {
    case .none: return []
    case .eager:
      return credits.map {
        life.office(life.businessDay(from: life.day(of: $0) + random.number(1...3)), &random)
      }.sorted()
    case .monthly, .saver:
      let date = random.number(1...27)
      let step = habit == .saver ? 61 : 30
      return stride(from: date, to: life.days, by: step).map {
        life.office(life.businessDay(from: $0), &random)
      }
    case .weekly:
      return (0..<life.days).filter { life.weekday($0) == 0 }.map { life.at($0, 6, purse.member % 60) }
    }
  }

  /// Asks for a payout and books it; a few bounce and are sent again. False when it could not leave.
  private mutating func payOut(_ purse: Purse, _ minor: Int64, _ at: Instant, _ random: inout Random) -> Bool
  {
    let member = purse.member
    let second = members[member].second.flatMap { $0.from + .hours(30) <= at && random.chance(34) ? $0 : nil }
    guard let destination = second?.destination ?? destination(of: member, at: at) else { return false }
    var (amount, currency) = (minor, purse.currency)
    if let second, second.currency != currency {
      // The platform's own spread is half a per cent.
      let cents = rates.cents(minor: minor, in: currency, on: at) * 995 / 1_000
      pay(
        at - .seconds(40), from: .member(member), to: .member(member), minor: minor, currency, .exchange,
        memo: "Exchange to \(second.currency.rawValue)", startedBy: member)
      (amount, currency) = (rates.minor(cents: cents, in: second.currency, on: at), second.currency)
    }
    let it = destinations[destination]
    // What was asked for on the last Friday has not been booked by Monday.
    let isLate = at > life.end - .hours(84)
    let bounces = !isLate && second == nil && random.chance(1)
    var paidAt = at
    if bounces {
      pay(
        at, from: .member(member), to: .destination(destination), minor: amount, currency, .withdrawal,
        memo: random.chance(50) ? "Return R01 try again" : "Beneficiary bank unavailable",
        state: random.chance(50) ? .bounced : .undone)
      paidAt = at + .hours(Int64(random.number(4...20)))
    }
    let state: PaymentState = isLate ? .waiting : .done
    pay(
      paidAt, from: .member(member), to: .destination(destination), minor: amount, currency, .withdrawal,
      memo: "Withdrawal", startedBy: member, state: state)
    guard members[member].side == .talent else { return true }
    let isCoin = it.rail == "crypto"
    requests.append(
      Request(
        uuid: random.uuid(), member: member, at: at - .seconds(Int64(random.number(90...5_000))),
        destination: destination,
        rail: it.rail, asset: isCoin ? currency.rawValue : nil, chain: it.chain, address: it.address,
        minor: amount,
        currency: currency, state: isLate ? "waiting" : "paid", message: message(for: it, &random)))
    return true
  }

  /// What people write beside a request: rarely anything, and never where else to send it.
  private func message(for destination: Destination, _ random: inout Random) -> String? {
    guard random.chance(8) else { return nil }
    return switch random.below(7) {
    case 0: "For order \(random.digits(3))-\(random.digits(7))-\(random.digits(7)), thank you"
    case 1: "Equipment went back with UPS, tracking 1Z\(random.hex(6).uppercased())\(random.digits(10))"
    case 2: "Same account as last time please (\(destination.number ?? "the usual one"))"
    case 3: "Invoice INV-\(random.digits(4))-\(random.digits(5)), DHL \(random.digits(10))"
    case 4: "Please hurry, rent is due on the first"
    case 5: "Commit \(random.hex(40)) has the last fixes"
    default: "Thanks!"
    }
  }
}
