import Ledger

/// Payroll bureaux, an employer of record and an umbrella company: licensed, under contract with everyone, paying many.
extension World {
  /// Opens them, takes their clients and payees out of the free ones, and runs their payrolls.
  mutating func runBureaux() {
    var random = random(for: "bureaux")
    runBureau("Meridian Payroll Bureau Ltd", country: "GB", clients: 24, payees: size / 8, &random)
    runBureau("Atlas Employer of Record Pte Ltd", country: "SG", clients: 8, payees: size / 30, &random)
    runBureau(
      "Harbour Umbrella Ltd", country: "GB", clients: 4, payees: 8, story: "N6 umbrella company", &random)
  }

  private mutating func runBureau(
    _ name: String, country: String, clients: Int, payees: Int, story: String = "N2 licensed payroll bureau",
    _ random: inout Random
  ) {
    let bureau = open(
      .supplier, company: true, name: name, country: country, joined: life.at(-1_900), &random)
    members[bureau].destinations = [(life.at(-1_900), bank(of: bureau, &random))]
    members[bureau].habit = .saver
    let clients = take(clients, of: free(.buyer) { $0.currency == .usd && $0.joinedAt < life.start }, &random)
    // A few of the payees live in China or Hong Kong, as some of everybody's do.
    let near = take(
      payees / 12, of: free(.talent) { ["CN", "HK"].contains($0.country) && $0.joinedAt < life.start },
      &random)
    let payees =
      near
      + take(
        payees - near.count,
        of: free(.talent) { !["CN", "HK"].contains($0.country) && $0.joinedAt < life.start }, &random)
    let staff = payees.map { payee in
      let client = random.pick(clients)
      let cents = random.number(1_200...5_800) * 100
      let contract = approve(
        payer: bureau, payee: payee, "contract", cents: cents, currency: .usd, every: 30, from: life.at(-30))
      return (payee, client, cents, contract)
    }
    let mandates = clients.map { client in
      approve(
        payer: client, payee: bureau, "contract", cents: nil, currency: .usd, every: 30, from: life.at(-200))
    }
    var shown: [Int] = []
    for day in life.monthEnds {
      for (client, mandate) in zip(clients, mandates) {
        let wages = staff.filter { $0.1 == client }.reduce(0) { $0 + $1.2 }
        guard wages > 0 else { continue }
        pay(
          life.at(day - 1, 10, 15), from: .member(client), to: .member(bureau), cents: wages * 104 / 100,
          in: .usd, .invoice,
          memo: "Payroll funding \(life.at(day).date)", approval: mandate, startedBy: client)
      }
      for (payee, _, cents, contract) in staff {
        let wage = pay(
          life.at(day, 22), from: .member(bureau), to: .member(payee), cents: cents, in: .usd, .wage,
          memo: "Salary \(life.at(day).date)", approval: contract)
        if near.contains(payee) || story.hasPrefix("N6") { shown += [wage].compactMap { $0 } }
      }
    }
    claims.append(
      Claim(
        detector: "multi-hop-routing", story: story, subject: .member(bureau),
        parties: clients.map { .member($0) }, payments: Array(shown.suffix(40))))
  }
}
