import Ledger

/// Why a payout endpoint bears another name than its honest holder's profile, and why an honest name is like a listed one.
extension World {
  /// Takes free talent that has been paid; the namesakes are accounts of their own.
  mutating func bearOtherNames() {
    var random = random(for: "other names")
    spellTwice(&random)
    useProviders(&random)
    trade(asOwnFirms: &random)
    livesWithSpouse(&random)
    resembleTheListed(&random)
  }

  private mutating func note(
    _ detector: String, _ story: String, _ member: Int, _ parties: [Node], at moment: Instant
  ) {
    claims.append(
      Claim(
        detector: detector, story: story, subject: .member(member), parties: parties, payments: [],
        moments: [max(moment, life.start)], cents: 0))
  }

  private mutating func persons(_ count: Int, _ random: inout Random) -> [Int] {
    take(
      count, of: free(.talent) { !$0.isCompany && $0.joinedAt < life.at(150) && $0.currency == .usd }, &random
    )
  }

  /// Makes a new account the one destination, in a name, from the day the member joined.
  private mutating func rename(_ member: Int, _ name: String, _ random: inout Random) {
    let joined = members[member].joinedAt
    let account = bank(of: member, named: name, added: joined, &random)
    members[member].destinations = [(joined, account)]
    members[member].habit = .monthly
  }

  /// Initials, another order, capitals, a second family name, another transliteration.
  private mutating func spellTwice(_ random: inout Random) {
    for (place, person) in persons(15, &random).enumerated() {
      let words = members[person].name.split(separator: " ").map(String.init)
      let (given, family) = (words[0], words[words.count - 1])
      let name =
        switch place % 5 {
        case 0: "\(family.uppercased()), \(given)"
        case 1: "\(given.prefix(1)). \(family)"
        case 2: "\(given) \(family) \(Names.family(&random))"
        case 3: "\(given.uppercased()) \(family.uppercased())"
        default: given + " " + family.replacing("w", with: "v").replacing("ov", with: "off")
        }
      rename(person, name, &random)
      note(
        "payee-name-mismatch", "one name spelt in two ways", person,
        members[person].destinations.map { .destination($0.destination) }, at: members[person].joinedAt)
    }
  }

  /// An e-money account whose statement names the provider.
  private mutating func useProviders(_ random: inout Random) {
    for person in persons(6, &random) {
      let joined = members[person].joinedAt
      let purse = wallet(of: person, named: "Payoneer Inc", at: "Payoneer", added: joined, &random)
      members[person].destinations = [(joined, purse)]
      note(
        "payee-name-mismatch", "the provider's name where the holder's belongs", person,
        [.destination(purse)], at: joined)
    }
  }

  /// A firm that carries its owner's name.
  private mutating func trade(asOwnFirms random: inout Random) {
    for person in persons(6, &random) {
      let family = members[person].name.split(separator: " ").last.map(String.init) ?? "Own"
      rename(person, "\(family) Software Consulting Ltd", &random)
      note(
        "payee-name-mismatch", "one's own firm", person,
        members[person].destinations.map { .destination($0.destination) }, at: members[person].joinedAt)
    }
  }

  /// The account of a spouse who kept another name, at home.
  private mutating func livesWithSpouse(_ random: inout Random) {
    for person in persons(8, &random) {
      rename(person, Names.person(&random), &random)
      note(
        "payee-name-mismatch", "a spouse's account, under another name", person,
        members[person].destinations.map { .destination($0.destination) }, at: members[person].joinedAt)
    }
  }

  /// Names that have words in common with listed ones.
  private mutating func resembleTheListed(_ random: inout Random) {
    let names = [
      "Kim Ung Ho", "Song Kum Chol", "Vitaliy Andreychuk", "Jo Min", "Sergey Andreyev", "Hyon Park",
      "Jia Li", "Yin Tian", "Man Cheng", "Gayane Asatryan", "Chol Kim",
    ]
    for name in names {
      let person = openTalent(
        in: random.pick(["US", "KR", "SG", "DE"]), joined: life.at(-random.number(30...700)), &random)
      members[person].isTaken = true
      members[person].isCompany = false
      members[person].name = name
      for it in members[person].destinations { destinations[it.destination].name = name }
      _ = hire(person, cents: random.number(20...44) * 10_000, every: 30, from: 20, &random)
      note("sanctioned-party", "a name near a listed one", person, [], at: members[person].joinedAt)
    }
    for name in [
      "Fortuna Bakery LLC", "Alis Travel Ltd", "Pioneer Real Estate LLC", "Silver Star Media GmbH",
    ] {
      let firm = openMerchant(name, in: "GB", &random)
      note("sanctioned-party", "a firm's name near a listed one", firm, [], at: members[firm].joinedAt)
    }
  }
}
