import Evaluation
import Ledger

/// Work that is won and praised without being done.
extension World {
  /// Four of them.
  mutating func playTheMarket() {
    var random = random(for: "market")
    praiseEachOther(&random)
    bidByTemplate(&random)
    bidAndBill(&random)
    praiseQuietly(&random)
  }

  private mutating func note(
    _ difficulty: Difficulty, _ story: String, _ subject: Int, _ others: [Int], from first: Instant,
    by deadline: Instant
  ) {
    claims.append(
      Claim(
        detector: "platform-collusion", difficulty: difficulty, story: story, subject: .member(subject),
        parties: others.map { .member($0) }, payments: [], moments: [first], cents: 0,
        mustBeFoundBy: deadline))
  }

  private mutating func openClient(day: Int, phone: String? = nil, _ random: inout Random) -> Int {
    let client = open(.buyer, company: false, country: "US", joined: life.office(day, &random), &random)
    members[client].isTaken = true
    members[client].destinations = [(members[client].joinedAt, bank(of: client, &random))]
    if let phone { members[client].phone = phone }
    return client
  }

  private mutating func act(
    _ at: Instant, _ worker: Int, _ kind: String, with buyer: Int? = nil, value: String? = nil,
    digest: String? = nil
  ) {
    guard at < life.end else { return }
    activities.append(
      Activity(at: at, member: worker, buyer: buyer, kind: kind, value: value, digest: digest))
  }

  /// A client with the telephone of one of its workers rates six of them within three days and pays nobody; three filed
  /// the same papers.
  private mutating func praiseEachOther(_ random: inout Random) {
    let workers = ["US", "CA", "PL", "UA", "PH", "RO"].map {
      openOperative(in: $0, day: 306, habit: .eager, &random)
    }
    let client = openClient(day: 312, phone: members[workers[0]].phone, &random)
    let papers = random.hex(16)
    for (number, worker) in workers.enumerated() {
      act(
        life.at(314 + number, 9), worker, "document", digest: number < 3 ? papers : random.hex(16))
      act(life.at(340 + number / 2, 10 + number), worker, "rating", with: client, value: "5")
    }
    note(
      .easy, "a made-up client praises six workers within days", client, workers, from: life.at(340, 10),
      by: life.at(342, 16))
  }

  /// Four strangers send bids from three templates, seventy a month, and hardly any is taken.
  private mutating func bidByTemplate(_ random: inout Random) {
    let workers = ["VN", "PL", "US", "BR"].map { openOperative(in: $0, day: 300, habit: .eager, &random) }
    let templates = (0..<3).map { _ in random.hex(16) }
    for worker in workers {
      for number in 0..<random.number(100...130) {
        act(
          life.at(322 + number / 3, 8 + number % 3 * 4, random.below(60)), worker, "bid",
          digest: number % 4 == 0 ? random.hex(16) : templates[number % 3])
      }
      for number in 0..<2 { act(life.at(340 + number * 9, 20), worker, "bid_accepted") }
    }
    note(
      .typical, "four workers bid from the same templates and are hardly ever taken", workers[0],
      Array(workers.dropFirst()), from: life.at(322, 8), by: life.at(346))
  }

  /// One worker on its own: many bids in its own words, few accepted, and pay asked for without milestones.
  private mutating func bidAndBill(_ random: inout Random) {
    let worker = openOperative(in: "KE", day: 298, habit: .eager, &random)
    let wages = hire(worker, cents: random.number(20...30) * 10_000, every: 30, from: 316, &random)
    for number in 0..<96 {
      act(
        life.at(320 + number * 2 / 5, 7 + number % 5 * 3, random.below(60)), worker, "bid",
        digest: random.hex(16))
    }
    let buyer = wages.first.flatMap { wage -> Int? in
      if case .member(let buyer) = payments[wage].from { buyer } else { nil }
    }
    for number in 0..<4 { act(life.at(330 + number * 11, 15), worker, "payment_request", with: nil) }
    if let buyer { act(life.at(352), worker, "bid_accepted", with: buyer) }
    note(
      .evasive, "many bids in one's own words, and pay asked for without milestones", worker, [],
      from: life.at(320, 7), by: life.at(358))
  }

  /// A client with nothing in common with anybody rates three workers within six days and pays none.
  private mutating func praiseQuietly(_ random: inout Random) {
    let workers = ["MX", "NG", "IN"].map { openOperative(in: $0, day: 280, habit: .eager, &random) }
    for worker in workers {
      _ = hire(worker, cents: random.number(16...26) * 10_000, every: 30, from: 296, &random)
    }
    let client = openClient(day: 300, &random)
    for (number, worker) in workers.enumerated() {
      act(life.at(350 + number * 3, 11, 20), worker, "rating", with: client, value: "4")
    }
    note(
      .evasive, "a made-up client praises three workers with days between", client, workers,
      from: life.at(350, 11, 20), by: life.at(356, 12))
  }
}
