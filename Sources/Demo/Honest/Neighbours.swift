import Ledger

/// Accounts that share something, or follow one another, for good reasons.
extension World {
  /// Mostly opens accounts of its own.
  mutating func liveSideBySide() {
    var random = random(for: "neighbours")
    workForAgency(&random)
    buyAndSell(&random)
    serveManyClients(&random)
    returnHome(&random)
    carryOn(&random)
    handOver(&random)
    leaveHousehold(&random)
  }

  private mutating func note(
    _ detector: String, _ story: String, _ subject: Int, _ parties: [Node], _ paid: [Int] = [],
    at moment: Instant
  ) {
    claims.append(
      Claim(
        detector: detector, story: story, subject: .member(subject), parties: parties,
        payments: Array(paid.suffix(12)), moments: [max(moment, life.start)]))
  }

  /// Five people whose agency, under contract with a buyer, is paid for them.
  private mutating func workForAgency(_ random: inout Random) {
    for name in ["Harbourlight Talent Ltd", "Sunrise Staffing Pte Ltd"] {
      let agency = openMerchant(name, in: "GB", &random)
      let buyers = free(.buyer) { $0.currency == .usd && $0.isCompany && $0.joinedAt < life.start }
      guard let buyer = buyers.first else { return }
      _ = approve(payer: buyer, payee: agency, "contract", cents: nil, currency: .usd, from: life.at(-20))
      guard let account = members[agency].destinations.first?.destination else { continue }
      var paid: [Int] = []
      let people = ["GB", "PL", "RO", "ES", "UA"].map {
        openOperative(in: $0, day: -random.number(60...400), &random)
      }
      for person in people {
        var same = destinations[account]
        same.uuid = random.uuid()
        same.member = person
        same.addedAt = members[person].joinedAt
        destinations.append(same)
        members[person].destinations = [(members[person].joinedAt, destinations.count - 1)]
        for wage in hire(
          person, cents: random.number(20...40) * 10_000, every: 30, from: 12, by: buyer, &random)
        {
          paid += [payOut(person, cents: cents(wage) * 97 / 100, at: payments[wage].at + .hours(34), &random)]
            .compactMap { $0 }
        }
      }
      note(
        "shared-payout-endpoint", "agency under contract, paid for its people", people[0],
        people.dropFirst().map { .member($0) } + [.member(agency), .destination(account)], paid,
        at: members[people[0]].joinedAt)
    }
  }

  /// People who sell their own work and buy that of others, with one wallet for both.
  private mutating func buyAndSell(_ random: inout Random) {
    for _ in 0..<6 {
      let joined = life.at(-random.number(30...300))
      let talent = openOperative(in: "US", day: life.day(of: joined), &random)
      let purse = wallet(of: talent, at: "PayPal", added: joined, &random)
      members[talent].destinations = [(joined, purse)]
      let buyer = open(
        .buyer, company: false, name: members[talent].name, country: "US", joined: joined, &random)
      members[buyer].isTaken = true
      members[buyer].email = members[talent].email
      var same = destinations[purse]
      same.uuid = random.uuid()
      same.member = buyer
      destinations.append(same)
      members[buyer].destinations = [(joined, destinations.count - 1)]
      let helper = openOperative(in: "AR", day: -20, habit: .eager, &random)
      var paid: [Int] = []
      for wage in hire(talent, cents: random.number(30...50) * 10_000, every: 30, from: 20, &random) {
        paid += [payOut(talent, cents: cents(wage) * 9 / 10, at: payments[wage].at + .hours(20), &random)]
          .compactMap { $0 }
        pay(
          payments[wage].at + .hours(60), from: .member(buyer), to: .member(helper), cents: cents(wage) / 5,
          in: .usd,
          .milestone, memo: "Design work", startedBy: buyer)
      }
      note(
        "shared-payout-endpoint", "one person as buyer and as talent", talent,
        [.member(buyer), .destination(purse)],
        paid, at: joined)
    }
  }

