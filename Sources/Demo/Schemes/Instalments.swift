import Evaluation
import Ledger

/// Small charges nobody agreed to that add up.
extension World {
  /// The reference case and three variants.
  mutating func chargeInInstalments() {
    var random = random(for: "instalments")
    // 30 charges over eight months, 51,400 in all; the first ten stay below 17,000.
    let bridge = Names.front("BRIDGE", &random).uppercased()
    charge(
      .easy, "P5 thirty charges, 51,400 in eight months",
      ["\(bridge) DATA SVC", "\(bridge.prefix(2)) DATA SERVICES LLC"],
      cents: random.amounts(10, addingUpTo: 1_560_000, in: 110_000...199_000)
        + random.amounts(20, addingUpTo: 3_580_000, in: 110_000...240_000),
      days: (0..<30).map { 150 + $0 * 8 + random.below(5) }, &random)
    // Faster, each just below a limit of 1,500.
    charge(
      .typical, "just below the limit, a dozen in two months", [Names.front("SUPPORT", &random).uppercased()],
      cents: random.amounts(12, addingUpTo: 1_680_000, in: 131_000...149_500),
      days: (0..<12).map { 325 + $0 * 5 + random.below(3) }, &random)
    // The merchant's money ends in the developer's own account.
    charge(
      .typical, "the developer's own merchant", [Names.front("TOOLING", &random).uppercased()],
      cents: random.amounts(16, addingUpTo: 1_920_000, in: 60_000...190_000),
      days: (0..<16).map { 290 + $0 * 6 + random.below(4) }, isOwn: true, &random)
    // Small, slow, and by turns to three merchants with nothing in common but who starts the charges.
    charge(
      .evasive, "small and slow, by turns at three merchants",
      ["HOSTING", "LICENSES", "STOCK PHOTOS"].map { Names.front($0, &random).uppercased() },
      cents: random.amounts(18, addingUpTo: 1_240_000, in: 40_000...95_000),
      days: (0..<18).map { 226 + $0 * 9 + random.below(6) }, merchants: 3, &random)
  }

  private mutating func charge(
    _ difficulty: Difficulty, _ story: String, _ descriptors: [String], cents amounts: [Int], days: [Int],
    merchants count: Int = 1, isOwn: Bool = false,
    _ random: inout Random
  ) {
    let developer = openOperative(in: "US", day: days[0] - 60, habit: .eager, &random)
    let wages = hire(developer, cents: 520_000, from: days[0] - 40, &random)
    guard let first = wages.first, case .member(let employer) = payments[first].from else { return }
    let merchants = descriptors.prefix(count).map {
      let merchant = openFront($0, in: "US", day: days[0] - 20, &random)
      members[merchant].habit = .weekly
      members[merchant].destinations =
        isOwn
        ? members[developer].destinations : [(members[merchant].joinedAt, bank(of: merchant, &random))]
      return merchant
    }
    var paid: [Int] = []
    for (number, (day, cents)) in zip(days, amounts).enumerated()
    where day < life.days {
      let hour = number % 3 == 0 ? 3 : random.number(8...21)
      paid += [
        pay(
          life.at(day, hour, random.below(60), random.below(60)), from: .member(employer),
          to: .member(merchants[number % count]),
          cents: cents, in: .usd, .cardCharge,
          memo: "\(descriptors[number % descriptors.count]) \(random.digits(6))", startedBy: developer)
      ].compactMap { $0 }
    }
    // Ten small charges, and as soon as they come to 10,000.
    var sum = 0
    let enough = paid.enumerated().first { place, payment in
      sum += self.cents(payment)
      return place >= 9 && sum >= 1_000_000
    }
    claims.append(
      Claim(
        detector: "installment-charges", difficulty: difficulty, story: story, subject: .member(developer),
        parties: [.member(employer)] + merchants.map { .member($0) }, payments: paid,
        mustBeFoundBy: enough.map { payments[$0.element].at }))
  }
}
