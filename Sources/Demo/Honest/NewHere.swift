import Ledger

/// Honest first weeks: papers that come in the same day, a bonus before them, a good first month.
extension World {
  /// Opens accounts of its own.
  mutating func beginWell() {
    var random = random(for: "new here")
    proveSameDay(&random)
    welcome(&random)
    startBusy(&random)
  }

  private mutating func note(_ story: String, _ person: Int, _ paid: [Int]) {
    claims.append(
      Claim(
        detector: "unverified-activity", story: story, subject: .member(person), parties: [],
        payments: Array(paid.prefix(4)), moments: [members[person].joinedAt], cents: 0))
  }

  /// The first pay comes some hours before the papers are looked at.
  private mutating func proveSameDay(_ random: inout Random) {
    for _ in 0..<8 {
      let day = random.number(220...350)
      let person = openOperative(in: random.pick(["US", "IN", "DE"]), day: day, habit: .eager, &random)
      let paid = hire(person, cents: random.number(16...40) * 10_000, from: day + 5, &random)
      guard let first = paid.first else { continue }
      members[person].verifiedAt = payments[first].at + .hours(Int64(random.number(2...20)))
      note("verified on the day of the first pay", person, paid)
    }
  }

  /// A bonus for joining, and a test payment.
  private mutating func welcome(_ random: inout Random) {
    for _ in 0..<6 {
      let day = random.number(220...340)
      let person = openOperative(in: random.pick(["GB", "BR", "PH"]), day: day, habit: .eager, &random)
      members[person].verifiedAt = life.office(day + random.number(5...9), &random)
      let bonus = pay(
        life.office(day + 1, &random), from: .member(house), to: .member(person), cents: 20_000, in: .usd,
        .transfer, memo: "Welcome bonus")
      let paid = hire(person, cents: random.number(16...40) * 10_000, from: day + 16, &random)
      note("a bonus before verification", person, [bonus].compactMap { $0 } + paid)
    }
  }

  /// Several clients from the first week on, verified, and spent as others spend.
  private mutating func startBusy(_ random: inout Random) {
    for _ in 0..<6 {
      let day = random.number(220...330)
      let person = openOperative(in: random.pick(["US", "PL", "AR"]), day: day, habit: .monthly, &random)
      let paid = (0..<3).flatMap {
        hire(person, cents: random.number(12...22) * 10_000, every: 30, from: day + 4 + $0 * 3, &random)
          .prefix(3)
      }
      note("three clients in the first weeks, verified", person, Array(paid))
    }
  }
}
