import Ledger

/// Money that goes on to somebody else for good reasons: families, flatmates, savings circles, escrow, subcontractors.
extension World {
  /// Takes free talent that has been paid.
  mutating func helpEachOther() {
    var random = random(for: "relatives")
    let income = incomeByMember()
    supportParents(income, &random)
    supportRelatives(income, &random)
    sharePay(income, &random)
    payLandlord(income, &random)
    payColleagueAbroad(income, &random)
    saveTogether(&random)
    shareFlats(&random)
    keepInEscrow(&random)
    liveInChina()
  }

  private mutating func earners(_ count: Int, _ income: [Int: [Int]], _ random: inout Random) -> [Int] {
    let fit = free(.talent) { !["CN", "HK"].contains($0.country) }.filter {
      income[$0, default: []].count > 8
    }
    return take(count, of: fit, &random)
  }

  private mutating func note(
    _ detector: String, _ story: String, _ subject: Int, _ parties: [Node], _ paid: [Int]
  ) {
    claims.append(
      Claim(
        detector: detector, story: story, subject: .member(subject), parties: parties,
        payments: Array(paid.suffix(12))))
  }

  /// A share of every payment in, some hours later.
  private mutating func share(
    _ income: [Int], of member: Int, to node: Node, percent: ClosedRange<Int>, hours: Int, memo: String,
    _ random: inout Random
  ) -> [Int] {
    income.compactMap { payment in
      let paid = payments[payment]
      let isOut = if case .destination = node { true } else { false }
      return pay(
        paid.at + .hours(Int64(random.number(hours...(hours + 10)))), from: .member(member), to: node,
        minor: paid.minor * Int64(random.number(percent)) / 100, paid.currency,
        isOut ? .withdrawal : .transfer,
        memo: memo, startedBy: member)
    }
  }

  /// A fifth to a quarter of every pay to parents in China.
  private mutating func supportParents(_ income: [Int: [Int]], _ random: inout Random) {
    for (place, child) in earners(8, income, &random).enumerated() {
      let name = Names.person(&random)
      let account =
        place % 2 == 0
        ? bank(of: child, in: "CN", named: name, &random)
        : wallet(of: child, named: name, at: "Alipay", country: "CN", &random)
      let paid = share(
        income[child] ?? [], of: child, to: .destination(account), percent: 18...26, hours: 14,
        memo: "For my parents", &random)
      note(
        "direct-prc-transfers", "a part of the pay for parents in China", child, [.destination(account)], paid
      )
    }
  }

  /// Half of every pay to a relative in another country.
  private mutating func supportRelatives(_ income: [Int: [Int]], _ random: inout Random) {
    for giver in earners(8, income, &random) {
      let relative = openTalent(
        in: members[giver].country == "PH" ? "US" : "PH", joined: members[giver].joinedAt, &random)
      members[relative].isTaken = true
      let paid = share(
        income[giver] ?? [], of: giver, to: .member(relative), percent: 48...52, hours: 20,
        memo: "Remittance",
        &random)
      note("salary-skim", "N7 half of the pay for a relative abroad", giver, [.member(relative)], paid)
    }
  }

  /// Most of every pay to the other half of a couple.
  private mutating func sharePay(_ income: [Int: [Int]], _ random: inout Random) {
    for earner in earners(8, income, &random) {
      let other = openTalent(in: members[earner].country, joined: members[earner].joinedAt, &random)
      members[other].isTaken = true
      members[other].phone = members[earner].phone
      let paid = share(
        income[earner] ?? [], of: earner, to: .member(other), percent: 80...84, hours: 6, memo: "Household",
        &random)
      note(
        "salary-skim", "N4 most of the pay to a spouse with the same telephone", earner, [.member(other)],
        paid)
    }
  }

  /// Rent without a contract on the platform, to a landlord of many years.
  private mutating func payLandlord(_ income: [Int: [Int]], _ random: inout Random) {
    let landlord = openMerchant("\(Names.family(&random)) Homes", &random)
    for tenant in earners(8, income, &random) {
      let paid = share(
        income[tenant] ?? [], of: tenant, to: .member(landlord), percent: 37...39, hours: 24, memo: "Rent",
        &random)
      note("salary-skim", "N7 several tenants of one landlord", tenant, [.member(landlord)], paid)
    }
  }

  /// Half of the work done by somebody in China, who sends invoices and is paid at a bank there.
  private mutating func payColleagueAbroad(_ income: [Int: [Int]], _ random: inout Random) {
    for lead in earners(4, income, &random) {
      let colleague = openTalent(in: "CN", joined: members[lead].joinedAt, &random)
      members[colleague].isTaken = true
      members[colleague].habit = .none
      let account = bank(of: colleague, &random)
      var paid: [Int] = []
      for payment in income[lead] ?? [] {
        let part = payments[payment]
        let invoice = approve(
          payer: lead, payee: colleague, "invoice", cents: cents(payment) / 2, currency: part.currency,
          from: part.at)
        paid += [
          pay(
            part.at + .hours(Int64(random.number(8...40))), from: .member(lead), to: .destination(account),
            minor: part.minor * 48 / 100, part.currency, .invoice, memo: "Invoice \(random.digits(6))",
            approval: invoice, startedBy: lead)
        ].compactMap { $0 }
      }
      note(
        "direct-prc-transfers", "N15 subcontractor in China, invoiced", lead,
        [.member(colleague), .destination(account)], paid)
    }
  }

