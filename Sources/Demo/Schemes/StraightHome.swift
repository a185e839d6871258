import Evaluation
import Ledger

/// Workers who declare another country and have their pay sent straight to China or Hong Kong.
extension World {
  /// Three of them, from plain to careful.
  mutating func sendStraightHome() {
    var random = random(for: "straight home")
    drawAtHome(&random)
    drawByWallet(&random)
    drawInSmallParts(&random)
  }

  private mutating func note(
    _ difficulty: Difficulty, _ story: String, _ worker: Int, _ places: [Int], _ paid: [Int], enough: Int
  ) {
    claims.append(
      Claim(
        detector: "direct-prc-transfers", difficulty: difficulty, story: story, subject: .member(worker),
        parties: places.map { .destination($0) }, payments: paid,
        mustBeFoundBy: paid.count >= enough ? payments[paid[enough - 1]].at : nil))
  }

  /// Nine tenths of every pay within a day, to a bank in China under the worker's own name.
  private mutating func drawAtHome(_ random: inout Random) {
    let worker = openOperative(in: "US", day: 240, habit: .saver, &random)
    let account = bank(of: worker, in: "CN", added: life.at(262), &random)
    let paid = hire(worker, cents: random.number(42...52) * 10_000, from: 266, &random).compactMap {
      pass($0, to: .destination(account), percent: 92, after: 12...30, &random)
    }
    note(.easy, "nine tenths of the pay to a bank in China", worker, [account], paid, enough: 3)
  }

  /// Two thirds of a monthly pay to a wallet in China in another name; the rest is spent where the worker claims to be.
  private mutating func drawByWallet(_ random: inout Random) {
    let worker = openOperative(in: "PL", day: 205, habit: .monthly, &random)
    let account = wallet(
      of: worker, named: Names.person(&random), at: "Alipay", country: "CN", added: life.at(226), &random)
    let paid = hire(worker, cents: random.number(52...64) * 10_000, every: 30, from: 230, &random).compactMap
    {
      pass($0, to: .destination(account), percent: 66, after: 20...60, &random)
    }
    note(.typical, "two thirds of the pay to a wallet in China", worker, [account], paid, enough: 4)
  }

  /// Half the pay in parts of around a thousand, by turns to three accounts in three names; groceries in between.
  private mutating func drawInSmallParts(_ random: inout Random) {
    let worker = openOperative(in: "GB", day: 250, habit: .monthly, &random)
    let shop = openMerchant("\(Names.family(&random)) Grocers", in: "GB", &random)
    let places = [
      bank(of: worker, in: "HK", named: Names.person(&random), added: life.at(270), &random),
      bank(of: worker, in: "CN", named: Names.person(&random), added: life.at(272), &random),
      wallet(
        of: worker, named: Names.person(&random), at: "WeChat Pay", country: "CN", added: life.at(274),
        &random),
    ]
    var paid: [Int] = []
    for (number, wage) in hire(worker, cents: random.number(36...42) * 10_000, from: 276, &random)
      .enumerated()
    {
      for part in 0..<2 {
        paid += [
          pass(
            wage, to: .destination(places[(number + part) % 3]), percent: random.number(25...30),
            after: (20 + part * 40)...(50 + part * 40), &random)
        ].compactMap { $0 }
      }
      pay(
        payments[wage].at + .hours(100), from: .member(worker), to: .member(shop),
        cents: random.number(60...180) * 100, in: .usd, .cardCharge, memo: "Groceries", startedBy: worker)
    }
    note(.evasive, "half the pay in small parts to three accounts", worker, places, paid, enough: 8)
  }
}
