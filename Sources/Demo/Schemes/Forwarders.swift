import Evaluation
import Ledger

/// Accounts that exist to collect from several workers and to pass it on.
extension World {
  /// Three of them, from plain to careful.
  mutating func forwardForOthers() {
    var random = random(for: "forwarders")
    collectForFront(&random)
    collectBesideWork(&random)
    collectSlowly(&random)
  }

  private mutating func note(
    _ difficulty: Difficulty, _ story: String, _ collector: Int, _ workers: [Int], _ places: [Node],
    rounds: [[Int]], arrivals: [Int]
  ) {
    // Complete with its third day of forwarding.
    let third = arrivals.map { payments[$0].at }.sorted().first { at in
      Set(arrivals.map { payments[$0].at }.filter { $0 <= at }.map(\.dayNumber)).count >= 3
    }
    claims.append(
      Claim(
        detector: "pass-through-account", difficulty: difficulty, story: story, subject: .member(collector),
        parties: workers.map { .member($0) } + places, payments: rounds.flatMap { $0 },
        cents: arrivals.reduce(0) { $0 + cents($1) }, mustBeFoundBy: third))
  }

  /// Five workers pay four fifths of their wages in, and 95 % of the pool goes to a company the same day.
  private mutating func collectForFront(_ random: inout Random) {
    let collector = openOperative(in: "US", day: 300, &random)
    let front = openFront(
      Names.front("Ventures LLC", &random), in: "US", day: 290, &random)
    let workers = ["US", "PL", "RO", "PH", "MX"].map {
      openOperative(in: $0, day: 290, habit: .saver, &random)
    }
    let wages = workers.map { hire($0, cents: random.number(26...40) * 10_000, from: 314, &random) }
    var (rounds, arrivals): ([[Int]], [Int]) = ([], [])
    for round in 0..<(wages.map(\.count).min() ?? 0) {
      let paidIn = wages.compactMap {
        pass($0[round], to: .member(collector), percent: 80, after: 4...12, memo: "for services", &random)
      }
      guard paidIn.count == workers.count, let last = paidIn.map({ payments[$0].at }).max(),
        let out = pay(
          last + .hours(Int64(random.number(3...9))), from: .member(collector), to: .member(front),
          cents: paidIn.reduce(0) { $0 + cents($1) } * 95 / 100, in: .usd, .transfer, memo: "consulting")
      else { continue }
      rounds.append(paidIn + [out])
      arrivals.append(out)
    }
    note(
      .easy, "five workers' pay pooled and passed to a company the same day", collector, workers,
      [.member(front)],
      rounds: rounds, arrivals: arrivals)
  }

  /// A worker with a job of its own collects from four others; nine tenths go to its account at an exchange.
  private mutating func collectBesideWork(_ random: inout Random) {
    let collector = openOperative(in: "CA", day: 250, habit: .monthly, &random)
    _ = hire(collector, cents: random.number(24...34) * 10_000, every: 30, from: 270, &random)
    let account = exchange(of: collector, at: "OKX", added: life.at(300), &random)
    let workers = ["UA", "PL", "PH", "GB"].map { openOperative(in: $0, day: 290, habit: .saver, &random) }
    let wages = workers.map { hire($0, cents: random.number(30...46) * 10_000, from: 316, &random) }
    var (rounds, arrivals): ([[Int]], [Int]) = ([], [])
    for round in 0..<(wages.map(\.count).min() ?? 0) {
      let paidIn = wages.compactMap {
        pass(
          $0[round], to: .member(collector), percent: random.number(60...75), after: 6...20, memo: "thanks",
          &random)
      }
      guard paidIn.count == workers.count, let last = paidIn.map({ payments[$0].at }).max(),
        let out = pay(
          last + .hours(Int64(random.number(6...24))), from: .member(collector), to: .destination(account),
          cents: paidIn.reduce(0) { $0 + cents($1) } * 90 / 100, in: .usd, .withdrawal, memo: "Withdrawal",
          startedBy: collector)
      else { continue }
      rounds.append(paidIn + [out])
      arrivals.append(out)
    }
    note(
      .typical, "collected beside a job of one's own, nine tenths to an exchange", collector, workers,
      [.destination(account)], rounds: rounds, arrivals: arrivals)
  }

  /// Three payers on three days, 84 % onward after a day and a half by turns to two people, and a life in between.
  private mutating func collectSlowly(_ random: inout Random) {
    let collector = openOperative(in: "GB", day: 120, habit: .monthly, &random)
    let shops = (0..<3).map { _ in openMerchant("\(Names.family(&random)) Stores", in: "GB", &random) }
    let others = ["GB", "ES"].map { openOperative(in: $0, day: 200, habit: .eager, &random) }
    let workers = ["RO", "BR", "KE"].map { openOperative(in: $0, day: 286, habit: .saver, &random) }
    let wages = workers.map { hire($0, cents: random.number(38...48) * 10_000, from: 310, &random) }
    var (rounds, arrivals): ([[Int]], [Int]) = ([], [])
    for round in 0..<(wages.map(\.count).min() ?? 0) {
      for (number, wage) in wages.map({ $0[round] }).enumerated() {
        guard
          let paidIn = pass(
            wage, to: .member(collector), percent: random.number(55...65),
            after: (10 + number * 60)...(20 + number * 60),
            &random),
          let out = pass(
            paidIn, to: .member(others[(round + number) % 2]), percent: 84, after: 34...44, &random)
        else { continue }
        rounds.append([paidIn, out])
        arrivals.append(out)
      }
      let day = life.day(of: payments[wages[0][round]].at) + 9
      pay(
        life.office(day, &random), from: .member(collector), to: .member(shops[round % 3]),
        cents: random.number(30...120) * 100, in: .usd, .cardCharge, memo: "Purchase", startedBy: collector)
    }
    note(
      .evasive, "three payers on three days, slowly onward by turns to two people", collector, workers,
      others.map { .member($0) }, rounds: rounds, arrivals: arrivals)
  }
}
