import Ledger

/// Small charges nobody agreed to that add up.
extension World {
  /// The reference case and two variants.
  mutating func chargeInInstalments() {
    var random = random(for: "instalments")
    // 30 charges over eight months, 51,400 in all; the first ten stay below 17,000.
    charge(
      "P5 thirty charges, 51,400 in eight months", ["NORTHBRIDGE DATA SVC", "NB DATA SERVICES LLC"],
      cents: random.amounts(10, addingUpTo: 1_560_000, in: 110_000...199_000)
        + random.amounts(20, addingUpTo: 3_580_000, in: 110_000...240_000),
      days: (0..<30).map { 150 + $0 * 8 + random.below(5) }, &random)
    // Faster, each just below a limit of 1,500.
    charge(
      "just below the limit, a dozen in two months", ["CLOUDPATCH SUPPORT"],
      cents: random.amounts(12, addingUpTo: 1_680_000, in: 131_000...149_500),
      days: (0..<12).map { 325 + $0 * 5 + random.below(3) }, &random)
    // The merchant's money ends in the developer's own account.
    charge(
      "the developer's own merchant", ["SWIFTLOOP TOOLING"],
      cents: random.amounts(16, addingUpTo: 1_920_000, in: 60_000...190_000),
      days: (0..<16).map { 290 + $0 * 6 + random.below(4) }, isOwn: true, &random)
  }

  private mutating func charge(
    _ story: String, _ descriptors: [String], cents amounts: [Int], days: [Int], isOwn: Bool = false,
    _ random: inout Random
  ) {
    let developer = openOperative(in: "US", day: days[0] - 60, habit: .eager, &random)
    let wages = hire(developer, cents: 520_000, from: days[0] - 40, &random)
    guard let first = wages.first, case .member(let employer) = payments[first].from else { return }
    let merchant = openFront(descriptors[0], in: "US", day: days[0] - 20, &random)
    members[merchant].habit = .weekly
    members[merchant].destinations = [(members[merchant].joinedAt, bank(of: merchant, &random))]
    if isOwn { members[merchant].destinations = members[developer].destinations }
    var paid: [Int] = []
    for (number, (day, cents)) in zip(days, amounts).enumerated()
    where day < life.days {
      let hour = number % 3 == 0 ? 3 : random.number(8...21)
      paid += [
        pay(
          life.at(day, hour, random.below(60), random.below(60)), from: .member(employer),
          to: .member(merchant),
          cents: cents, in: .usd, .cardCharge,
          memo: "\(descriptors[number % descriptors.count]) \(random.digits(6))", startedBy: developer)
      ].compactMap { $0 }
    }
    claims.append(
      Claim(
        detector: "installment-charges", isScheme: true, story: story, subject: .member(developer),
        parties: [.member(employer), .member(merchant)], payments: paid,
        mustBeFoundBy: paid.count >= 10 ? payments[paid[9]].at : nil))
  }
}
