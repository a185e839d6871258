import Evaluation
import Ledger

/// One end of a payment.
enum Node: Hashable {
  case member(Int)
  case destination(Int)
}

/// Whose side of the market a member is on; the platform's own word for the contract's role.
enum Side: String { case buyer, talent, supplier, house }

/// What a payment is for, in the platform's own words.
enum Purpose: String {
  case wage, milestone, invoice, transfer, withdrawal, exchange, refund
  case cardCharge = "card_charge"
  case topUp = "top_up"
  case platformFee = "platform_fee"
}

/// Where a payment stands, in the platform's own words.
enum PaymentState: String { case done, waiting, bounced, undone }

/// A person or company with an account.
struct Member {
  var side: Side
  var isCompany: Bool
  var name: String
  var country: String
  var state = "active"
  var joinedAt: Instant
  var verifiedAt: Instant?
  var leftAt: Instant?
  var email: String
  var phone: String
  var currency: Currency
  /// Where withdrawals go, from when on; the last entry not after a time is in force then.
  var destinations: [(from: Instant, destination: Int)] = []
  /// A destination besides that one, in another currency, used for about a third of the withdrawals from a time on.
  var second: (from: Instant, destination: Int, currency: Currency)?
  /// How the account is emptied.
  var habit = Habit.none
  /// Set when a story owns this member, so that no second one changes its details.
  var isTaken = false
}

/// How a member takes money out.
enum Habit {
  case none
  /// Within three days of every payment in.
  case eager
  /// Once a month.
  case monthly
  /// Every other month, part of it.
  case saver
  /// Every Monday, as merchants are settled.
  case weekly
}

/// A bank account, card, wallet or exchange account that money comes from or goes to.
struct Destination {
  var uuid: String
  var rail: String
  var member: Int?
  var name: String
  var institution: String?
  var bic: String?
  var nationalCode: String?
  var number: String?
  var cardBIN: String?
  var country: String?
  var chain: String?
  var address: String?
  var addedAt: Instant
}

/// A movement of money.
struct Payment {
  var at: Instant
  var from: Node
  var to: Node
  /// In the currency's minor unit.
  var minor: Int64
  var currency: Currency
  var purpose: Purpose
  var state = PaymentState.done
  var memo: String?
  var approval: Int?
  /// The member who set it off.
  var startedBy: Int?
}

/// How a member asked to be paid.
struct Request {
  var uuid: String
  var member: Int
  var at: Instant
  var destination: Int?
  /// bank, card, wallet, crypto or exchange.
  var rail: String
  var asset: String?
  var chain: String?
  var address: String?
  var minor: Int64
  var currency: Currency
  var state = "paid"
  var message: String?
}

/// A change of a member's payment details.
struct Change {
  var member: Int
  var at: Instant
  var field: String
  var before: String?
  var after: String?
  var destination: Int?
  var actor = "member"
  var batch: String?
}

/// What a buyer agreed to pay for.
struct Approval {
  var payer: Int
  var payee: Int?
  var kind: String
  var minor: Int64?
  var currency: Currency
  var intervalDays: Int?
  var from: Instant
  var to: Instant?
}

/// A session.
struct Login {
  var member: Int
  var at: Instant
  var minutes: Int
  var ip: String
  var country: String
  var device: String
  /// The port at the member's end; 3389 and others tell of a remote desktop.
  var port = 443
}

/// What happened between talent and buyers besides money.
struct Activity {
  var at: Instant
  var member: Int
  var buyer: Int?
  var kind: String
  var value: String?
  var digest: String?
}

/// A buyer's standing agreement with someone it pays.
struct Engagement {
  /// How often it is paid.
  enum Rhythm { case fortnightly, monthly, milestones }
  var buyer: Int
  var talent: Int
  var rhythm: Rhythm
  /// Per payment.
  var cents: Int
  /// Days of life, the last not included.
  var days: Range<Int>
  var approval: Int
}

/// What a story says should be found, or should not, before numbers are given out.
struct Claim {
  var detector: String
  /// How hard the scheme makes it; nil for a look-alike.
  var difficulty: Difficulty?
  var story: String
  var subject: Node
  var parties: [Node]
  var payments: [Int]
  /// Records other than payments that date the story.
  var moments: [Instant] = []
  /// In cents; the payments' sum when nil.
  var cents: Int?
  var mustBeFoundBy: Instant?
}

