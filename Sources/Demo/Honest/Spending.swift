import Ledger

/// What companies are charged for: software, metered cloud, advertisements, telephones, travel, leases, lunches.
extension World {
  /// Opens the merchants and charges the buyers.
  mutating func spend() {
    var random = random(for: "spending")
    let buyers = members.indices.filter { members[$0].side == .buyer && members[$0].isCompany }
    subscribe(buyers, &random)
    meter(buyers, &random)
    advertise(buyers, &random)
    travel(buyers, &random)
    lease(buyers, &random)
    lunch(buyers, &random)
    reimburse(&random)
  }

  /// Opens a merchant that is settled weekly.
  mutating func openMerchant(_ name: String, in country: String = "US", _ random: inout Random) -> Int {
    let joined = life.at(-random.number(700...1_900))
    let merchant = open(.supplier, company: true, name: name, country: country, joined: joined, &random)
    members[merchant].destinations = [(joined, bank(of: merchant, &random))]
    members[merchant].habit = .weekly
    members[merchant].isTaken = true
    return merchant
  }

  /// A charge in the buyer's own currency.
  @discardableResult
  private mutating func charge(
    _ day: Int, _ buyer: Int, _ merchant: Int, cents: Int, memo: String, approval: Int? = nil,
    by member: Int? = nil,
    _ random: inout Random
  ) -> Int? {
    guard life.at(day) > members[buyer].joinedAt else { return nil }
    return pay(
      life.office(day, &random), from: .member(buyer), to: .member(merchant), cents: cents,
      in: members[buyer].currency,
      .cardCharge, memo: memo, approval: approval, startedBy: member ?? buyer)
  }

  private mutating func claim(_ story: String, _ buyer: Int, _ merchant: Int, _ payments: [Int]) {
    claims.append(
      Claim(
        detector: "installment-charges", story: story, subject: .member(buyer),
        parties: [.member(merchant)], payments: payments))
  }

  private mutating func subscribe(_ buyers: [Int], _ random: inout Random) {
    let merchants = [
      ("Draftboard Software Inc", 4_900), ("Relay Chat Inc", 9_900), ("Gitforge Inc", 1_900),
      ("Ledgerly Ltd", 3_900),
      ("Pagekeeper Inc", 2_400), ("Teleline Mobile", 8_800),
    ].map { (openMerchant($0.0, &random), $0.0, $0.1) }
    var claimed = 0
    for buyer in buyers {
      for (merchant, name, cents) in random.shuffled(merchants).prefix(random.number(0...3)) {
        let date = random.number(0...27)
        let approval =
          random.chance(80)
          ? approve(
            payer: buyer, payee: merchant, "subscription", cents: cents, currency: members[buyer].currency,
            every: 30,
            from: life.at(date)) : nil
        var paid: [Int] = []
        for month in 0..<13 {
          let day = date + month * 365 / 12
          paid += [
            charge(
              day, buyer, merchant, cents: cents, memo: "\(name) subscription", approval: approval, &random)
          ].compactMap { $0 }
        }
        if cents == 4_900, paid.count > 11, claimed < 5 {
          claim("N5a software subscription", buyer, merchant, paid)
          claimed += 1
        }
      }
    }
  }

  private mutating func meter(_ buyers: [Int], _ random: inout Random) {
    let clouds = ["Stratus Compute Inc", "Nimbus Hosting Inc"].map { openMerchant($0, &random) }
    for (place, buyer) in random.shuffled(buyers).prefix(60).enumerated() {
      let cloud = clouds[place % 2]
      var paid: [Int] = []
      for first in (0..<life.days).filter({ life.at($0).civil.day == 1 }) {
        let cents = random.number(90_000...230_000)
        let invoice = approve(
          payer: buyer, payee: cloud, "invoice", cents: cents, currency: members[buyer].currency,
          from: life.at(first))
        paid += [
          charge(
            first + 3, buyer, cloud, cents: cents, memo: "Usage invoice \(random.digits(8))",
            approval: invoice, &random)
        ].compactMap { $0 }
      }
      if place < 4 { claim("N5b metered cloud with invoices", buyer, cloud, paid) }
    }
  }

  private mutating func advertise(_ buyers: [Int], _ random: inout Random) {
    let merchant = openMerchant("Clickfield Ads", &random)
    for (place, buyer) in random.shuffled(buyers).prefix(16).enumerated() {
      var day = random.number(1...20)
      var paid: [Int] = []
      while paid.count < 60, day < life.days {
        paid += [
          charge(day, buyer, merchant, cents: 50_000, memo: "CLICKFIELD ADS \(random.digits(10))", &random)
        ]
        .compactMap { $0 }
        day += random.number(4...8)
      }
      if place < 3 { claim("N5c advertising account", buyer, merchant, paid) }
    }
  }

