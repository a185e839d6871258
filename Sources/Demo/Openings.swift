import Ledger

/// Opening accounts and registering destinations.
extension World {
  /// Opens an account and answers its place. Verified before anybody can be paid.
  mutating func open(
    _ side: Side, company: Bool, name: String? = nil, country: String, joined: Instant,
    currency: Currency = .usd,
    _ random: inout Random
  ) -> Int {
    let name = name ?? (company ? Names.company(&random) : Names.person(&random))
    members.append(
      Member(
        side: side, isCompany: company, name: name, country: country, joinedAt: joined,
        verifiedAt: joined + .hours(Int64(random.number(1...40))), email: Names.email(for: name, &random),
        phone: "+\(Place.of(country).dial)555\(random.digits(7))", currency: currency))
    return members.count - 1
  }

  /// Registers a bank account in a country. The name on it is the member's unless given.
  mutating func bank(
    of member: Int, in country: String? = nil, named: String? = nil, at institution: Institution? = nil,
    added: Instant? = nil, _ random: inout Random
  ) -> Int {
    let place = Place.of(country ?? members[member].country)
    let bank = institution ?? random.pick(place.banks)
    let country = bank.bic.map { String($0.dropFirst(4).prefix(2)) } ?? place.code
    let number = Self.accountNumber(in: Place.of(country), bank, &random)
    return register(
      Destination(
        uuid: random.uuid(), rail: "bank", member: member, name: named ?? members[member].name,
        institution: bank.name,
        bic: bank.bic, nationalCode: Self.nationalCode(in: country, &random), number: number,
        country: country,
        addedAt: added ?? members[member].joinedAt))
  }

  /// Registers a wallet (e-money, not crypto).
  mutating func wallet(
    of member: Int, named: String? = nil, at institution: String? = nil, country: String? = nil,
    added: Instant? = nil,
    _ random: inout Random
  ) -> Int {
    let place = Place.of(country ?? members[member].country)
    let name = institution ?? (place.wallets.isEmpty ? "PayPal" : random.pick(place.wallets))
    return register(
      Destination(
        uuid: random.uuid(), rail: "wallet", member: member, name: named ?? members[member].name,
        institution: name,
        number: random.digits(10), country: place.code, addedAt: added ?? members[member].joinedAt))
  }

  /// Registers a debit card. Its prefix is from the range ISO/IEC 7812 leaves to no scheme.
  mutating func card(of member: Int, added: Instant? = nil, _ random: inout Random) -> Int {
    let prefix = "9" + random.digits(5)
    return register(
      Destination(
        uuid: random.uuid(), rail: "card", member: member, name: members[member].name,
        institution: random.pick(Place.of(members[member].country).banks).name,
        number: "************" + random.digits(4),
        cardBIN: prefix, country: members[member].country, addedAt: added ?? members[member].joinedAt))
  }

  /// Registers a crypto wallet. The address is a fresh one unless given.
  mutating func crypto(
    of member: Int, named: String? = nil, chain: String = "ethereum", address: String? = nil, added: Instant,
    _ random: inout Random
  ) -> Int {
    register(
      Destination(
        uuid: random.uuid(), rail: "crypto", member: member, name: named ?? members[member].name,
        chain: chain,
        address: address ?? "0x" + random.hex(40), addedAt: added))
  }

  /// Registers an account at an exchange.
  mutating func exchange(
    of member: Int, named: String? = nil, at institution: String, added: Instant, _ random: inout Random
  ) -> Int {
    register(
      Destination(
        uuid: random.uuid(), rail: "exchange", member: member, name: named ?? members[member].name,
        institution: institution, number: random.digits(9), addedAt: added))
  }

  private mutating func register(_ destination: Destination) -> Int {
    destinations.append(destination)
    return destinations.count - 1
  }

  /// Makes a destination the one withdrawals go to from a time on, and records the change.
  mutating func switchDestination(
    of member: Int, to destination: Int, at time: Instant, actor: String = "member", batch: String? = nil
  ) {
    let before = self.destination(of: member, at: time).map { destinations[$0].shown }
    let field =
      switch destinations[destination].rail {
      case "bank": "bank"
      case "crypto": "wallet"
      default: "payout_rail"
      }
    changes.append(
      Change(
        member: member, at: time, field: field, before: before, after: destinations[destination].shown,
        destination: destination, actor: actor, batch: batch))
    members[member].destinations.append((time, destination))
  }

  private static func accountNumber(in place: Place, _ bank: Institution, _ random: inout Random) -> String {
    guard let length = place.ibanLength else { return random.digits(place.code == "CN" ? 19 : 10) }
    // Countries whose national part begins with the bank's letters keep them, as theirs do.
    let letters = ["GB", "RO"].contains(place.code) ? String((bank.bic ?? "").prefix(4)) : ""
    let national = letters + random.digits(length - letters.count)
    return place.code + Self.ibanCheck(place.code, national) + national
  }

  /// The two check digits of an IBAN (ISO 13616, ISO 7064 mod 97-10).
  static func ibanCheck(_ country: String, _ national: String) -> String {
    var remainder = 0
    for byte in (national + country + "00").utf8 {
      let value = byte < 65 ? Int(byte) - 48 : Int(byte) - 55
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
    }
    let check = 98 - remainder
    return check < 10 ? "0\(check)" : "\(check)"
  }

  /// CNAPS, ABA, sort code or IFSC; nil elsewhere. Well formed, not looked up.
  private static func nationalCode(in country: String, _ random: inout Random) -> String? {
    switch country {
    case "CN": "10" + random.digits(10)
    case "US": "0" + random.digits(8)
    case "GB": random.digits(6)
    default: nil
    }
  }
}

extension Destination {
  /// What the platform shows of it in its change log.
  var shown: String { address ?? "\(institution ?? rail) \(number ?? "")" }
}
