import Ledger

/// Honest virtual currency: firms that pay everybody in it, people of long standing who take a part of their pay in it, and
/// customers who move their own.
extension World {
  /// Opens the firms and their staff, and lets free talent and buyers opt in.
  mutating func useCrypto() {
    var random = random(for: "crypto")
    for name in ["Lattice Protocol Labs", "Openchain Foundation", "Tessera DAO LLC", "Brightnode Inc"] {
      runFirm(name, staff: random.number(11...19), &random)
    }
    optIn(&random)
    withdrawOwn(&random)
  }

  private mutating func runFirm(_ name: String, staff: Int, _ random: inout Random) {
    let firm = open(
      .buyer, company: true, name: name, country: random.pick(["US", "SG", "DE"]),
      joined: life.at(-random.number(100...900)),
      currency: .usdc, &random)
    members[firm].isTaken = true
    members[firm].destinations = [
      (members[firm].joinedAt, crypto(of: firm, added: members[firm].joinedAt, &random))
    ]
    for _ in 0..<staff {
      let country = random.pick(["US", "DE", "PL", "IN", "AR", "PH", "GB", "KR", "SG"])
      let joined = life.at(-random.number(30...600))
      let person = openTalent(in: country, joined: joined, &random)
      members[person].isTaken = true
      members[person].currency = .usdc
      members[person].habit = .eager
      members[person].destinations = [(joined, crypto(of: person, added: joined, &random))]
      let before = payments.count
      engage(firm, person, .monthly, &random)
      payLastEngagement(&random)
      claims.append(
        Claim(
          detector: "virtual-currency-payout", story: "N3 firm that pays all staff in USDC",
          subject: .member(person), parties: [.member(firm)],
          payments: Array((before..<payments.count).suffix(4))))
    }
  }

  /// A part of the pay in a coin, to one wallet of one's own, after more than a year on the platform.
  private mutating func optIn(_ random: inout Random) {
    let fit = free(.talent) {
      $0.joinedAt < life.at(-200) && $0.currency == .usd && !["CN", "HK"].contains($0.country)
        && $0.habit != .none
    }
    for (place, person) in take(14, of: fit, &random).enumerated() {
      let at = life.office(random.number(220...(life.days - 40)), &random)
      let onTron = place % 5 == 0
      let wallet = crypto(
        of: person, chain: onTron ? "tron" : "ethereum",
        address: onTron ? CryptoAddresses.tron(place / 5) : nil, added: at,
        &random)
      changes.append(
        Change(
          member: person, at: at, field: "wallet", after: destinations[wallet].shown, destination: wallet))
      members[person].second = (at, wallet, onTron ? .usdt : .usdc)
      claims.append(
        Claim(
          detector: "virtual-currency-payout", story: "part of the pay in a coin, by choice",
          subject: .member(person), parties: [.destination(wallet)], payments: [], moments: [at], cents: 0))
    }
  }

  private mutating func withdrawOwn(_ random: inout Random) {
    for (place, buyer) in take(10, of: free(.buyer) { $0.currency == .usd }, &random).enumerated() {
      let wallet =
        place % 3 == 0
        ? exchange(
          of: buyer, at: random.pick(["Kraken", "Coinbase"]), added: members[buyer].joinedAt, &random)
        : crypto(
          of: buyer, address: place < 6 ? CryptoAddresses.ethereum(place) : nil,
          added: members[buyer].joinedAt, &random)
      var shown: [Int] = []
      for _ in 0..<4 {
        let at = life.office(random.number(60...(life.days - 2)), &random)
        let cents = random.number(500...4_000) * 100
        shown += [
          pay(
            at, from: .member(buyer), to: .destination(wallet), cents: cents, in: .usd, .withdrawal,
            memo: "Own funds", startedBy: buyer)
        ].compactMap { $0 }
        let it = destinations[wallet]
        requests.append(
          Request(
            uuid: random.uuid(), member: buyer, at: at - .hours(2), destination: wallet, rail: it.rail,
            asset: "USDC",
            chain: it.chain, address: it.address, minor: Int64(cents), currency: .usd))
      }
      claims.append(
        Claim(
          detector: "virtual-currency-payout", story: "customer's own withdrawal",
          subject: .member(buyer), parties: [.destination(wallet)], payments: shown))
    }
  }
}
