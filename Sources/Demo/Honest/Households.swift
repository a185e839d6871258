import Ledger

/// Money inside families: shared accounts, savings, rent, support, and work passed on to a colleague.
extension World {
  /// Takes free talent that has been paid and tells its household's story.
  mutating func keepHouse() {
    var random = random(for: "households")
    let income = incomeByMember()
    shareAccounts(&random)
    save(income, &random)
    payRent(income, &random)
    passOnWork(income, &random)
  }

  /// Payments to each member, in the order they were told.
  func incomeByMember() -> [Int: [Int]] {
    var income: [Int: [Int]] = [:]
    for payment in payments.indices {
      if case .member(let member) = payments[payment].to, members[member].side == .talent {
        income[member, default: []].append(payment)
      }
    }
    return income
  }

  /// Couples at one address with one account.
  private mutating func shareAccounts(_ random: inout Random) {
    for _ in 0..<30 {
      let country = random.pick(["US", "GB", "DE", "PL", "IN", "BR"])
      let pair = take(2, of: free(.talent) { $0.country == country && !$0.isCompany }, &random)
      guard pair.count == 2 else { continue }
      let family = Names.family(&random)
      for member in pair {
        members[member].name = members[member].name.split(separator: " ")[0] + " " + family
        members[member].phone = members[pair[0]].phone
      }
      let since = members[pair[0]].joinedAt
      let joint = bank(
        of: pair[0], named: pair.map { members[$0].name }.joined(separator: " & "), added: since, &random)
      for member in pair { members[member].destinations = [(members[member].joinedAt, joint)] }
      claims.append(
        Claim(
          detector: "shared-payout-endpoint", story: "N4 couple with one account",
          subject: .member(pair[0]), parties: [.member(pair[1]), .destination(joint)], payments: [],
          moments: [since],
          cents: 0))
    }
  }

  /// Every payment split over three accounts of one's own.
  private mutating func save(_ income: [Int: [Int]], _ random: inout Random) {
    let fit = free(.talent) { !["CN", "HK"].contains($0.country) }.filter {
      income[$0, default: []].count > 4
    }
    for (place, saver) in take(25, of: fit, &random).enumerated() {
      members[saver].habit = .none
      let pots = (0..<3).map { _ in bank(of: saver, &random) }
      var shown: [Int] = []
      for payment in income[saver] ?? [] {
        let pay = payments[payment]
        for (number, pot) in pots.enumerated() {
          let split = self.pay(
            pay.at + .hours(Int64(30 + number)), from: .member(saver), to: .destination(pot),
            minor: pay.minor * 32 / 100,
            pay.currency, .withdrawal, memo: "Savings \(number + 1)")
          shown += [split].compactMap { $0 }
        }
      }
      guard place < 5 else { continue }
      claims.append(
        Claim(
          detector: "multi-hop-routing", story: "N8 own savings split",
          subject: .member(saver),
          parties: pots.map { .destination($0) }, payments: Array(shown.suffix(12))))
    }
  }

  /// Rent to a landlord and support to a relative within two days of pay: most of it passes through.
  private mutating func payRent(_ income: [Int: [Int]], _ random: inout Random) {
    let fit = free(.talent) { !["CN", "HK"].contains($0.country) }.filter {
      income[$0, default: []].count > 4
    }
    for (place, tenant) in take(60, of: fit, &random).enumerated() {
      let home = members[tenant].country
      let landlord = openMerchant("\(Names.family(&random)) Lettings", in: home, &random)
      let relative = openTalent(in: home, joined: members[tenant].joinedAt, &random)
      members[relative].isTaken = true
      let contract = approve(
        payer: tenant, payee: landlord, "contract", cents: nil, currency: members[tenant].currency, every: 30,
        from: members[tenant].joinedAt)
      var shown: [Int] = []
      for payment in income[tenant] ?? [] {
        let pay = payments[payment]
        let rent = self.pay(
          pay.at + .hours(20), from: .member(tenant), to: .member(landlord), minor: pay.minor * 40 / 100,
          pay.currency,
          .transfer, memo: "Rent \(pay.at.date.prefix(7))", approval: contract, startedBy: tenant)
        let support = self.pay(
          pay.at + .hours(Int64(random.number(21...44))), from: .member(tenant), to: .member(relative),
          minor: pay.minor * 45 / 100, pay.currency, .transfer, memo: "For the family", startedBy: tenant)
        shown += [rent, support].compactMap { $0 }
      }
      guard place < 5 else { continue }
      claims.append(
        Claim(
          detector: "multi-hop-routing", story: "N7 rent and family",
          subject: .member(tenant),
          parties: [.member(landlord), .member(relative)], payments: Array(shown.suffix(12))))
    }
  }

  /// Talent that passes a fifth of its work on to a colleague in China, who invoices it.
  private mutating func passOnWork(_ income: [Int: [Int]], _ random: inout Random) {
    let leads = take(
      8,
      of: free(.talent) { !["CN", "HK"].contains($0.country) }.filter { income[$0, default: []].count > 12 },
      &random)
    let colleagues = take(
      8, of: free(.talent) { $0.country == "CN" && $0.currency == .usd && $0.joinedAt < life.start }, &random)
    for (lead, colleague) in zip(leads, colleagues) {
      var shown: [Int] = []
      for payment in income[lead] ?? [] {
        let pay = payments[payment]
        let at = pay.at + .hours(Int64(random.number(26...60)))
        let invoice = approvals.count
        let agreed = Approval(
          payer: lead, payee: colleague, kind: "invoice", minor: pay.minor / 5, currency: pay.currency,
          from: pay.at)
        let passed = self.pay(
          at, from: .member(lead), to: .member(colleague), minor: pay.minor / 5, pay.currency, .invoice,
          memo: "Invoice \(random.digits(6)) for subcontracted work", approval: invoice, startedBy: lead)
        if let passed {
          approvals.append(agreed)
          shown.append(passed)
        }
      }
      claims.append(
        Claim(
          detector: "multi-hop-routing", story: "subcontracted work, invoiced",
          subject: .member(lead),
          parties: [.member(colleague)], payments: Array(shown.suffix(12))))
    }
  }
}