  /// Trips booked on the company's card by whoever travels. The fares of people who left early come back in clusters.
  private mutating func travel(_ buyers: [Int], _ random: inout Random) {
    let agencies = ["Skylane Travel", "Railpoint", "Stayover Hotels"].map {
      openMerchant($0, in: "GB", &random)
    }
    for (place, buyer) in random.shuffled(buyers).prefix(80).enumerated() {
      let traveller = engagements.first { $0.buyer == buyer }?.talent
      var paid: [Int] = []
      for _ in 0..<random.number(4...14) {
        let agency = random.pick(agencies)
        paid += [
          charge(
            random.below(life.days - 40), buyer, agency, cents: random.number(150...1_500) * 100,
            memo: "Booking \(random.hex(6).uppercased())", by: traveller, &random)
        ].compactMap { $0 }
      }
      if place < 3, let merchant = paid.first.map({ payments[$0].to }), case .member(let agency) = merchant {
        claim("N5d travel of staff", buyer, agency, paid)
      }
      if place >= 74 { refund(paid.isEmpty ? [] : [random.pick(paid)], &random) }
    }
    chargeBack(Array(random.shuffled(buyers).prefix(6)), &random)
  }

  private mutating func refund(_ paid: [Int], _ random: inout Random) {
    for payment in paid {
      let original = payments[payment]
      pay(
        original.at + .days(Int64(random.number(3...30))), from: original.to, to: original.from,
        minor: original.minor,
        original.currency, .refund, memo: "Refund of \(original.memo ?? "charge")")
    }
  }

  /// A shop's terminal runs wild: a cluster of charges within days, all of them taken back.
  private mutating func chargeBack(_ buyers: [Int], _ random: inout Random) {
    let shop = openMerchant("Kitstand Electronics", &random)
    for buyer in buyers {
      let day = random.number(240...(life.days - 60))
      var paid: [Int] = []
      for count in 0..<random.number(6...9) {
        paid += [
          charge(
            day + count / 3, buyer, shop, cents: random.number(700...1_100) * 100, memo: "KITSTAND 0\(count)",
            &random)
        ].compactMap { $0 }
      }
      refund(paid, &random)
      claim("N17 cluster of chargebacks", buyer, shop, paid)
    }
  }

  private mutating func lease(_ buyers: [Int], _ random: inout Random) {
    for (place, buyer) in random.shuffled(buyers).prefix(10).enumerated() {
      let lessor = openMerchant("\(Names.family(&random)) Equipment Leasing", &random)
      let cents = random.number(1_200...2_100) * 100
      let contract = approve(
        payer: buyer, payee: lessor, "contract", cents: cents, currency: members[buyer].currency, every: 30,
        from: life.at(-20), to: life.at(420))
      let paid = (0..<13).compactMap {
        charge(
          $0 * 30 + 4, buyer, lessor, cents: cents, memo: "Lease rate \($0 + 1) of 36", approval: contract,
          &random)
      }
      if place < 3 { claim("N5 instalment plan under contract", buyer, lessor, paid) }
    }
  }

  private mutating func lunch(_ buyers: [Int], _ random: inout Random) {
    for buyer in random.shuffled(buyers).prefix(24) {
      let caterer = openMerchant("\(Names.family(&random)) Catering", in: members[buyer].country, &random)
      for month in 0..<13 {
        charge(
          month * 30 + random.below(20), buyer, caterer, cents: random.number(120...300) * 100,
          memo: "Lunch for the team",
          &random)
      }
    }
  }

  /// Talent that paid for the buyer with its own card gets it back, under a standing approval for expenses.
  private mutating func reimburse(_ random: inout Random) {
    for work in random.shuffled(engagements).prefix(30) {
      let mandate = approve(
        payer: work.buyer, payee: work.talent, "mandate", cents: 150_000,
        currency: members[work.buyer].currency,
        from: life.at(work.days.lowerBound))
      for _ in 0..<random.number(3...10) {
        let day = life.businessDay(from: random.number(work.days.lowerBound...(work.days.upperBound - 1)))
        pay(
          life.office(day, &random), from: .member(work.buyer), to: .member(work.talent),
          cents: random.number(4_000...90_000), in: members[work.buyer].currency, .invoice,
          memo: "Expense report EXP-\(random.digits(5))", approval: mandate, startedBy: work.buyer)
      }
    }
  }
}
