import Evaluation
import Ledger

/// Parties of the starter lists of sanctioned names and addresses.
extension World {
  /// Six of them: wallets, names word for word, and names written otherwise.
  mutating func hireTheListed() {
    var random = random(for: "listed")
    drawToListedWallet(&random)
    askForListedWallet(&random)
    let names = random.shuffled(Self.listedNames)
    useName(.easy, "a listed name, word for word", names[0].0, &random)
    bankInName(.typical, "an account in a listed name, its words in another order", names[1].1, &random)
    useName(.evasive, "a listed name in another spelling", names[2].2, &random)
    bankInName(.evasive, "an account in a listed name in another spelling", names[3].2, &random)
  }

  /// As listed, in another order, and as it is romanised elsewhere or mistyped. Source: the press releases that
  /// `fixtures/lists/dprk-names.csv` names.
  private static let listedNames = [
    ("Vitaliy Sergeyevich Andreyev", "ANDREYEV Vitaliy Sergeyevich", "Vitalij Sergeevich Andreev"),
    ("Gayk Asatryan", "ASATRYAN, Gayk", "Gayk Asatrian"),
    ("Cheng Hung Man", "Hung-Man CHENG", "Cheng Hungman"),
    ("Tian Yinyin", "Yinyin TIAN", "Tian Yin-Yin"),
    ("Jong Song Hwa", "Song-Hwa JONG", "Chong Song-hwa"),
    ("Song Kum Hyok", "Kum-Hyok SONG", "Song Kumhyok"),
    ("Myong Chol Min", "Chol-Min MYONG", "Myung Chol-min"),
    ("Sim Hyon Sop", "Hyon-Sop SIM", "Sim Hyonsop"),
  ]

  /// Wallets of the starter list. Source: as above.
  private static let listedWallets = [
    "0xd04E33461FEA8302c5E1e13895b60cEe8AEfda7F", "0x76EA76CA4Eb727f18956aB93445a94c5280412B9",
    "0xFb3eFf152ea55D1BfA04Dbdd509A80fD7b72cdEB", "0x747AFB5c7A7fc34B547cD0FDEbf9b91759C5a52b",
    "0xb6f5ec1a0a9cd1526536d3f0426c429529471f40", "0xb637f84b66876ebf609c2a4208905f9ddac9d075",
  ]

  private mutating func note(
    _ difficulty: Difficulty, _ story: String, _ worker: Int, _ parties: [Node], _ paid: [Int] = [],
    at moment: Instant, cents: Int? = nil
  ) {
    claims.append(
      Claim(
        detector: "sanctioned-party", difficulty: difficulty, story: story, subject: .member(worker),
        parties: parties, payments: paid, moments: [moment], cents: cents, mustBeFoundBy: moment))
  }

  private mutating func drawToListedWallet(_ random: inout Random) {
    let worker = openOperative(in: "US", day: 250, &random)
    let wages = hire(worker, cents: random.number(40...60) * 10_000, from: 268, &random)
    let added = life.at(330, 9)
    let wallet = crypto(of: worker, address: random.pick(Self.listedWallets), added: added, &random)
    switchDestination(of: worker, to: wallet, at: added)
    let paid = wages.filter { payments[$0].at > added }.compactMap {
      payOut(
        worker, cents: cents($0) * 95 / 100, at: payments[$0].at + .hours(20), to: wallet, in: .usdc, &random)
    }
    note(
      .easy, "P11 paid out to a listed wallet", worker, [.destination(wallet)], paid, at: added)
  }

  /// Only asked for: the platform declines, and no such destination is registered.
  private mutating func askForListedWallet(_ random: inout Random) {
    let worker = openOperative(in: "PH", day: 262, habit: .eager, &random)
    _ = hire(worker, cents: random.number(30...40) * 10_000, from: 280, &random)
    let asked = life.at(340, 6, 30)
    requests.append(
      Request(
        uuid: random.uuid(), member: worker, at: asked, destination: nil, rail: "crypto", asset: "USDC",
        chain: "ethereum", address: random.pick(Self.listedWallets).lowercased(), minor: 300_000,
        currency: .usd, state: "declined"))
    note(.typical, "P11 asked for a listed wallet, in lower case", worker, [], at: asked, cents: 300_000)
  }

  private mutating func useName(
    _ difficulty: Difficulty, _ story: String, _ name: String, _ random: inout Random
  ) {
    let worker = openOperative(in: random.pick(["US", "GB", "PL"]), day: 280, habit: .eager, &random)
    members[worker].name = name
    for it in members[worker].destinations { destinations[it.destination].name = name }
    _ = hire(worker, cents: random.number(30...46) * 10_000, from: 296, &random)
    note(difficulty, story, worker, [], at: members[worker].joinedAt)
  }

  private mutating func bankInName(
    _ difficulty: Difficulty, _ story: String, _ name: String, _ random: inout Random
  ) {
    let worker = openOperative(in: random.pick(["US", "CA", "RO"]), day: 270, habit: .monthly, &random)
    let account = bank(of: worker, named: name, added: life.at(300), &random)
    let wages = hire(worker, cents: random.number(30...46) * 10_000, from: 290, &random)
    for wage in wages where payments[wage].at > life.at(301) {
      _ = payOut(worker, cents: cents(wage) / 2, at: payments[wage].at + .hours(30), to: account, &random)
    }
    note(difficulty, story, worker, [.destination(account)], at: life.at(300))
  }
}
