import Evaluation
import Ledger

/// People paid in money who ask to be paid in virtual currency.
extension World {
  /// Eight of them: asked for in words, asked for by form, alone and together, openly and little by little.
  mutating func askForCoins() {
    var random = random(for: "coins")
    reopen(&random)
    shareWallet(&random)
    let wishes = [
      ("ask in Chinese, with an address", "VN", "银行太慢了，请把这次的工资打到我的USDT钱包 ADDRESS (TRC20)，谢谢"),
      ("ask in Korean, with an address", "KR", "은행 계좌에 문제가 있어요. 이번 급여는 USDT로 ADDRESS 로 보내 주세요"),
      (
        "ask in Russian, with an address", "UA",
        "Счёт заблокирован, переведите пожалуйста в USDT на ADDRESS, сеть TRC20"
      ),
    ]
    for (number, wish) in wishes.enumerated() {
      writeAddress(
        "P3 \(wish.0)", wish.1, wish.2, CryptoAddresses.tron(5 + number + 20 * round), day: 330 + number * 12,
        &random)
    }
    moveToExchange(&random)
    takeAPart(&random)
    askWithoutWords(&random)
  }

  private mutating func note(
    _ difficulty: Difficulty, _ story: String, _ subject: Int, _ parties: [Node], _ paid: [Int],
    asked: Instant, cents: Int? = nil,
    by deadline: Instant? = nil
  ) {
    claims.append(
      Claim(
        detector: "virtual-currency-payout", difficulty: difficulty, story: story, subject: .member(subject),
        parties: parties,
        payments: paid, moments: [asked], cents: cents, mustBeFoundBy: deadline ?? asked))
  }

  /// An account is closed; its holder returns under another name with the same telephone, and 21 days on wants USDC.
  private mutating func reopen(_ random: inout Random) {
    let closed = openOperative(in: "US", day: 150, &random)
    let payoneer = wallet(of: closed, at: "Payoneer", added: life.at(152), &random)
    members[closed].destinations = [(members[closed].joinedAt, payoneer)]
    let wages = hire(closed, cents: 420_000, from: 175, to: 318, &random)
    for wage in wages { _ = payOut(closed, cents: 400_000, at: payments[wage].at + .hours(40), &random) }
    let closing = life.at(320, 9, 12)
    members[closed].state = "closed"
    members[closed].leftAt = closing
    let second = openOperative(in: "US", day: 324, &random)
    members[second].phone = members[closed].phone
    var employer: Int?
    if let first = wages.first, case .member(let buyer) = payments[first].from { employer = buyer }
    let more = hire(second, cents: 420_000, from: 330, by: employer, &random)
    if let first = more.first {
      _ = payOut(second, cents: 400_000, at: payments[first].at + .hours(30), &random)
    }
    let asked = life.at(341, 8, 5)
    let address = CryptoAddresses.ethereum(6 + 20 * round)
    let coin = crypto(of: second, address: address, added: asked + .hours(4), &random)
    requests.append(
      Request(
        uuid: random.uuid(), member: second, at: asked, destination: nil, rail: "bank", minor: 400_000,
        currency: .usd,
        state: "declined",
        message: "My bank has trouble again. Can you pay USDC from now on? My wallet is \(address)"))
    switchDestination(of: second, to: coin, at: asked + .hours(5))
    let paid = more.dropFirst().compactMap {
      payOut(second, cents: 410_000, at: payments[$0].at + .hours(20), to: coin, in: .usdc, &random)
    }
    note(
      .easy, "P3 account closed, another name, USDC 21 days later", second,
      [.member(closed), .destination(coin)],
      paid,
      asked: asked)
  }

  /// Three payees under three names with one wallet.
  private mutating func shareWallet(_ random: inout Random) {
    let address = CryptoAddresses.ethereum(7 + 20 * round)
    var paid: [Int] = []
    var payees: [Int] = []
    var wallets: [Node] = []
    var asked: [Instant] = []
    for (number, country) in ["PL", "PH", "CA"].enumerated() {
      let payee = openOperative(in: country, day: 240 + number, &random)
      let wages = hire(payee, cents: random.number(3_100...4_900) * 100, from: 268, &random)
      let from = life.at(325 + number * 9, 11, 40)
      let coin = crypto(of: payee, address: address, added: from, &random)
      switchDestination(of: payee, to: coin, at: from)
      for wage in wages {
        let at = payments[wage].at + .hours(Int64(random.number(20...40)))
        let onCoin = at > from
        let out = payOut(
          payee, cents: cents(wage) * 95 / 100, at: at, to: onCoin ? coin : nil, in: onCoin ? .usdc : .usd,
          &random)
        if onCoin, let out { paid.append(out) }
      }
      payees.append(payee)
      wallets.append(.destination(coin))
      asked.append(from)
    }
    note(
      .typical, "P4 one wallet, three payees, three names", payees[0],
      payees.dropFirst().map { .member($0) } + wallets,
      paid,
      asked: asked[0], by: life.at(360))
  }

