import Evaluation
import Ledger

/// Workers who hand a steady share of their pay over.
extension World {
  /// Three schemes, from plain to careful.
  mutating func skimWages() {
    var random = random(for: "skims")
    handOverMost(&random)
    handOverToManager(&random)
    handOverLater(&random)
  }

  private mutating func note(
    _ difficulty: Difficulty, _ story: String, _ worker: Int, _ parties: [Node], _ pairs: [[Int]],
    by deadline: Instant? = nil
  ) {
    let paid = pairs.compactMap(\.last)
    claims.append(
      Claim(
        detector: "salary-skim", difficulty: difficulty, story: story, subject: .member(worker),
        parties: parties,
        payments: pairs.flatMap { $0 }, cents: paid.reduce(0) { $0 + cents($1) },
        mustBeFoundBy: deadline ?? (paid.count >= 3 ? payments[paid[2]].at : nil)))
  }

  /// 85 % of every pay within two days to one person.
  private mutating func handOverMost(_ random: inout Random) {
    let worker = openOperative(in: "MX", day: 230, habit: .saver, &random)
    let other = openOperative(in: "MX", day: 226, habit: .eager, &random)
    let pairs = hire(worker, cents: random.number(34...44) * 10_000, from: 262, &random).compactMap { wage in
      pass(wage, to: .member(other), percent: 85, after: 20...44, &random).map { [wage, $0] }
    }
    note(.easy, "P7 85 % of every pay within two days to one person", worker, [.member(other)], pairs)
  }

  /// Three workers with nothing in common hand a third over to one who manages them.
  private mutating func handOverToManager(_ random: inout Random) {
    let manager = openOperative(in: "US", day: 210, habit: .eager, &random)
    let workers = ["US", "PH", "RO"].map { openOperative(in: $0, day: 240, habit: .eager, &random) }
    let wages = workers.map { hire($0, cents: random.number(40...60) * 10_000, from: 268, &random) }
    for (number, worker) in workers.enumerated() {
      let pairs = wages[number].compactMap { wage in
        pass(wage, to: .member(manager), percent: random.number(33...35), after: 10...40, &random).map {
          [wage, $0]
        }
      }
      // A second worker doing the same is what gives the first one away.
      let known = wages.compactMap { $0.count > 2 ? payments[$0[2]].at + .hours(48) : nil }.max()
      note(
        .typical, "a third of the pay of three workers to one manager", worker,
        [.member(manager)] + workers.filter { $0 != worker }.map { .member($0) }, pairs, by: known)
    }
  }

  /// Shares around 63 % leave on the third day for a stranger's wallet, after most pays but not all.
  private mutating func handOverLater(_ random: inout Random) {
    let worker = openOperative(in: "PL", day: 210, habit: .saver, &random)
    let coin = crypto(of: worker, named: Names.person(&random), added: life.at(240), &random)
    let wages = hire(worker, cents: random.number(40...50) * 10_000, from: 246, &random)
    let pairs = wages.enumerated().filter { $0.offset % 5 != 3 }.compactMap { _, wage in
      pass(wage, to: .destination(coin), percent: random.number(58...68), after: 52...68, &random).map {
        [wage, $0]
      }
    }
    note(
      .evasive, "shares that vary, on the third day, not after every pay", worker, [.destination(coin)],
      pairs,
      by: pairs.count > 4 ? payments[pairs[4][1]].at : nil)
  }
}
