import Evaluation
import Ledger

/// Accounts kept apart on the platform whose money leaves by one door.
extension World {
  /// Four schemes: a made-up client, a team, two careful ones, one worker with four jobs.
  mutating func sharePlaces() {
    var random = random(for: "shared places")
    payThemselves(&random)
    shareOneAccount(&random)
    shareNowAndThen(&random)
    workForFour(&random)
  }

  private mutating func note(
    _ difficulty: Difficulty, _ story: String, _ subject: Node, _ parties: [Node], _ paid: [Int],
    by deadline: Instant?
  ) {
    claims.append(
      Claim(
        detector: "shared-payout-endpoint", difficulty: difficulty, story: story, subject: subject,
        parties: parties,
        payments: paid, mustBeFoundBy: deadline))
  }

  /// Another registration of a destination, by another member and with the number written differently.
  private mutating func registerAgain(
    _ destination: Int, by member: Int, named: String, added: Instant, number: String? = nil,
    _ random: inout Random
  ) -> Int {
    var same = destinations[destination]
    same.uuid = random.uuid()
    same.member = member
    same.name = named
    same.addedAt = added
    same.number = number ?? same.number
    destinations.append(same)
    return destinations.count - 1
  }

  /// A client that does not exist funds itself from a PayPal account, pays its worker, who withdraws to it.
  private mutating func payThemselves(_ random: inout Random) {
    let client = open(.buyer, company: false, country: "US", joined: life.at(268), &random)
    members[client].isTaken = true
    let worker = openOperative(in: "US", day: 262, &random)
    let purse = wallet(of: client, at: "PayPal", country: "US", added: life.at(268), &random)
    members[client].destinations = [(life.at(268), purse)]
    let again = registerAgain(purse, by: worker, named: members[worker].name, added: life.at(264), &random)
    members[worker].destinations = [(life.at(264), again)]
    var paid: [Int] = []
    var fed: [Instant] = []
    for round in 0..<8 {
      let day = 282 + round * random.number(9...12)
      let cents = random.number(500...900) * 100
      let work = pay(
        life.office(day, &random), from: .member(client), to: .member(worker), cents: cents, in: .usd,
        .milestone, memo: "Milestone \(round + 1)", startedBy: client)
      guard let work,
        let out = payOut(worker, cents: cents * 97 / 100, at: payments[work].at + .hours(30), &random)
      else { continue }
      activities.append(
        Activity(at: payments[work].at + .hours(1), member: worker, buyer: client, kind: "rating", value: "5")
      )
      paid.append(out)
      fed.append(payments[out].at)
    }
    note(
      .easy, "a made-up client and its worker use one wallet", .member(worker),
      [.member(client), .destination(again), .destination(purse)], paid, by: fed.first)
  }

  /// Four workers, four names, one bank account, its number written in four ways.
  private mutating func shareOneAccount(_ random: inout Random) {
    let workers = ["PL", "PH", "US", "BR"].map { openOperative(in: $0, day: 232, &random) }
    let name = Names.front("Holdings LLC", &random)
    let account = bank(
      of: workers[0], in: "US", named: name, added: life.at(246), &random)
    let number = destinations[account].number ?? ""
    let spelled = [
      number, number.prefix(4) + " " + number.dropFirst(4), number.prefix(3) + "-" + number.dropFirst(3),
      number + " ",
    ]
    var places = [account]
    for (place, worker) in workers.enumerated().dropFirst() {
      places.append(
        registerAgain(
          account, by: worker, named: name, added: life.at(246 + place),
          number: String(spelled[place]), &random))
    }
    var paid: [Int] = []
    for (worker, place) in zip(workers, places) {
      members[worker].destinations = [(life.at(246), place)]
      for wage in hire(worker, cents: random.number(26...44) * 10_000, from: 256 + worker % 5, &random) {
        paid += [
          payOut(
            worker, cents: cents(wage) * 95 / 100,
            at: payments[wage].at + .hours(Int64(random.number(26...50))), &random)
        ].compactMap { $0 }
      }
    }
    paid.sort { payments[$0].at < payments[$1].at }
    let second = paid.first { payments[$0].from != payments[paid[0]].from }
    note(
      .typical, "P4 four workers, four names, one bank account", .member(workers[0]),
      workers.dropFirst().map { .member($0) } + places.map { .destination($0) }, paid,
      by: second.map { payments[$0].at })
  }

  /// Two workers withdraw to accounts of their own, and every fifth pay to a wallet that only one of them registered.
  private mutating func shareNowAndThen(_ random: inout Random) {
    let workers = ["CA", "ES"].map { openOperative(in: $0, day: 236, habit: .saver, &random) }
    let coin = crypto(of: workers[0], named: Names.person(&random), added: life.at(262), &random)
    var paid: [Int] = []
    for (place, worker) in workers.enumerated() {
      for (number, wage) in hire(worker, cents: random.number(30...40) * 10_000, from: 258, &random)
        .enumerated()
      {
        guard number % 5 == 1 + place, payments[wage].at > life.at(264) else { continue }
        paid += [
          payOut(
            worker, cents: cents(wage) * 70 / 100, at: payments[wage].at + .hours(30), to: coin, in: .usd,
            &random)
        ].compactMap { $0 }
      }
    }
    paid.sort { payments[$0].at < payments[$1].at }
    let second = paid.first { payments[$0].from == .member(workers[1]) }
    note(
      .evasive, "two workers use one wallet now and then", .member(workers[0]),
      [.member(workers[1]), .destination(coin)],
      paid,
      by: second.map { payments[$0].at })
  }

  /// Four employers pay one person for full-time work at the same time.
  private mutating func workForFour(_ random: inout Random) {
    let worker = openOperative(in: "US", day: 270, habit: .eager, &random)
    var wages: [Int] = []
    let firms = members.indices.filter {
      members[$0].side == .buyer && members[$0].currency == .usd && members[$0].isCompany
        && members[$0].joinedAt < life.start && members[$0].name != "State Revenue Office"
    }
    let employers = Array(random.shuffled(firms).prefix(4))
    for (number, employer) in employers.enumerated() {
      wages += hire(
        worker, cents: random.number(34...44) * 10_000, every: number % 2 == 0 ? 30 : 14,
        from: 304 + number * 2,
        by: employer, &random)
    }
    wages.sort { payments[$0].at < payments[$1].at }
    note(
      .typical, "P6 four employers pay full wages to one account", .member(worker),
      employers.map { .member($0) },
      wages,
      by: life.at(life.days - 12))
  }
}
