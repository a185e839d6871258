import Ledger

/// Importers buy in China through trading houses of long standing that keep what freight and staff cost them, with a
/// purchase order behind every payment.
extension World {
  /// Opens trading houses, their suppliers and carriers, and places the importers' orders.
  mutating func trade() {
    var random = random(for: "trade")
    let carrier = openSupplier("Blue Strait Freight Ltd", "SG", &random)
    let houses = [
      ("Kwai Hing Trading Ltd", "HK"), ("Pearl Estuary Sourcing Ltd", "HK"), ("Lakefront Imports LLC", "US"),
      ("Elbe Handelskontor GmbH", "DE"), ("Straits Sourcing Pte Ltd", "SG"), ("Mersey Merchants Ltd", "GB"),
    ].map { openSupplier($0.0, $0.1, &random) }
    for house in houses {
      let importers = take(3, of: free(.buyer) { $0.joinedAt < life.start && $0.isCompany }, &random)
      let suppliers = (0..<3).map { _ in openSupplier(Names.company(&random), "CN", &random) }
      var shown: [Int] = []
      for importer in importers {
        var day = random.number(3...30)
        while day < life.days - 12 {
          shown += order(importer, house, random.pick(suppliers), carrier, day, &random)
          day += random.number(24...55)
        }
      }
      claims.append(
        Claim(
          detector: "multi-hop-routing",
          story: "N1 N15 Chinese suppliers of real goods, purchase orders",
          subject: .member(house), parties: suppliers.map { .member($0) }, payments: Array(shown.suffix(30))))
    }
  }

  private mutating func openSupplier(_ name: String, _ country: String, _ random: inout Random) -> Int {
    let joined = life.at(-random.number(1_000...2_400))
    let supplier = open(.supplier, company: true, name: name, country: country, joined: joined, &random)
    members[supplier].destinations = [(joined, bank(of: supplier, &random))]
    members[supplier].habit = country == "CN" ? .eager : .saver
    members[supplier].isTaken = true
    return supplier
  }

  /// One order: the importer pays the house, the house pays supplier and carrier. One in twenty is sent back.
  private mutating func order(
    _ importer: Int, _ house: Int, _ supplier: Int, _ carrier: Int, _ day: Int, _ random: inout Random
  ) -> [Int] {
    let cents = random.number(90...520) * 10_000
    let currency = members[importer].currency
    let number = "PO-\(life.at(day).civil.year)-\(random.digits(5))"
    let ordered = approve(
      payer: importer, payee: house, "purchase_order", cents: cents, currency: currency,
      from: life.at(day - 10))
    let sourced = approve(
      payer: house, payee: supplier, "purchase_order", cents: cents, currency: currency,
      from: life.at(day - 9))
    let paidDay = life.businessDay(from: day)
    let goods = life.businessDay(from: paidDay + random.number(1...3))
    let share = random.number(68...84)
    var paid = [
      pay(
        life.office(paidDay, &random), from: .member(importer), to: .member(house), cents: cents,
        in: currency, .invoice,
        memo: "\(number) 30% deposit and balance", approval: ordered, startedBy: importer),
      pay(
        life.office(goods, &random), from: .member(house), to: .member(supplier), cents: cents * share / 100,
        in: currency,
        .invoice,
        memo: "\(number) goods, container \(random.pick(["TGHU", "MSKU", "CSNU"]))\(random.digits(7))",
        approval: sourced, startedBy: house),
    ]
    if random.chance(70) {
      let freight = approve(
        payer: house, payee: carrier, "invoice", cents: cents / 12, currency: currency, from: life.at(goods))
      pay(
        life.office(life.businessDay(from: goods + 2), &random), from: .member(house), to: .member(carrier),
        cents: cents * 5 / 100, in: currency, .invoice, memo: "\(number) freight and duty", approval: freight)
    }
    if random.chance(5) {
      paid += sendBack(importer, house, supplier, cents * share / 100, currency, goods, number, &random)
    }
    return paid.compactMap { $0 }
  }

  /// Goods refused within a day: the money goes back the way it came.
  private mutating func sendBack(
    _ importer: Int, _ house: Int, _ supplier: Int, _ cents: Int, _ currency: Currency, _ day: Int,
    _ number: String,
    _ random: inout Random
  ) -> [Int?] {
    let minor = rates.minor(cents: cents, in: currency, on: life.at(day))
    let back = pay(
      life.at(day, 21), from: .member(supplier), to: .member(house), minor: minor, currency, .refund,
      memo: "\(number) refused at inspection")
    let home = pay(
      life.at(day, 22), from: .member(house), to: .member(importer), minor: minor, currency, .refund,
      memo: "\(number) refused at inspection")
    claims.append(
      Claim(
        detector: "multi-hop-routing", story: "N13 refund retraces the path",
        subject: .member(house),
        parties: [.member(supplier), .member(importer)], payments: [back, home].compactMap { $0 }))
    return [back, home]
  }
}
