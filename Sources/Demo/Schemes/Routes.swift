import Evaluation
import Ledger

/// Wages that end at banks, wallets and exchanges linked to China after one or more companies in between.
extension World {
  /// Eleven routes: from one front to three, with splits, pools, exchange of currency, noise, slowness, and rows imported twice.
  mutating func routeToChina() {
    var random = random(for: "routes")
    longRoute(
      "P1 employer, worker, shell company, Hong Kong trader, bank in China", "US", start: 205, &random)
    longRoute("P1 the same through Romania", "RO", start: 262, &random)
    shortRoute(&random)
    poolToExchange(&random)
    splitAndMerge(&random)
    exchangeOnTheWay(&random)
    noisyRoute(&random)
    passThrough(&random)
    importTwice(&random)
    moveSlowly(&random)
    waitTooLong(&random)
  }

  /// Notes the complete chains of a scheme; the second arrival is when it must be known.
  private mutating func note(
    _ difficulty: Difficulty, _ story: String, _ subject: Int, parties: [Node], chains: [[Int]],
    arrivals: [Int],
    isEnoughAt count: Int = 2
  ) {
    let times = arrivals.map { payments[$0].at }.sorted()
    claims.append(
      Claim(
        detector: "multi-hop-routing", difficulty: difficulty, story: story, subject: .member(subject),
        parties: parties,
        payments: chains.flatMap { $0 }, cents: arrivals.reduce(0) { $0 + cents($1) },
        mustBeFoundBy: times.count >= count ? times[count - 1] : nil))
  }

  /// Every two weeks 4,800: 13 % stays with the worker, the rest is in China within a week.
  private mutating func longRoute(_ story: String, _ country: String, start: Int, _ random: inout Random) {
    let worker = openOperative(in: country, day: start - 30, &random)
    let shell = openFront(
      Names.front("Consulting LLC", &random), in: "US", day: start - 40,
      &random)
    let trader = openFront(
      "\(random.pick(["Wing Lok", "Kam Tat", "Fook Sing"])) International Trading Ltd", in: "HK",
      day: start - 60, &random)
    let account = bank(of: trader, in: "CN", named: Names.person(&random), &random)
    var chains: [[Int]] = []
    for wage in hire(worker, cents: 480_000, from: start, &random) {
      guard
        let first = pass(wage, to: .member(shell), percent: 87, after: 24...60, memo: "consulting", &random),
        let second = pass(
          first, to: .member(trader), percent: 98, after: 24...60, memo: "components", &random),
        let third = pass(second, to: .destination(account), percent: 99, after: 24...60, &random)
      else { continue }
      chains.append([first, second, third])
    }
    note(
      .easy, story, worker, parties: [.member(shell), .member(trader), .destination(account)], chains: chains,
      arrivals: chains.map { $0[2] })
  }

  /// Monthly 6,500 through one company straight to a bank in China.
  private mutating func shortRoute(_ random: inout Random) {
    let worker = openOperative(in: "UA", day: 200, habit: .saver, &random)
    let shell = openFront(Names.front("Gate Services LLC", &random), in: "US", day: 190, &random)
    let account = bank(of: shell, in: "CN", named: Names.person(&random), &random)
    var chains: [[Int]] = []
    for wage in hire(worker, cents: 650_000, every: 30, from: 225, &random) {
      guard
        let first = pass(wage, to: .member(shell), percent: 90, after: 10...30, memo: "services", &random),
        let second = pass(first, to: .destination(account), percent: 97, after: 20...50, &random)
      else { continue }
      chains.append([first, second])
    }
    note(
      .easy, "one company between worker and bank in China", worker,
      parties: [.member(shell), .destination(account)],
      chains: chains, arrivals: chains.map { $0[1] })
  }

  /// A facilitator collects from eight workers, keeps a fee and empties the pool into an exchange within 36 hours.
  private mutating func poolToExchange(_ random: inout Random) {
    let facilitator = openOperative(in: "US", day: 180, habit: .saver, &random)
    let account = exchange(of: facilitator, at: "HTX", added: life.at(185), &random)
    let workers = ["US", "CA", "PL", "RO", "UA", "PH", "MX", "GB"].map {
      openOperative(in: $0, day: 215, &random)
    }
    let wages = workers.map { hire($0, cents: random.number(2_900...5_200) * 100, from: 246, &random) }
    var chains: [[Int]] = []
    for round in 0..<(wages.map(\.count).min() ?? 0) {
      let paidIn = wages.compactMap {
        pass(
          $0[round], to: .member(facilitator), percent: random.number(87...92), after: 8...18, memo: "thanks",
          &random)
      }
      guard paidIn.count == workers.count, let last = paidIn.map({ payments[$0].at }).max() else { continue }
      let sum = paidIn.reduce(0) { $0 + cents($1) }
      let out = pay(
        last + .hours(Int64(random.number(3...18))), from: .member(facilitator), to: .destination(account),
        cents: sum * 94 / 100, in: .usd, .withdrawal, memo: "Withdrawal")
      if let out { chains.append(paidIn + [out]) }
    }
    note(
      .typical, "P2 facilitator collects for eight workers, exchange within 36 hours", facilitator,
      parties: workers.map { .member($0) } + [.destination(account)], chains: chains,
      arrivals: chains.compactMap(\.last))
  }

