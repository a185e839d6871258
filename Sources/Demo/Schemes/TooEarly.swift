import Evaluation
import Ledger

/// Accounts that work before anybody knows whose they are.
extension World {
  /// Four of them.
  mutating func startTooEarly() {
    var random = random(for: "too early")
    stayUnknown(&random)
    proveLate(&random)
    takeALittle(&random)
    emptyAtOnce(&random)
  }

  private mutating func note(
    _ difficulty: Difficulty, _ story: String, _ worker: Int, _ employers: [Node], _ paid: [Int],
    by deadline: Instant?
  ) {
    claims.append(
      Claim(
        detector: "unverified-activity", difficulty: difficulty, story: story, subject: .member(worker),
        parties: [], payments: paid, moments: [members[worker].joinedAt], mustBeFoundBy: deadline))
  }

  /// Never verified, paid every two weeks, and emptied each time.
  private mutating func stayUnknown(_ random: inout Random) {
    let worker = openOperative(in: "US", day: 288, habit: .eager, &random)
    members[worker].verifiedAt = nil
    let wages = hire(worker, cents: random.number(28...44) * 10_000, from: 300, &random)
    note(
      .easy, "never verified and paid for months", worker, [], wages,
      by: wages.first.map { payments[$0].at + .days(1) })
  }

  /// Verified after six or seven weeks and three pays.
  private mutating func proveLate(_ random: inout Random) {
    let worker = openOperative(in: "PL", day: 296, habit: .eager, &random)
    let verified = life.office(296 + random.number(44...50), &random)
    members[worker].verifiedAt = verified
    let wages = hire(worker, cents: random.number(18...34) * 10_000, from: 306, &random)
    let early = wages.filter { payments[$0].at < verified - .days(1) }
    note(
      .typical, "verified after three pays", worker, [], early,
      by: early.first.map { payments[$0].at + .days(1) })
  }

  /// Two small payments before the papers are in on the twentieth day; the wages come after.
  private mutating func takeALittle(_ random: inout Random) {
    let worker = openOperative(in: "RO", day: 318, habit: .monthly, &random)
    members[worker].verifiedAt = life.office(338, &random)
    let wages = hire(worker, cents: random.number(30...40) * 10_000, from: 342, &random)
    guard let wage = wages.first, case .member(let employer) = payments[wage].from else { return }
    let paid = [324, 331].compactMap { day in
      pay(
        life.office(day, &random), from: .member(employer), to: .member(worker),
        cents: random.number(600...950) * 100, in: .usd, .milestone, memo: "Trial task", startedBy: employer)
    }
    note(
      .evasive, "two small payments before verification", worker, [], paid,
      by: paid.last.map { payments[$0].at + .days(1) })
  }

  /// Verified at once; three clients pay much in the first days, and it is gone within two more.
  private mutating func emptyAtOnce(_ random: inout Random) {
    let worker = openOperative(in: "GB", day: 330, &random)
    var (paid, emptied): ([Int], [Int]) = ([], [])
    let buyers = members.indices.filter {
      members[$0].side == .buyer && members[$0].currency == .usd && members[$0].isCompany
        && members[$0].joinedAt < life.start && members[$0].name != "State Revenue Office"
    }
    for (number, buyer) in random.shuffled(buyers).prefix(3).enumerated() {
      let got = pay(
        life.office(333 + number * 3, &random), from: .member(buyer), to: .member(worker),
        cents: random.number(38...52) * 10_000, in: .usd, .milestone, memo: "Sprint 0", startedBy: buyer)
      guard let got else { continue }
      paid.append(got)
      emptied += [
        payOut(
          worker, cents: cents(got) * 96 / 100, at: payments[got].at + .hours(Int64(random.number(20...46))),
          &random)
      ].compactMap { $0 }
    }
    note(
      .evasive, "verified, three clients' money in and out within days", worker, [], paid,
      by: emptied.last.map { payments[$0].at })
  }
}