  /// Every month each of six puts in 1,100, and one of them gets it all.
  private mutating func saveTogether(_ random: inout Random) {
    for _ in 0..<3 {
      let circle = (0..<6).map { _ in openOperative(in: random.pick(["PH", "NG", "KE"]), day: -200, &random) }
      let wages = circle.map {
        hire($0, cents: random.number(20...30) * 10_000, every: 30, from: 20, &random)
      }
      var paid: [Int] = []
      for round in 0..<(wages.map(\.count).min() ?? 0) {
        let paidIn = wages.dropFirst().compactMap { wage in
          pay(
            payments[wage[round]].at + .hours(Int64(random.number(4...20))), from: payments[wage[round]].to,
            to: .member(circle[0]), cents: 110_000, in: .usd, .transfer, memo: "Circle \(round + 1)")
        }
        guard let last = paidIn.map({ payments[$0].at }).max() else { continue }
        let out = pay(
          last + .hours(5), from: .member(circle[0]), to: .member(circle[1 + round % 5]),
          cents: 110_000 * paidIn.count, in: .usd, .transfer, memo: "Circle \(round + 1), your turn")
        paid += paidIn + [out].compactMap { $0 }
      }
      note("pass-through-account", "savings circle", circle[0], circle.dropFirst().map { .member($0) }, paid)
    }
  }

  /// Three pay the rent of a flat through the fourth.
  private mutating func shareFlats(_ random: inout Random) {
    for _ in 0..<4 {
      let flat = (0..<4).map { _ in
        openOperative(in: "DE", day: -random.number(100...400), habit: .saver, &random)
      }
      let landlord = openMerchant("\(Names.family(&random)) Wohnen", in: "DE", &random)
      let wages = flat.map { hire($0, cents: random.number(24...40) * 10_000, every: 30, from: 15, &random) }
      var paid: [Int] = []
      for round in 0..<(wages.map(\.count).min() ?? 0) {
        let paidIn = wages.dropFirst().compactMap { wage in
          pay(
            payments[wage[round]].at + .hours(10), from: payments[wage[round]].to, to: .member(flat[0]),
            cents: 62_000, in: .usd, .transfer, memo: "Rent share")
        }
        guard let last = (paidIn + [wages[0][round]]).map({ payments[$0].at }).max() else { continue }
        let out = pay(
          last + .hours(8), from: .member(flat[0]), to: .member(landlord), cents: 248_000, in: .usd,
          .transfer,
          memo: "Rent")
        paid += paidIn + [out].compactMap { $0 }
      }
      note(
        "pass-through-account", "flatmates pay the rent through one of them", flat[0], [.member(landlord)],
        paid)
    }
  }

  /// An agent holds deposits for a day or two and pays them to a seller, under contract with everyone who pays in.
  private mutating func keepInEscrow(_ random: inout Random) {
    let agent = openMerchant("Keystone Escrow Services Inc", &random)
    let seller = openMerchant("\(Names.family(&random)) Motors", &random)
    members[agent].habit = .none
    let buyers = ["US", "CA", "GB", "DE"].map { openOperative(in: $0, day: -300, habit: .saver, &random) }
    var paid: [Int] = []
    for buyer in buyers {
      _ = approve(payer: buyer, payee: agent, "contract", cents: nil, currency: .usd, from: life.at(-10))
      for wage in hire(buyer, cents: random.number(40...50) * 10_000, every: 30, from: 24, &random) {
        guard
          let paidIn = pass(wage, to: .member(agent), percent: 60, after: 8...30, memo: "Deposit", &random)
        else { continue }
        let out = pass(paidIn, to: .member(seller), percent: 98, after: 20...40, memo: "Release", &random)
        paid += [paidIn] + [out].compactMap { $0 }
      }
    }
    note("pass-through-account", "escrow agent under contract", agent, [.member(seller)], paid)
  }

  /// People who say that they live in China or Hong Kong, and are paid there.
  private mutating func liveInChina() {
    for resident in free(.talent, where: { ["CN", "HK"].contains($0.country) && $0.currency == .usd }).prefix(
      10)
    {
      guard let home = members[resident].destinations.first?.destination else { continue }
      claims.append(
        Claim(
          detector: "direct-prc-transfers", story: "freelancer who declares China",
          subject: .member(resident), parties: [.destination(home)], payments: [],
          moments: [max(members[resident].joinedAt, life.start)], cents: 0))
    }
  }
}
