import Ledger

/// Honest logins from unusual places.
extension World {
  /// Mostly takes free talent; `leaveTraces` adds everybody's ordinary sessions.
  mutating func comeAndGo() {
    var random = random(for: "comings")
    travel(&random)
    shareRooms(&random)
    useOneExit(&random)
    workRemotely(&random)
  }

  private mutating func note(_ story: String, _ people: [Int], at moment: Instant) {
    guard let first = people.first else { return }
    claims.append(
      Claim(
        detector: "login-anomaly", story: story, subject: .member(first),
        parties: people.dropFirst().map { .member($0) }, payments: [], moments: [moment], cents: 0))
  }

  private mutating func people(_ count: Int, in country: String? = nil, _ random: inout Random) -> [Int] {
    take(
      count,
      of: free(.talent) { country == nil || $0.country == country }.filter {
        members[$0].joinedAt < life.at(200)
      }, &random)
  }

  private mutating func enter(
    _ member: Int, _ at: Instant, minutes: Int, ip: String, country: String, device: String, port: Int = 443
  ) {
    guard at < life.end else { return }
    logins.append(
      Login(
        member: member, at: at, minutes: minutes, ip: ip, country: country, device: device, port: port))
  }

  private func address(_ random: inout Random) -> String {
    "\(random.number(11...198)).\(random.below(256)).\(random.below(256)).\(random.number(1...254))"
  }

  /// Three countries in a month, each for some days.
  private mutating func travel(_ random: inout Random) {
    for person in people(10, &random) {
      let device = "dev-" + random.hex(12)
      let first = random.number(310...350)
      for (leg, country) in random.shuffled(["TH", "PT", "GB", "AE", "ID", "MX"]).prefix(4).enumerated() {
        for day in 0..<4 {
          enter(
            person, life.office(first + leg * 9 + day * 2, &random), minutes: random.number(20...200),
            ip: address(&random), country: country, device: device)
        }
      }
      note("a traveller", [person], at: life.at(first))
    }
  }

  /// Families at one address, and strangers of one city in one co-working space.
  private mutating func shareRooms(_ random: inout Random) {
    for round in 0..<12 {
      let isFamily = round < 8
      let group = people(isFamily ? 3 : 5, in: random.pick(["US", "DE", "PL", "IN"]), &random)
      let (ip, device) = (address(&random), "dev-" + random.hex(12))
      for person in group {
        if isFamily { members[person].phone = members[group[0]].phone }
        for _ in 0..<10 {
          enter(
            person, life.office(random.number(310...390), &random), minutes: random.number(30...300), ip: ip,
            country: members[person].country, device: isFamily ? device : "dev-" + random.hex(12))
        }
      }
      note(isFamily ? "a family at one address" : "a co-working space", group, at: life.at(310))
    }
  }

  /// The exit of a VPN provider that many use all year.
  private mutating func useOneExit(_ random: inout Random) {
    for _ in 0..<2 {
      let group = people(30, &random)
      let exit = address(&random)
      // A small platform has too few people for that.
      guard group.count == 30 else { return }
      for person in group {
        let device = "dev-" + random.hex(12)
        for week in 0..<50 {
          enter(
            person, life.office(week * 8 + random.below(8), &random), minutes: random.number(20...240),
            ip: exit, country: "NL", device: device)
        }
      }
      note("the exit of a VPN provider", group, at: life.at(8))
    }
  }

  /// Administrators who use a remote desktop, and sessions left open over a night, once.
  private mutating func workRemotely(_ random: inout Random) {
    for (place, person) in people(14, &random).enumerated() {
      let (ip, device) = (address(&random), "dev-" + random.hex(12))
      let isAdministrator = place % 2 == 0
      for number in 0..<6 {
        enter(
          person, life.office(320 + number * 10, &random),
          minutes: !isAdministrator && number == 3 ? 1_700 : random.number(30...400), ip: ip,
          country: members[person].country, device: device,
          port: isAdministrator && number % 2 == 0 ? 3389 : 443)
      }
      note(
        isAdministrator ? "a remote desktop for honest work" : "a session left open once", [person],
        at: life.at(320))
    }
  }
}