  /// 9,000 leaves as three times 2,900 and meets again in one account in Hong Kong.
  private mutating func splitAndMerge(_ random: inout Random) {
    let worker = openOperative(in: "PL", day: 230, &random)
    let helpers = ["US", "PL", "GB"].map { openOperative(in: $0, day: 236, &random) }
    let account = bank(
      of: helpers[0], in: "HK", named: "Tai Yuen \(Names.front("Holdings Ltd", &random))", &random)
    var chains: [[Int]] = []
    for wage in hire(worker, cents: 900_000, every: 30, from: 275, &random) {
      for helper in helpers {
        let at =
          payments[wage].at + .hours(Int64(random.number(20...40))) + .seconds(Int64(random.below(3_000)))
        guard
          let part = pay(at, from: .member(worker), to: .member(helper), cents: 290_000, in: .usd, .transfer),
          let joined = pass(part, to: .destination(account), percent: 98, after: 18...50, &random)
        else { continue }
        chains.append([part, joined])
      }
    }
    note(
      .typical, "P8 split in three, one account in Hong Kong", worker,
      parties: helpers.map { .member($0) } + [.destination(account)], chains: chains,
      arrivals: chains.map { $0[1] })
  }

  /// Dollars become Hong Kong dollars and then yuan; the exchanges cost 1.8 % together with the fees.
  private mutating func exchangeOnTheWay(_ random: inout Random) {
    let worker = openOperative(in: "PH", day: 240, &random)
    let broker = openFront(Names.front("Remit LLC", &random), in: "US", day: 235, &random)
    let trader = openFront(
      "Golden Bauhinia \(Names.front("Supplies Ltd", &random))", in: "HK", day: 220, &random)
    let account = bank(
      of: trader, in: "CN", named: "Changfeng \(Names.front("Parts Trading Co", &random))", &random)
    var chains: [[Int]] = []
    for wage in hire(worker, cents: 560_000, from: 268, &random) {
      guard let first = pass(wage, to: .member(broker), percent: 93, after: 12...48, memo: "remit", &random),
        let second = pass(
          first, to: .member(trader), percent: 99, after: 24...60, in: .hkd, memo: "HKD", &random),
        let third = pass(
          second, to: .destination(account), percent: 99, after: 12...48, in: .cny, memo: "CNY", &random)
      else { continue }
      chains.append([first, second, third])
    }
    note(
      .typical, "P12 dollars, Hong Kong dollars, yuan", worker,
      parties: [.member(broker), .member(trader), .destination(account)], chains: chains,
      arrivals: chains.map { $0[2] })
  }

  /// Money sent back and to oneself in between; it ends in New York, at a bank whose parent is in Beijing.
  private mutating func noisyRoute(_ random: inout Random) {
    let worker = openOperative(in: "PL", day: 205, &random)
    let front = openFront(Names.front("Digital LLC", &random), in: "US", day: 210, &random)
    let second = openFront(Names.front("Commerce LLC", &random), in: "US", day: 212, &random)
    let branch = Institution(name: "Industrial and Commercial Bank of China, New York", bic: "ICBKUS33")
    let account = bank(of: second, named: "Yuanshan Fortune Trade", at: branch, &random)
    var chains: [[Int]] = []
    for wage in hire(worker, cents: 520_000, from: 254, &random) {
      guard let first = pass(wage, to: .member(front), percent: 92, after: 14...30, &random) else { continue }
      pay(
        payments[first].at + .hours(2), from: .member(front), to: .member(front), cents: cents(first) / 2,
        in: .usd,
        .transfer, memo: "internal")
      pay(
        payments[first].at + .hours(4), from: .member(front), to: .member(worker), cents: 20_000, in: .usd,
        .transfer,
        memo: "return")
      guard let onward = pass(first, to: .member(second), percent: 94, after: 20...48, &random),
        let last = pass(onward, to: .destination(account), percent: 98, after: 20...55, &random)
      else { continue }
      chains.append([first, onward, last])
    }
    note(
      .evasive, "P13 cycles and transfers to oneself on the way", worker,
      parties: [.member(front), .member(second), .destination(account)], chains: chains,
      arrivals: chains.map { $0[2] })
  }

