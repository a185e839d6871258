import Ledger

/// Who is on the platform: its own account, the companies that buy work and the people who do it.
extension World {
  /// Opens the house account, buyers (an eighth of the size) and talent (four fifths).
  mutating func populate() {
    var random = random(for: "population")
    house = open(
      .house, company: true, name: "Tidewater Freelance Inc", country: "US", joined: life.at(-2_000), &random)
    members[house].habit = .weekly
    members[house].destinations = [(life.at(-2_000), bank(of: house, &random))]
    for _ in 0..<(size / 8) {
      let (currency, country, _) = random.pick(Self.buyerHomes) { $0.2 }
      let joined = joining(&random)
      let buyer = open(
        .buyer, company: random.chance(88), country: country, joined: joined, currency: currency, &random)
      members[buyer].destinations = [(joined, bank(of: buyer, &random))]
    }
    for _ in 0..<(size * 4 / 5) { _ = openTalent(in: random.pick(Place.all) { $0.weight }.code, &random) }
  }

  /// Opens the account of someone who works, with a destination in the declared country and a habit of withdrawing.
  mutating func openTalent(in country: String, joined: Instant? = nil, _ random: inout Random) -> Int {
    let joined = joined ?? joining(&random)
    let talent = open(.talent, company: random.chance(4), country: country, joined: joined, &random)
    let rail = random.below(100)
    let destination =
      if rail < 76 {
        bank(of: talent, &random)
      } else if rail < 88 {
        card(of: talent, &random)
      } else {
        wallet(of: talent, &random)
      }
    members[talent].destinations = [(joined, destination)]
    members[talent].habit = random.pick([.eager, .eager, .eager, .monthly, .monthly, .saver])
    return talent
  }

  /// Two thirds were there before the records begin; the others join until two months before the end.
  private func joining(_ random: inout Random) -> Instant {
    let day = random.chance(66) ? -random.number(20...1_500) : random.number(0...(life.days - 60))
    return life.office(day, &random)
  }

  private static let buyerHomes: [(Currency, String, Int)] = [
    (.usd, "US", 64), (.eur, "DE", 11), (.gbp, "GB", 9), (.cad, "CA", 5), (.usd, "SG", 4), (.sgd, "SG", 2),
    (.jpy, "JP", 2), (.eur, "ES", 3),
  ]
}