  /// Bookkeepers and the like, with a small monthly fee from each of five clients.
  private mutating func serveManyClients(_ random: inout Random) {
    let buyers = members.indices.filter {
      members[$0].side == .buyer && members[$0].currency == .usd && members[$0].isCompany
        && members[$0].joinedAt < life.start && !members[$0].isTaken
    }
    for _ in 0..<4 {
      let talent = openOperative(
        in: random.pick(["US", "CA", "GB"]), day: -random.number(60...300), habit: .eager, &random)
      let clients = Array(random.shuffled(buyers).prefix(5))
      let paid = clients.flatMap {
        hire(
          talent, cents: random.number(70...130) * 1_000, every: 30, from: random.number(8...30), by: $0,
          &random)
      }
      note(
        "shared-payout-endpoint", "small monthly fees of five clients", talent, clients.map { .member($0) },
        paid,
        at: members[talent].joinedAt)
    }
  }

  /// An account that was paid for a while and is closed by its holder.
  private mutating func openEnding(in country: String, at end: Int, _ random: inout Random) -> (
    old: Int, employer: Int?
  ) {
    let old = openOperative(in: country, day: end - random.number(120...220), habit: .eager, &random)
    let wages = hire(
      old, cents: random.number(20...40) * 10_000, from: max(end - 100, 10), to: end - 5, &random)
    members[old].state = "closed"
    members[old].leftAt = life.office(end, &random)
    guard let wage = wages.first, case .member(let employer) = payments[wage].from else { return (old, nil) }
    return (old, employer)
  }

  private mutating func openAnother(
    in country: String, day: Int, named name: String? = nil, by employer: Int?, _ random: inout Random
  ) -> Int {
    let new = openOperative(in: country, day: day, habit: .eager, &random)
    if let name {
      members[new].name = name
      for it in members[new].destinations { destinations[it.destination].name = name }
    }
    _ = hire(new, cents: random.number(20...40) * 10_000, from: day + 8, by: employer, &random)
    return new
  }

  /// The same person, a few weeks later.
  private mutating func returnHome(_ random: inout Random) {
    for _ in 0..<6 {
      let end = random.number(240...350)
      let (old, employer) = openEnding(in: "US", at: end, &random)
      let new = openAnother(
        in: "US", day: end + random.number(8...30), named: members[old].name, by: employer, &random)
      members[new].phone = members[old].phone
      note(
        "replacement-account", "the same holder comes back", new, [.member(old)], at: members[new].joinedAt)
    }
  }

  /// A new name after a marriage, or a firm in its founder's name.
  private mutating func carryOn(_ random: inout Random) {
    for place in 0..<6 {
      let end = random.number(240...350)
      let (old, employer) = openEnding(in: "DE", at: end, &random)
      let words = members[old].name.split(separator: " ").map(String.init)
      let name =
        place % 2 == 0 ? "\(words[0]) \(Names.family(&random))" : "\(words[words.count - 1]) Software GmbH"
      let new = openAnother(in: "DE", day: end + random.number(2...20), named: name, by: employer, &random)
      members[new].phone = members[old].phone
      members[new].email = members[old].email
      note(
        "replacement-account",
        place % 2 == 0 ? "N11 a new name after a marriage" : "a firm in its founder's name",
        new, [.member(old)], at: members[new].joinedAt)
    }
  }

  /// Somebody leaves and the employer hires somebody else.
  private mutating func handOver(_ random: inout Random) {
    for _ in 0..<8 {
      let end = random.number(240...350)
      let (old, employer) = openEnding(in: random.pick(["PL", "IN", "BR"]), at: end, &random)
      let new = openAnother(
        in: random.pick(["PL", "IN", "BR"]), day: end + random.number(3...20), by: employer, &random)
      note("replacement-account", "a successor in the job", new, [.member(old)], at: members[new].joinedAt)
    }
  }

  /// Of two at one telephone, one leaves; the other had long been there.
  private mutating func leaveHousehold(_ random: inout Random) {
    for _ in 0..<6 {
      let end = random.number(240...350)
      let (old, _) = openEnding(in: "ES", at: end, &random)
      let other = openAnother(in: "ES", day: end - random.number(60...200), by: nil, &random)
      members[other].phone = members[old].phone
      note(
        "replacement-account", "N4 one of a household leaves", other, [.member(old)],
        at: members[old].joinedAt)
    }
  }
}
