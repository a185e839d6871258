import Evaluation
import Ledger

/// Payees whose details never rest.
extension World {
  /// Six of them.
  mutating func churnDetails() {
    var random = random(for: "churn")
    keepChanging(
      "four changes in 90 days, money out between them", days: [316, 335, 356, 377], "PL", &random)
    keepChanging("five changes in three countries", days: [309, 321, 341, 360, 381], "PH", &random)
    thereAndBack(&random)
    converge(&random)
    justBeforePayout(&random)
    changeSlowly(&random)
  }

  private mutating func note(
    _ difficulty: Difficulty, _ story: String, _ subject: Int, _ parties: [Node], _ paid: [Int],
    changed: [Instant],
    enough: Int = 2
  ) {
    let second = changed.sorted().dropFirst(enough - 1).first
    let known = paid.map { payments[$0].at }.filter { at in second.map { $0 < at } ?? true }.min()
    claims.append(
      Claim(
        detector: "payment-detail-churn", difficulty: difficulty, story: story, subject: .member(subject),
        parties: parties,
        payments: paid, moments: changed, mustBeFoundBy: known))
  }

  /// Pays a worker's wages out two days after each, and answers the payouts to a changed destination, be it back to the
  /// first one.
  private mutating func drain(_ worker: Int, _ wages: [Int], _ random: inout Random) -> [Int] {
    let changed = members[worker].destinations[1].from
    return wages.compactMap { wage in
      let at = payments[wage].at + .hours(Int64(random.number(38...44)))
      guard let paid = payOut(worker, cents: cents(wage) * 96 / 100, at: at, &random) else { return nil }
      return at < changed ? nil : paid
    }
  }

  private mutating func keepChanging(_ story: String, days: [Int], _ country: String, _ random: inout Random)
  {
    let worker = openOperative(in: country, day: 270, &random)
    let wages = hire(worker, cents: random.number(3_600...4_400) * 100, from: 289, &random)
    let changed = days.map { life.at($0, 12, 20) }
    for (number, at) in changed.enumerated() {
      let next =
        number % 3 == 2
        ? wallet(of: worker, at: "Payoneer", added: at, &random)
        : bank(
          of: worker, in: ["GB", "RO", "US"][number % 3],
          named: Names.person(unlike: members[worker].name, &random), added: at, &random)
      switchDestination(of: worker, to: next, at: at)
    }
    let paid = drain(worker, wages, &random)
    note(
      .easy, story, worker, members[worker].destinations.dropFirst().map { .destination($0.destination) },
      paid,
      changed: changed)
  }

  /// A to B, a payout to B, back to A; and once more.
  private mutating func thereAndBack(_ random: inout Random) {
    let worker = openOperative(in: "RO", day: 228, &random)
    let wages = hire(worker, cents: 450_000, from: 261, &random)
    let own = members[worker].destinations[0].destination
    let other = bank(
      of: worker, in: "GB", named: Names.person(unlike: members[worker].name, &random), added: life.at(331),
      &random)
    let changed = [(331, other), (341, own), (359, other), (369, own)].map { day, destination in
      switchDestination(of: worker, to: destination, at: life.at(day, 4))
      return life.at(day, 4)
    }
    let paid = drain(worker, wages, &random)
    note(
      .typical, "there and back: A, B, A, with money out to B", worker, [.destination(other)], paid,
      changed: changed)
  }

  /// Three payees with three names and one account in the end.
  private mutating func converge(_ random: inout Random) {
    let payees = ["US", "UA", "PH"].map { openOperative(in: $0, day: 250, &random) }
    let wages = payees.map { hire($0, cents: random.number(2_800...4_100) * 100, from: 274, &random) }
    let account = bank(
      of: payees[0], in: "GB", named: Names.front("Holdings Ltd", &random), added: life.at(322), &random)
    var ends: [Int] = [account, account]
    var same = destinations[account]
    same.uuid = random.uuid()
    same.member = payees[2]
    destinations.append(same)
    ends.append(destinations.count - 1)
    let changed = payees.indices.flatMap { number in
      let first = life.at(308 + number * 4, 15)
      let second = life.at(330 + number * 6, 15)
      switchDestination(
        of: payees[number], to: wallet(of: payees[number], at: "Payoneer", added: first, &random), at: first)
      switchDestination(of: payees[number], to: ends[number], at: second)
      return [first, second]
    }
    let paid = payees.indices.flatMap { drain(payees[$0], wages[$0], &random) }
    note(
      .typical, "three payees come to one account", payees[0],
      payees.dropFirst().map { .member($0) } + [.destination(account), .destination(ends[2])], paid,
      changed: changed)
    // Two of them are there when the second payee has changed twice.
    claims[claims.count - 1].mustBeFoundBy =
      paid.map { payments[$0] }
      .filter { it in it.at > changed[3] && ends.contains { it.to == .destination($0) } }.map(\.at).min()
  }

  /// Somebody else's account, entered the day before pay.
  private mutating func justBeforePayout(_ random: inout Random) {
    let worker = openOperative(in: "CA", day: 290, &random)
    let wages = hire(worker, cents: 480_000, from: 310, &random)
    guard wages.count > 4 else { return }
    let first = payments[wages[2]].at - .days(9)
    let second = payments[wages[3]].at - .hours(20)
    switchDestination(of: worker, to: wallet(of: worker, at: "Wise", added: first, &random), at: first)
    let foreign = bank(
      of: worker, in: "VN", named: Names.person(unlike: members[worker].name, &random), added: second, &random
    )
    switchDestination(of: worker, to: foreign, at: second)
    let paid = drain(worker, wages, &random)
    note(
      .evasive, "another holder's account, the day before payout", worker, [.destination(foreign)], paid,
      changed: [first, second])
  }

  /// Three changes in half a year, never two within three months, each to another country in other names.
  private mutating func changeSlowly(_ random: inout Random) {
    let worker = openOperative(in: "DE", day: 140, &random)
    let wages = hire(worker, cents: random.number(36...46) * 10_000, from: 188, &random)
    let changed = [212, 296, 380].map { life.at($0, 11) }
    for (country, at) in zip(["ES", "PL", "US"], changed) {
      switchDestination(
        of: worker,
        to: bank(
          of: worker, in: country, named: Names.person(unlike: members[worker].name, &random), added: at,
          &random),
        at: at)
    }
    let paid = drain(worker, wages, &random)
    note(
      .evasive, "three changes in half a year, months apart", worker,
      members[worker].destinations.dropFirst().map { .destination($0.destination) }, paid, changed: changed,
      enough: 3)
  }
}