  /// Six times 85 % onward within 48 hours, into a wallet in China.
  private mutating func passThrough(_ random: inout Random) {
    let worker = openOperative(in: "MX", day: 270, habit: .saver, &random)
    let broker = openOperative(in: "US", day: 280, &random)
    let account = wallet(
      of: broker, named: Names.person(&random), at: "Alipay", country: "CN", added: life.at(290), &random)
    var chains: [[Int]] = []
    for wage in hire(worker, cents: 390_000, from: 303, &random).prefix(6) {
      guard let first = pass(wage, to: .member(broker), percent: 85, after: 20...44, &random),
        let second = pass(first, to: .destination(account), percent: 96, after: 10...40, &random)
      else { continue }
      chains.append([first, second])
    }
    note(
      .typical, "P7 85 % onward within two days, six times, to a wallet in China", worker,
      parties: [.member(broker), .destination(account)], chains: chains, arrivals: chains.map { $0[1] })
  }

  /// One company in between, and a file that was imported twice: every payment stands there twice, at the same instant.
  private mutating func importTwice(_ random: inout Random) {
    let worker = openOperative(in: "GB", day: 236, &random)
    let shell = openFront(Names.front("Advisory LLC", &random), in: "US", day: 226, &random)
    let account = bank(of: shell, in: "CN", named: Names.person(&random), &random)
    var chains: [[Int]] = []
    for wage in hire(worker, cents: random.number(42...54) * 10_000, from: 272, &random) {
      guard
        let first = pass(wage, to: .member(shell), percent: 88, after: 12...40, memo: "advice", &random),
        let second = pass(first, to: .destination(account), percent: 98, after: 20...50, &random)
      else { continue }
      var twins: [Int] = []
      for payment in [wage, first, second] {
        payments.append(payments[payment])
        if payment != wage { twins.append(payments.count - 1) }
      }
      chains += [[first, second], twins]
    }
    note(
      .typical, "P14 one file imported twice", worker, parties: [.member(shell), .destination(account)],
      chains: chains, arrivals: chains.map { $0[1] })
  }

  /// Three days in every pair of hands but some hours: up to nine days to China.
  private mutating func moveSlowly(_ random: inout Random) {
    let worker = openOperative(in: "CA", day: 215, &random)
    let fronts = ["Supplies LLC", "Sourcing Ltd"].map {
      openFront(Names.front($0, &random), in: "US", day: 205, &random)
    }
    let account = bank(of: fronts[1], in: "CN", named: Names.person(&random), &random)
    var chains: [[Int]] = []
    for wage in hire(worker, cents: random.number(48...60) * 10_000, from: 246, &random) {
      guard let first = pass(wage, to: .member(fronts[0]), percent: 90, after: 50...70, &random),
        let second = pass(first, to: .member(fronts[1]), percent: 96, after: 56...70, &random),
        let third = pass(second, to: .destination(account), percent: 97, after: 56...70, &random)
      else { continue }
      chains.append([first, second, third])
    }
    note(
      .evasive, "P9 nearly three days in every pair of hands", worker,
      parties: fronts.map { .member($0) } + [.destination(account)], chains: chains,
      arrivals: chains.map { $0[2] })
  }

  /// Twelve days in a company's account. No date, because the detector says that it misses such rests.
  private mutating func waitTooLong(_ random: inout Random) {
    let worker = openOperative(in: "ES", day: 220, &random)
    let shell = openFront(Names.front("Services Ltd", &random), in: "GB", day: 210, &random)
    let account = bank(of: shell, in: "CN", named: Names.person(&random), &random)
    var chains: [[Int]] = []
    for wage in hire(worker, cents: random.number(40...52) * 10_000, every: 30, from: 240, &random) {
      guard let first = pass(wage, to: .member(shell), percent: 90, after: 20...50, &random),
        let second = pass(first, to: .destination(account), percent: 97, after: 280...300, &random)
      else { continue }
      chains.append([first, second])
    }
    note(
      .evasive, "P10 twelve days' rest on the way", worker,
      parties: [.member(shell), .destination(account)], chains: chains, arrivals: chains.map { $0[1] },
      isEnoughAt: .max)
  }
}
