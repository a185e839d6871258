import ArgumentParser
import Ledger

/// The rows of one relation of the source contract, all columns, in COPY's text form.
struct Relations {
  let world: World
  let identifiers: Identifiers
  /// Rows in a stretch are sent in random order: a warehouse holds them in the order they arrived, near that of time.
  let disorder: Int

  enum Name: String, CaseIterable, ExpressibleByArgument {
    case accounts, endpoints, transactions, payout_requests, payment_detail_changes, authorisations, fx_rates,
      logins
    case platform_events
  }

  func write(_ name: Name) throws {
    var line = Line()
    switch name {
    case .accounts: try writeAccounts(&line)
    case .endpoints: try writeEndpoints(&line)
    case .transactions: try writeTransactions(&line)
    case .payout_requests: try writePayoutRequests(&line)
    case .payment_detail_changes: try writeDetailChanges(&line)
    case .authorisations: try writeAuthorisations(&line)
    case .fx_rates: try writeRates(&line)
    case .logins: try writeLogins(&line)
    case .platform_events: try writeEvents(&line)
    }
    try line.flush()
  }

  private var chance: Chance { world.chance }

  // MARK: Parties

  private func writeAccounts(_ line: inout Line) throws {
    for account in 0..<world.accounts {
      let role = chance.below(10, .role, account)
      party(account, &line)
      line.append(role < 3 ? "\torganisation\t" : "\tindividual\t")
      line.append(role < 3 ? "client" : role < 9 ? "worker" : "vendor")
      line.append("\tHolder ")
      line.append(account)
      line.tab()
      line.append(Self.countries[chance.below(Self.countries.count, .country, account)])
      line.append("\topen\t2025-01-01\t2025-01-02\t\\N\tholder")
      line.append(account)
      line.append("@example.com\t\\N")
      try line.end()
    }
  }

  private static let countries: [StaticString] = ["US", "GB", "DE", "IN", "PH", "UA", "RS", "BR", "VN", "NG"]

  private func writeEndpoints(_ line: inout Line) throws {
    for endpoint in 0..<world.endpoints {
      let owner = Int(world.owner[endpoint])
      party(world.accounts + endpoint, &line)
      let kind: StaticString
      let institution: StaticString
      let bic: StaticString
      let country: StaticString
      switch world.sinkClass(endpoint: endpoint) {
      case .prcWallet: (kind, institution, bic, country) = ("e_wallet", "Benchmark Pay", "\\N", "CN")
      case .exchange: (kind, institution, bic, country) = ("exchange_account", "OKX", "\\N", "\\N")
      case .hkMoBank: (kind, institution, bic, country) = ("bank_account", "Benchmark Bank", "BNCHHKHH", "HK")
      case .some: (kind, institution, bic, country) = ("bank_account", "Benchmark Bank", "BNCHCNBJ", "CN")
      case nil: (kind, institution, bic, country) = ("bank_account", "Benchmark Bank", "BNCHUS33", "US")
      }
      line.tab()
      line.append(kind)
      line.tab()
      party(owner, &line)
      line.append("\tHolder ")
      line.append(owner)
      line.tab()
      line.append(institution)
      line.tab()
      line.append(bic)
      line.append("\t\\N\t")
      line.append(Int(chance.number(.record, endpoint) >> 24), digits: 12)
      line.append("\t\\N\t")
      line.append(country)
      line.append("\t\\N\t\\N\t2025-02-01")
      try line.end()
    }
  }

  // MARK: Transactions

  private func writeTransactions(_ line: inout Line) throws {
    var stretch: [(number: Int, row: World.Row)] = []
    try world.forEachRow { number, row in
      stretch.append((number, row))
      if stretch.count >= disorder { try send(&stretch, &line) }
    }
    try send(&stretch, &line)
  }

  private func send(_ stretch: inout [(number: Int, row: World.Row)], _ line: inout Line) throws {
    for place in stride(from: stretch.count - 1, to: 0, by: -1) {
      stretch.swapAt(place, chance.below(place + 1, .record, stretch[place].number))
    }
    for (number, row) in stretch {
      identifiers.append(number, .transaction, chance, to: &line)
      line.tab()
      line.append(seconds: row.at / 1_000_000)
      line.tab()
      party(row.debtor, &line)
      line.tab()
      party(row.creditor, &line)
      line.tab()
      line.append(cents: row.cents)
      line.tab()
      line.append(currency(number))
      line.tab()
      line.append(row.kind.rawValue)
      line.tab()
      line.append(row.status.rawValue)
      line.tab()
      reference(number, &line)
      line.tab()
      if row.authorisation >= 0 {
        identifiers.append(row.authorisation, .authorisation, chance, to: &line)
      } else {
        line.appendNull()
      }
      line.tab()
      if chance.below(2, .initiator, number) == 0 { party(row.debtor, &line) } else { line.appendNull() }
      try line.end()
    }
    stretch.removeAll(keepingCapacity: true)
  }

