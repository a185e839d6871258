import Ledger

/// Buyers pay talent: payroll in batches at one late instant, milestones as they are reached.
extension World {
  /// Gives free talent one or two buyers under contract and pays what the contracts say.
  mutating func payForWork() {
    var random = random(for: "work")
    let buyers = free(.buyer)
    let spans = Dictionary(uniqueKeysWithValues: buyers.map { ($0, random.below(40) + 2) })
    for talent in free(.talent) {
      let first = random.pick(buyers) { spans[$0] ?? 1 }
      members[talent].currency = members[first].currency
      engage(
        first, talent, random.pick([.fortnightly, .fortnightly, .monthly, .monthly, .milestones]), &random)
      if random.chance(16),
        let second = buyers.first(where: { $0 > first && members[$0].currency == members[first].currency })
      {
        engage(second, talent, .milestones, &random)
      }
    }
    for place in engagements.indices { payEngagement(engagements[place], &random) }
  }

  /// Agrees on work at a monthly price between 700 and 8,500 dollars.
  mutating func engage(_ buyer: Int, _ talent: Int, _ rhythm: Engagement.Rhythm, _ random: inout Random) {
    let opened = life.day(of: max(members[buyer].joinedAt, members[talent].joinedAt)) + random.number(2...20)
    let begins = max(opened, 0)
    let ends = random.chance(72) ? life.days : min(begins + random.number(60...300), life.days)
    guard begins < ends else { return }
    let monthly = random.number(35...260) * random.number(20...33) * 100
    let (cents, interval) =
      switch rhythm {
      case .fortnightly: (monthly * 12 / 26, 14)
      case .monthly: (monthly, 30)
      case .milestones: (monthly * 3 / 4, 0)
      }
    let approval = approve(
      payer: buyer, payee: talent, "contract", cents: cents * 5 / 4, currency: members[buyer].currency,
      every: interval == 0 ? nil : interval, from: life.at(opened),
      to: ends == life.days ? nil : life.at(ends + 30))
    engagements.append(
      Engagement(
        buyer: buyer, talent: talent, rhythm: rhythm, cents: cents, days: begins..<ends, approval: approval))
  }

  /// Pays the engagement agreed on last.
  mutating func payLastEngagement(_ random: inout Random) {
    if let last = engagements.last { payEngagement(last, &random) }
  }

  private mutating func payEngagement(_ work: Engagement, _ random: inout Random) {
    let currency = members[work.buyer].currency
    switch work.rhythm {
    case .fortnightly, .monthly:
      // Everyone a buyer pays on a day is paid at one instant: its own minute before midnight.
      let minute = 30 + work.buyer % 30
      for (number, day) in payDays(work).enumerated() {
        pay(
          life.at(day, 23, minute), from: .member(work.buyer), to: .member(work.talent), cents: work.cents,
          in: currency,
          .wage, memo: "Payroll \(life.at(day).date) run \(number + 1)", approval: work.approval)
      }
    case .milestones:
      var day = work.days.lowerBound + random.number(5...25)
      var step = 1
      while day < work.days.upperBound {
        let cents = work.cents * random.number(60...120) / 100
        pay(
          life.office(life.businessDay(from: day), &random), from: .member(work.buyer),
          to: .member(work.talent),
          cents: cents, in: currency, .milestone, memo: milestoneMemo(step, &random), approval: work.approval,
          startedBy: work.buyer)
        day += random.number(11...34)
        step += 1
      }
    }
  }

  private func payDays(_ work: Engagement) -> [Int] {
    if work.rhythm == .monthly { return life.monthEnds.filter { work.days.contains($0) } }
    return work.days.filter { life.weekday($0) == 4 && ($0 / 7 + work.buyer) % 2 == 0 }
  }

  private func milestoneMemo(_ step: Int, _ random: inout Random) -> String {
    switch random.below(5) {
    case 0: "Milestone \(step), order \(random.digits(3))-\(random.digits(7))-\(random.digits(7))"
    case 1: "INV-\(random.digits(4))-\(random.digits(5))"
    case 2:
      "Milestone \(step) accepted, files sent by courier 1Z\(random.hex(6).uppercased())\(random.digits(10))"
    case 3: "Sprint \(step) / ticket \(random.pick(["WEB", "APP", "OPS"]))-\(random.digits(4))"
    default: "Milestone \(step)"
    }
  }
}
