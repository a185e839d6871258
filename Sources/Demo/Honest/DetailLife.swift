import Ledger

/// Why honest people change where they are paid: banks merge, fingers slip, people marry, move banks and open accounts in
/// another currency. Nobody here has more than one reason within half a year.
extension World {
  /// Lets free talent change its details.
  mutating func changeDetails() {
    var random = random(for: "details")
    enterAgain(&random)
    mergeBanks(&random)
    fixTypos(&random)
    marry(&random)
    switchBanks(&random)
    addCurrencies(&random)
  }

  private func banked(_ member: Member) -> Bool {
    member.destinations.first.map { destinations[$0.destination].rail == "bank" } ?? false
  }

  private mutating func claim(_ story: String, _ members: [Int], at moments: [Instant]) {
    guard let first = members.first else { return }
    claims.append(
      Claim(
        detector: "payment-detail-churn", story: story, subject: .member(first),
        parties: members.dropFirst().map { .member($0) }, payments: [], moments: moments, cents: 0))
  }

  /// A bank is bought and every customer's account moves on one day, by the platform's own hand.
  private mutating func mergeBanks(_ random: inout Random) {
    let day = life.businessDay(from: life.days - 45)
    let old = Institution(name: "Great Plains National Bank", bic: "GRPNUS44")
    let new = Institution(name: "Midcontinent Bank", bic: "MDCTUS44")
    let fit = free(.talent) {
      ["US", "CA", "MX", "BR"].contains($0.country) && $0.joinedAt < life.at(day - 30) && banked($0)
    }
    let payees = take(size / 10, of: fit, &random)
    for payee in payees {
      let joined = members[payee].joinedAt
      members[payee].destinations = [(joined, bank(of: payee, in: "US", at: old, &random))]
      let moved = bank(of: payee, in: "US", at: new, added: life.at(day, 2), &random)
      switchDestination(
        of: payee, to: moved, at: life.at(day, 2), actor: "platform", batch: "MERGER-GRPN-MDCT")
    }
    claim("N9 bank merger", payees, at: [life.at(day, 2)])
  }

  /// A new account with a digit wrong, put right before anything was paid to it.
  private mutating func fixTypos(_ random: inout Random) {
    for payee in take(40, of: free(.talent) { banked($0) && $0.joinedAt < life.at(200) }, &random) {
      let at = life.at(random.number(205...(life.days - 8)), random.number(3...5), random.below(60))
      let right = bank(of: payee, added: at + .seconds(1_500), &random)
      var wrong = destinations[right]
      wrong.uuid = random.uuid()
      wrong.addedAt = at
      wrong.number = wrong.number.map { String($0.dropLast()) + ($0.hasSuffix("7") ? "1" : "7") }
      destinations.append(wrong)
      switchDestination(of: payee, to: destinations.count - 1, at: at)
      switchDestination(of: payee, to: right, at: at + .seconds(1_500))
      claim("N10 typing error put right", [payee], at: [at, at + .seconds(1_500)])
    }
  }

  /// A new family name, and the account renamed at the same bank.
  private mutating func marry(_ random: inout Random) {
    for payee in take(
      30, of: free(.talent) { banked($0) && !$0.isCompany && $0.joinedAt < life.at(150) }, &random)
    {
      let at = life.office(random.number(160...(life.days - 30)), &random)
      let before = members[payee].name
      let after = before.split(separator: " ")[0] + " " + Names.family(&random)
      let mail = Names.email(for: after, &random)
      changes.append(Change(member: payee, at: at, field: "name", before: before, after: after))
      changes.append(Change(member: payee, at: at, field: "mail", before: members[payee].email, after: mail))
      members[payee].name = after
      members[payee].email = mail
      let old = destinations[members[payee].destinations[0].destination]
      let same = Institution(name: old.institution ?? "Bank", bic: old.bic)
      let renamed = bank(of: payee, at: same, added: at + .days(9), &random)
      switchDestination(of: payee, to: renamed, at: at + .days(9))
      claim("N11 marriage", [payee], at: [at, at + .days(9)])
    }
  }

  private mutating func switchBanks(_ random: inout Random) {
    for (place, payee) in take(size / 20, of: free(.talent) { $0.joinedAt < life.at(150) }, &random)
      .enumerated()
    {
      let at = life.office(random.number(155...(life.days - 3)), &random)
      switchDestination(of: payee, to: bank(of: payee, added: at, &random), at: at)
      if place < 5 { claim("N16 yearly change of bank", [payee], at: [at]) }
    }
  }

  /// The first payout comes back (R03, no such account) and the number is entered again.
  private mutating func enterAgain(_ random: inout Random) {
    let fit = Set(free(.talent) { banked($0) && $0.joinedAt >= life.start && $0.country == "US" })
    var firstPay: [Int: Int] = [:]
    for payment in payments.indices {
      guard case .member(let payee) = payments[payment].to, fit.contains(payee) else { continue }
      if firstPay[payee].map({ payments[$0].at > payments[payment].at }) ?? true { firstPay[payee] = payment }
    }
    for payee in take(30, of: firstPay.keys.sorted(), &random) {
      guard let pay = firstPay[payee].map({ payments[$0] }), pay.at < life.at(life.days - 5) else { continue }
      let morning = pay.at.startOfDay + .days(1) + .hours(2)
      let wrong = members[payee].destinations[0].destination
      let bounced = self.pay(
        morning, from: .member(payee), to: .destination(wrong), minor: pay.minor, pay.currency, .withdrawal,
        memo: "Return R03 no account or unable to locate", state: .undone)
      let old = destinations[wrong]
      let right = bank(
        of: payee, at: Institution(name: old.institution ?? "Bank", bic: old.bic), added: morning + .hours(3),
        &random)
      switchDestination(of: payee, to: right, at: morning + .hours(3))
      claims.append(
        Claim(
          detector: "payment-detail-churn", story: "N12 ACH return, number entered again",
          subject: .member(payee), parties: [], payments: [bounced].compactMap { $0 },
          moments: [morning + .hours(3)],
          cents: 0))
    }
  }

  /// A second account in the currency of home, beside the first.
  private mutating func addCurrencies(_ random: inout Random) {
    let fit = free(.talent) {
      Place.of($0.country).local != nil && $0.currency == .usd && $0.joinedAt < life.at(150)
    }
    for (place, payee) in take(size / 20, of: fit, &random).enumerated() {
      guard let local = Place.of(members[payee].country).local else { continue }
      let at = life.office(random.number(155...(life.days - 20)), &random)
      let account = bank(of: payee, added: at, &random)
      changes.append(
        Change(member: payee, at: at, field: "bank", after: destinations[account].shown, destination: account)
      )
      members[payee].second = (at, account, local)
      let near = ["CN", "HK"].contains(members[payee].country)
      if place < 20 {
        claim(
          near ? "N14 conversion in one's own name" : "second account in another currency", [payee], at: [at])
      }
    }
  }
}
