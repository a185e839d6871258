import Ledger

/// Honest ways to bid, to be rated and to ask for pay that stand out.
extension World {
  /// Takes free talent, and buyers who have paid several.
  mutating func findWork() {
    var random = random(for: "freelancing")
    workAsStudio(&random)
    endProjects(&random)
    bidForEverything(&random)
    billRetainers(&random)
  }

  private mutating func note(_ story: String, _ subject: Int, _ others: [Int], at moment: Instant) {
    claims.append(
      Claim(
        detector: "platform-collusion", story: story, subject: .member(subject),
        parties: others.map { .member($0) }, payments: [], moments: [moment], cents: 0))
  }

  private mutating func people(_ count: Int, _ random: inout Random) -> [Int] {
    take(count, of: free(.talent) { $0.joinedAt < life.at(200) && !$0.isCompany }, &random)
  }

  private mutating func act(
    _ at: Instant, _ worker: Int, _ kind: String, with buyer: Int? = nil, value: String? = nil,
    digest: String? = nil
  ) {
    guard at < life.end, at >= life.start else { return }
    activities.append(
      Activity(at: at, member: worker, buyer: buyer, kind: kind, value: value, digest: digest))
  }

  /// Four people of one studio, with its mail domain and its letters.
  private mutating func workAsStudio(_ random: inout Random) {
    for number in 0..<5 {
      let group = people(4, &random)
      let templates = (0..<2).map { _ in random.hex(16) }
      for person in group {
        let local = members[person].email.prefix { $0 != "@" }
        members[person].email = "\(local)@studio-\(round)-\(number).example"
        for bid in 0..<12 {
          act(
            life.office(320 + bid * 5, &random), person, "bid",
            digest: bid % 3 == 2 ? random.hex(16) : templates[bid % 3])
        }
        act(life.office(340, &random), person, "bid_accepted")
      }
      if let first = group.first {
        note("a studio with letters of its own", first, Array(group.dropFirst()), at: life.at(320))
      }
    }
  }

  /// A project ends, and its client rates everybody whom it has paid.
  private mutating func endProjects(_ random: inout Random) {
    let teams = Dictionary(
      grouping: engagements.filter {
        $0.days.upperBound > 385 && $0.days.lowerBound < 240 && $0.rhythm != .milestones
      }, by: \.buyer
    )
    .filter { $0.value.count >= 5 }.sorted { $0.key < $1.key }
    for (buyer, team) in teams.prefix(8) {
      let day = random.number(320...380)
      for work in team.prefix(6) {
        act(life.office(day, &random), work.talent, "rating", with: buyer, value: "5")
      }
      note(
        "a client rates its whole team at the end", buyer, team.prefix(6).map(\.talent), at: life.at(day))
    }
  }

  /// Newcomers who bid on everything, and are there to do it.
  private mutating func bidForEverything(_ random: inout Random) {
    for person in people(8, &random) {
      let (device, network) = ("dev-" + random.hex(12), "\(random.number(11...198)).\(random.below(256)).7")
      for number in 0..<random.number(66...90) {
        let at = life.at(330 + number / 3, 8 + number % 3 * 4, random.below(60))
        act(at, person, "bid", digest: random.hex(16))
        if number % 3 == 0 {
          logins.append(
            Login(
              member: person, at: at - .seconds(600), minutes: random.number(60...600),
              ip: "\(network).\(random.number(1...254))", country: members[person].country, device: device))
        }
      }
      act(life.at(352, 12), person, "bid_accepted")
      note("a newcomer who bids on everything", person, [], at: life.at(330))
    }
  }

  /// Monthly bills under a contract that says so.
  private mutating func billRetainers(_ random: inout Random) {
    for work in random.shuffled(
      engagements.filter { $0.rhythm == .monthly && $0.days.upperBound > 380 && $0.days.lowerBound < 250 }
    ).prefix(12) {
      for month in 0..<4 {
        act(life.at(290 + month * 30, 9), work.talent, "payment_request", with: work.buyer)
      }
      note("a retainer billed by the month", work.talent, [work.buyer], at: life.at(290, 9))
    }
  }
}
