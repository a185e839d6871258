import Evaluation
import Ledger

/// Accounts that are not entered by one person from one place.
extension World {
  /// Five of them. Who owns an account leaves the usual traces beside these (`leaveTraces`).
  mutating func enterFromElsewhere() {
    var random = random(for: "access")
    enterFromEverywhere(&random)
    enterFromFarm(&random)
    stayForDays(&random)
    shareDevice(&random)
    leapThroughProxies(&random)
  }

  private mutating func note(
    _ difficulty: Difficulty, _ story: String, _ workers: [Int], seen: [Instant], enough: Int
  ) {
    claims.append(
      Claim(
        detector: "login-anomaly", difficulty: difficulty, story: story, subject: .member(workers[0]),
        parties: workers.dropFirst().map { .member($0) }, payments: [], moments: seen, cents: 0,
        mustBeFoundBy: seen.sorted()[enough - 1]))
  }

  private mutating func employ(_ countries: [String], day: Int, _ random: inout Random) -> [Int] {
    countries.map { country in
      let worker = openOperative(in: country, day: day, habit: .eager, &random)
      _ = hire(worker, cents: random.number(26...40) * 10_000, from: day + 12, &random)
      return worker
    }
  }

  /// The same, for the next sessions of somebody.
  private mutating func enter(
    _ worker: Int, at: Instant, minutes: Int, ip: String, country: String, device: String, port: Int = 443
  ) {
    guard at < life.end else { return }
    logins.append(
      Login(
        member: worker, at: at, minutes: minutes, ip: ip, country: country, device: device, port: port))
  }

  private func address(_ random: inout Random) -> String {
    "\(random.number(11...198)).\(random.below(256)).\(random.below(256)).\(random.number(1...254))"
  }

  /// Four or five countries within a day, on several days, through remote desktops.
  private mutating func enterFromEverywhere(_ random: inout Random) {
    let worker = employ(["US"], day: 290, &random)[0]
    var seen: [Instant] = []
    for day in stride(from: 326, to: 375, by: random.number(9...12)) {
      for (hour, country) in ["CN", "RU", "US", "VN", "LA"].prefix(random.number(4...5)).enumerated() {
        let at = life.at(day, 1 + hour * 4, random.below(60))
        enter(
          worker, at: at, minutes: random.number(20...90), ip: address(&random), country: country,
          device: "dev-" + random.hex(12), port: 3389)
        seen.append(at)
      }
    }
    note(.easy, "four countries in a day, through remote desktops", [worker], seen: seen, enough: 10)
  }

  /// Five strangers of five countries whose accounts are all entered from one address in a sixth.
  private mutating func enterFromFarm(_ random: inout Random) {
    let workers = employ(["US", "PL", "CA", "PH", "RO"], day: 286, &random)
    let farm = address(&random)
    var seen: [Instant] = []
    for worker in workers {
      let device = "dev-" + random.hex(12)
      for number in 0..<14 {
        let at = life.at(320 + number * 4, random.number(1...22), random.below(60))
        enter(worker, at: at, minutes: random.number(60...400), ip: farm, country: "US", device: device)
        seen.append(at)
      }
    }
    note(.typical, "five workers' accounts entered from one address", workers, seen: seen, enough: 60)
  }

  /// Sessions of more than a day, again and again, through a remote desktop.
  private mutating func stayForDays(_ random: inout Random) {
    let worker = employ(["GB"], day: 292, &random)[0]
    let (device, ip) = ("dev-" + random.hex(12), address(&random))
    let seen = (0..<6).map { life.at(325 + $0 * 9, random.number(2...20)) }
    for at in seen {
      enter(
        worker, at: at, minutes: random.number(1_460...1_900), ip: ip, country: "GB", device: device,
        port: 5938)
    }
    note(.typical, "sessions of more than a day through a remote desktop", [worker], seen: seen, enough: 5)
  }

  /// Two strangers, each with an address of their own, on one device.
  private mutating func shareDevice(_ random: inout Random) {
    let workers = employ(["UA", "ES"], day: 288, &random)
    let device = "dev-" + random.hex(12)
    var seen: [Instant] = []
    for (place, worker) in workers.enumerated() {
      let ip = address(&random)
      for number in 0..<5 {
        let at = life.at(322 + number * 11 + place, random.number(5...20), random.below(60))
        enter(
          worker, at: at, minutes: random.number(30...200), ip: ip, country: members[worker].country,
          device: device)
        seen.append(at)
      }
    }
    note(.evasive, "two workers use one device now and then", workers, seen: seen, enough: 8)
  }

  /// A proxy that drops out: five times the country changes within an hour; and long work, broken off for minutes only.
  private mutating func leapThroughProxies(_ random: inout Random) {
    let worker = employ(["CA"], day: 294, &random)[0]
    let (device, home) = ("dev-" + random.hex(12), address(&random))
    var seen: [Instant] = []
    for number in 0..<5 {
      let at = life.at(328 + number * 8, 3)
      enter(worker, at: at, minutes: 40, ip: home, country: "CA", device: device)
      enter(
        worker, at: at + .seconds(4_200), minutes: 30, ip: address(&random), country: "KH", device: device)
      // Three sessions with pauses of ten minutes make one of 27 hours.
      for part in 0..<3 {
        enter(
          worker, at: at + .hours(20) + .seconds(Int64(part * 33_000)), minutes: 540, ip: home, country: "CA",
          device: device)
      }
      seen.append(at + .hours(48))
    }
    note(
      .evasive, "proxies that drop out, and days of work with short pauses", [worker], seen: seen, enough: 5)
  }
}
