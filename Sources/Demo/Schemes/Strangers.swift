import Evaluation
import Ledger

/// Workers whose pay leaves in somebody else's name.
extension World {
  /// Six of them, from a company abroad to a stranger who could be a spouse.
  mutating func drawInOtherNames() {
    var random = random(for: "strangers")
    drawAsCompany(&random)
    drawForOne(&random)
    drawAcrossTheBorder(&random)
    drawBesideOwn(&random)
    drawAsFamily(&random)
  }

  private mutating func note(
    _ difficulty: Difficulty, _ story: String, _ worker: Int, _ parties: [Node], _ paid: [Int],
    isSeenAt count: Int? = 2
  ) {
    claims.append(
      Claim(
        detector: "payee-name-mismatch", difficulty: difficulty, story: story, subject: .member(worker),
        parties: parties, payments: paid,
        mustBeFoundBy: count.flatMap { paid.count >= $0 ? payments[paid[$0 - 1]].at : nil }))
  }

  /// Pays out after every so-many-th pay from a day on, to one destination.
  private mutating func draw(
    _ worker: Int, _ wages: [Int], every step: Int = 1, from day: Int, to destination: Int, percent: Int,
    _ random: inout Random
  ) -> [Int] {
    wages.enumerated().compactMap { number, wage in
      guard number % step == 0, payments[wage].at > life.at(day) else { return nil }
      return payOut(
        worker, cents: cents(wage) * percent / 100,
        at: payments[wage].at + .hours(Int64(random.number(24...60))), to: destination, &random)
    }
  }

  /// Once at a bank account of the worker's own, then at that of a company in another country.
  private mutating func drawAsCompany(_ random: inout Random) {
    let worker = openOperative(in: "US", day: 230, habit: .saver, &random)
    let wages = hire(worker, cents: random.number(32...46) * 10_000, from: 258, &random)
    let account = bank(
      of: worker, in: "VN", named: Names.front("Trading Ltd", &random), added: life.at(290), &random)
    let paid = draw(worker, wages, from: 291, to: account, percent: 90, &random)
    note(
      .easy, "in the name of a company in another country", worker, [.destination(account)], paid)
  }

  /// Two workers, and one stranger's name at two banks.
  private mutating func drawForOne(_ random: inout Random) {
    let workers = ["PL", "AR"].map { openOperative(in: $0, day: 236, habit: .saver, &random) }
    let both = workers.map { members[$0].name }.joined(separator: " ")
    let stranger = Names.person(unlike: both, &random)
    let accounts = workers.map {
      bank(of: $0, in: "GB", named: stranger, added: life.at(262), &random)
    }
    let paid = zip(workers, accounts).map { worker, account in
      let wages = hire(worker, cents: random.number(28...40) * 10_000, from: 270, &random)
      return draw(worker, wages, from: 268, to: account, percent: 70, &random)
    }
    let second = paid.compactMap { $0.count > 1 ? payments[$0[1]].at : nil }.max()
    for number in workers.indices {
      note(
        .typical, "two workers, one stranger's name", workers[number],
        [.member(workers[1 - number])] + accounts.map { .destination($0) }, paid[number])
      claims[claims.count - 1].mustBeFoundBy = second
    }
  }

  /// Every third pay to another person's account in a neighbouring country, the others to the worker's own.
  private mutating func drawAcrossTheBorder(_ random: inout Random) {
    let worker = openOperative(in: "ES", day: 205, habit: .monthly, &random)
    let wages = hire(worker, cents: random.number(30...44) * 10_000, from: 232, &random)
    let account = bank(
      of: worker, in: "RO", named: Names.person(unlike: members[worker].name, &random), added: life.at(250),
      &random)
    let paid = draw(worker, wages, every: 3, from: 252, to: account, percent: 60, &random)
    note(
      .evasive, "now and then another person's account in another country", worker,
      [.destination(account)], paid)
  }

  /// Every second pay to another person's account in the same country, beside one's own.
  private mutating func drawBesideOwn(_ random: inout Random) {
    let worker = openOperative(in: "DE", day: 212, habit: .monthly, &random)
    let wages = hire(worker, cents: random.number(30...44) * 10_000, from: 240, &random)
    let account = bank(
      of: worker, named: Names.person(unlike: members[worker].name, &random), added: life.at(280), &random)
    let paid = draw(worker, wages, every: 2, from: 282, to: account, percent: 45, &random)
    note(
      .evasive, "beside one's own account another person's, in the same country", worker,
      [.destination(account)], paid)
  }

  /// From the first day in one other person's name, in the declared country. A spouse does the same; no date, because the
  /// detector says that it misses this.
  private mutating func drawAsFamily(_ random: inout Random) {
    let worker = openOperative(in: "BR", day: 244, habit: .none, &random)
    let wages = hire(worker, cents: random.number(28...40) * 10_000, from: 262, &random)
    let account = bank(of: worker, named: Names.person(unlike: members[worker].name, &random), &random)
    members[worker].destinations = [(members[worker].joinedAt, account)]
    let paid = draw(worker, wages, from: 250, to: account, percent: 94, &random)
    note(
      .evasive, "from the first day in one other person's name at home", worker, [.destination(account)],
      paid, isSeenAt: nil)
  }
}
