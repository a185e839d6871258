import Ledger

/// Work that is not accepted is paid back; accounts that slept wake for a tax refund.
extension World {
  /// Sends some milestones back the way they came, and one authority's refunds to people without other income.
  mutating func giveBack() {
    var random = random(for: "refunds")
    let milestones = payments.indices.filter { payment in
      guard payments[payment].purpose == .milestone, case .member(let payee) = payments[payment].to else {
        return false
      }
      // Who has a story of its own has spent the money by then.
      return !members[payee].isTaken
    }
    for payment in random.shuffled(milestones).prefix(milestones.count / 120).sorted() {
      let paid = payments[payment]
      pay(
        paid.at + .hours(Int64(random.number(1...5))), from: paid.to, to: paid.from, minor: paid.minor,
        paid.currency,
        .refund, memo: "Returned: \(paid.memo ?? "milestone")", startedBy: nil)
    }
    refundTaxes(&random)
  }

  private mutating func refundTaxes(_ random: inout Random) {
    let office = open(
      .buyer, company: true, name: "State Revenue Office", country: "US", joined: life.at(-1_500), &random)
    members[office].isTaken = true
    members[office].destinations = [(life.at(-1_500), bank(of: office, &random))]
    for _ in 0..<12 {
      let person = openTalent(in: "US", joined: life.at(-random.number(300...900)), &random)
      members[person].isTaken = true
      members[person].habit = .eager
      let refund = pay(
        life.at(life.businessDay(from: life.days - random.number(20...50)), 6), from: .member(office),
        to: .member(person),
        cents: random.number(5_100...9_000) * 100, in: .usd, .transfer, memo: "Tax refund 2025")
      claims.append(
        Claim(
          detector: "pass-through-account", story: "N18 dormant, then a tax refund",
          subject: .member(person), parties: [.member(office)], payments: [refund].compactMap { $0 }))
    }
  }
}