  /// Paid by bank for a while, then the address stands in the message of an ordinary request.
  private mutating func writeAddress(
    _ story: String, _ country: String, _ words: String, _ address: String, day: Int, _ random: inout Random
  ) {
    let payee = openOperative(in: country, day: 262, &random)
    for wage in hire(payee, cents: 360_000, from: 282, &random) where payments[wage].at < life.at(day - 3) {
      _ = payOut(payee, cents: 340_000, at: payments[wage].at + .hours(31), &random)
    }
    let asked = life.at(day, 5, 48)
    let message = words.replacing("ADDRESS", with: address)
    for (again, state) in [(0, "declined"), (9, "declined")] {
      requests.append(
        Request(
          uuid: random.uuid(), member: payee, at: asked + .days(Int64(again)),
          destination: members[payee].destinations[0].destination, rail: "bank", minor: 360_000,
          currency: .usd,
          state: state, message: message))
    }
    note(.typical, story, payee, [], [], asked: asked, cents: 720_000)
  }

  /// Two payees whose banks sent a payout back ask for their pay at one exchange, every two weeks.
  private mutating func moveToExchange(_ random: inout Random) {
    var paid: [Int] = []
    var payees: [Int] = []
    var accounts: [Node] = []
    let number = random.digits(9)
    for country in ["UA", "RO"] {
      let payee = openOperative(in: country, day: 255, &random)
      let account = exchange(of: payee, at: "MEXC", added: life.at(333), &random)
      destinations[account].number = number
      for wage in hire(payee, cents: 510_000, from: 275, &random) {
        let at = payments[wage].at + .hours(26)
        if at < life.at(318) {
          _ = payOut(payee, cents: 480_000, at: at, &random)
        } else if at < life.at(332) {
          pay(
            at, from: .member(payee), to: .destination(members[payee].destinations[0].destination),
            cents: 480_000, in: .usd,
            .withdrawal, memo: "Return R02 account closed", state: .undone)
        } else if let out = payOut(payee, cents: 480_000, at: at, to: account, &random) {
          paid.append(out)
        }
      }
      switchDestination(of: payee, to: account, at: life.at(333, 10))
      payees.append(payee)
      accounts.append(.destination(account))
    }
    note(
      .typical, "payout sent back, then an exchange account two payees share", payees[0],
      [.member(payees[1])] + accounts, paid,
      asked: life.at(333, 10), by: paid.map { payments[$0].at }.min())
  }

  /// A quarter of every other pay, each time to another wallet, through the form and without a word.
  private mutating func takeAPart(_ random: inout Random) {
    let payee = openOperative(in: "AR", day: 240, habit: .monthly, &random)
    let wages = hire(payee, cents: random.number(38...50) * 10_000, from: 264, &random)
    var (paid, places): ([Int], [Node]) = ([], [])
    for (number, wage) in wages.enumerated() where number % 2 == 1 && payments[wage].at > life.at(300) {
      let at = payments[wage].at + .hours(Int64(random.number(50...90)))
      let coin = crypto(of: payee, added: at - .hours(5), &random)
      guard let out = payOut(payee, cents: cents(wage) / 4, at: at, to: coin, in: .usdc, &random) else {
        continue
      }
      paid.append(out)
      places.append(.destination(coin))
    }
    note(
      .evasive, "a part of some pays, each time to another wallet", payee, places, paid,
      asked: paid.first.map { payments[$0].at - .hours(3) } ?? life.at(300))
  }

  /// A bare address in the message of a bank request, with no word for what it is.
  private mutating func askWithoutWords(_ random: inout Random) {
    let payee = openOperative(in: "GB", day: 264, habit: .eager, &random)
    _ = hire(payee, cents: random.number(32...44) * 10_000, from: 284, &random)
    let asked = life.at(352, 7, 15)
    requests.append(
      Request(
        uuid: random.uuid(), member: payee, at: asked,
        destination: members[payee].destinations[0].destination,
        rail: "bank", minor: 340_000, currency: .usd, state: "declined",
        message: "This time here please: \(CryptoAddresses.tron(8 + 20 * round))"))
    note(.evasive, "a bare address, and no word for it", payee, [], [], asked: asked, cents: 340_000)
  }
}