  private func currency(_ number: Int) -> StaticString {
    switch chance.below(20, .currency, number) {
    case 0: "EUR"
    case 1: "GBP"
    default: "USD"
    }
  }

  /// Half have none, four in ten one of a few thousand, the rest one of their own.
  private func reference(_ number: Int, _ line: inout Line) {
    switch chance.below(10, .reference, number) {
    case 0..<5: line.appendNull()
    case 5..<9:
      line.append("Project work, week ")
      line.append(Int(chance.number(.reference, number) & 4095))
    default:
      line.append("Invoice ")
      line.append(number, digits: 9)
    }
  }

  // MARK: Other relations

  private func writePayoutRequests(_ line: inout Line) throws {
    for request in 0..<world.accounts / 5 {
      let endpoint = chance.below(world.endpoints, .endpoint, request)
      record(request, &line)
      party(Int(world.owner[endpoint]), &line)
      line.tab()
      instant(request, &line)
      line.tab()
      party(world.accounts + endpoint, &line)
      line.append("\tbank\t\\N\t\\N\t\\N\t")
      line.append(cents: Int64(10_000 + chance.below(100_000, .amount, request)))
      line.append("\tUSD\tpaid\tPlease pay my milestone to the usual account")
      try line.end()
    }
  }

  private func writeDetailChanges(_ line: inout Line) throws {
    for change in 0..<world.accounts / 20 {
      let endpoint = chance.below(world.endpoints, .endpoint, change)
      record(change, &line)
      party(Int(world.owner[endpoint]), &line)
      line.tab()
      instant(change, &line)
      line.append("\tbank_account\t")
      line.append(change, digits: 10)
      line.append("-old\t")
      line.append(change, digits: 10)
      line.append("-new\t")
      party(world.accounts + endpoint, &line)
      line.append("\tself\t\\N")
      try line.end()
    }
  }

  private func writeAuthorisations(_ line: inout Line) throws {
    for place in 0..<world.authorisations {
      let (payer, payee, limit) = world.authorisation(place)
      identifiers.append(place, .authorisation, chance, to: &line)
      line.tab()
      party(payer, &line)
      line.tab()
      party(payee, &line)
      line.append("\tsubscription\t")
      line.append(cents: limit)
      line.append("\tUSD\t\\N\t2025-06-01\t\\N")
      try line.end()
    }
  }

  private func writeRates(_ line: inout Line) throws {
    let days = Int(World.span.micros / Span.days(1).micros)
    for day in 0...days {
      for (currency, rate) in [("EUR", "1.17"), ("GBP", "1.345")] as [(StaticString, StaticString)] {
        line.append(date: Int(World.begin.dayNumber) + day)
        line.tab()
        line.append(currency)
        line.tab()
        line.append(rate)
        try line.end()
      }
    }
  }

  private func writeLogins(_ line: inout Line) throws {
    for login in 0..<world.accounts {
      record(login, &line)
      party(chance.below(world.accounts, .account, login), &line)
      line.tab()
      instant(login, &line)
      line.append("\t\\N\t198.51.100.")
      line.append(chance.below(256, .limit, login))
      line.append("\tUS\tdevice-")
      line.append(chance.below(world.accounts, .payee, login))
      line.append("\t443")
      try line.end()
    }
  }

  private func writeEvents(_ line: inout Line) throws {
    for event in 0..<world.accounts / 2 {
      record(event, &line)
      instant(event, &line)
      line.tab()
      party(chance.below(world.accounts, .account, event), &line)
      line.tab()
      party(chance.below(world.accounts, .payer, event), &line)
      line.append(chance.below(4, .kind, event) == 0 ? "\tbid_accepted" : "\tbid")
      line.append("\t\\N\t\\N")
      try line.end()
    }
  }

  // MARK: Fields

  private func party(_ number: Int, _ line: inout Line) {
    identifiers.append(number, .party, chance, to: &line)
  }

  private func record(_ number: Int, _ line: inout Line) {
    identifiers.append(number, .record, chance, to: &line)
    line.tab()
  }

  private func instant(_ number: Int, _ line: inout Line) {
    let seconds = Int(World.span.micros / 1_000_000)
    line.append(seconds: World.begin.micros / 1_000_000 + Int64(chance.below(seconds, .instant, number)))
  }
}