/// Everything that happened, in the order it was told; ``DemoWarehouse`` puts it in order of time and numbers it.
struct World {
  let seed: UInt64
  private(set) var life: Life
  let rates: Rates
  /// About how many accounts there should be.
  let size: Int
  /// How often stories with fixed parts have been told before.
  private(set) var round = 0
  var members: [Member] = []
  var destinations: [Destination] = []
  var payments: [Payment] = []
  var requests: [Request] = []
  var changes: [Change] = []
  var approvals: [Approval] = []
  var logins: [Login] = []
  var activities: [Activity] = []
  var claims: [Claim] = []
  var engagements: [Engagement] = []
  /// The platform's own account, where fees go.
  var house = 0

  /// An empty world with its rates.
  init(seed: UInt64, life: Life, size: Int) {
    self.seed = seed
    self.life = life
    self.size = size
    rates = Rates(life: life, seed: seed)
  }

  /// A stream of numbers for one story, another each time it is told.
  func random(for story: String) -> Random {
    Random(seed: seed, story: round == 0 ? story : "\(story) \(round)")
  }

  /// Tells stories that often, each time from another day on, up to 24 days earlier than written, so that no two seeds
  /// and no two rounds have the same dates.
  mutating func tell(rounds: Int, _ stories: (inout World) -> Void) {
    let whole = life
    for number in 0..<rounds {
      round = number
      var random = random(for: "calendar")
      life = Life(whole, earlier: random.below(25))
      stories(&self)
    }
    (round, life) = (0, whole)
  }

  /// Books a payment and answers its place in `payments`; nil, and nothing booked, outside the life of the platform.
  @discardableResult
  mutating func pay(
    _ at: Instant, from: Node, to: Node, minor: Int64, _ currency: Currency, _ purpose: Purpose,
    memo: String? = nil, approval: Int? = nil, startedBy: Int? = nil, state: PaymentState = .done
  ) -> Int? {
    guard at >= life.start, at < life.end, minor > 0 else { return nil }
    payments.append(
      Payment(
        at: at, from: from, to: to, minor: minor, currency: currency, purpose: purpose, state: state,
        memo: memo,
        approval: approval, startedBy: startedBy))
    return payments.count - 1
  }

  /// Books a payment given in cents, at the day's rate.
  @discardableResult
  mutating func pay(
    _ at: Instant, from: Node, to: Node, cents: Int, in currency: Currency, _ purpose: Purpose,
    memo: String? = nil, approval: Int? = nil, startedBy: Int? = nil, state: PaymentState = .done
  ) -> Int? {
    let minor = rates.minor(cents: cents, in: currency, on: at)
    return pay(
      at, from: from, to: to, minor: minor, currency, purpose, memo: memo, approval: approval,
      startedBy: startedBy,
      state: state)
  }

  /// Notes an approval and answers its place.
  mutating func approve(
    payer: Int, payee: Int?, _ kind: String, cents: Int?, currency: Currency, every days: Int? = nil,
    from: Instant,
    to: Instant? = nil
  ) -> Int {
    let minor = cents.map { rates.minor(cents: $0, in: currency, on: from) }
    approvals.append(
      Approval(
        payer: payer, payee: payee, kind: kind, minor: minor, currency: currency, intervalDays: days,
        from: from, to: to))
    return approvals.count - 1
  }

  /// Members nobody's story has taken yet, of one side, in order of opening.
  func free(_ side: Side, where isFit: (Member) -> Bool = { _ in true }) -> [Int] {
    members.indices.filter { members[$0].side == side && !members[$0].isTaken && isFit(members[$0]) }
  }

  /// Takes up to this many of the members for a story and answers them.
  mutating func take(_ count: Int, of candidates: [Int], _ random: inout Random) -> [Int] {
    let taken = Array(random.shuffled(candidates).prefix(count)).sorted()
    for member in taken { members[member].isTaken = true }
    return taken
  }

  /// What a payment is worth in cents on its day.
  func cents(_ payment: Int) -> Int {
    let it = payments[payment]
    return rates.cents(minor: it.minor, in: it.currency, on: it.at)
  }

  /// Where a member's withdrawals go at a time.
  func destination(of member: Int, at time: Instant) -> Int? {
    members[member].destinations.last { $0.from <= time }?.destination
      ?? members[member].destinations.first?.destination
  }
}
