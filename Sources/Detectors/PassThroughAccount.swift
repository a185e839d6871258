package import Detection
package import Ledger
import Window

/// An account into which several others pay and out of which most of it soon goes on to somebody else.
///
/// `Movements` sieves out everybody who only pays to themselves, and gathers what is left: what came in from others who
/// are no clients and had no agreement to pay, and what went on to third parties. `Forwarding` matches the two, first in
/// first out, within a short rest. `Passage` is the result for one account; this file judges it.
package struct PassThroughAccount: Detector {
  package static let id = "pass-through-account"
  package static let version = 2
  package static let answers = "an account that only forwards, for several origins"

  package static let redFlags = [
    RedFlag("transfers-to-the-prc", by: forwards, toPRC),
    RedFlag("unusual-routing", by: forwards, fast),
    RedFlag("accounts-by-proxy", by: forwards, fromWorkers),
    RedFlag("scrutinise-new-accounts", by: isNew),
    RedFlag("young-profile", by: isNew),
    RedFlag("many-sources-one-exchange", by: many, toExchange),
    RedFlag("pooled-and-sent-on", by: forwards, many),
  ]

  package static let misses = """
    Money that rests longer than `max_rest`, or goes on in more places than `max_destinations`. One or two origins \
    (multi-hop-routing and salary-skim look at these). What clients pay in: a front that bills clients looks like \
    a business. Forwarding to the holder's own account in the country they declare. Money that leaves in cash.
    """

  package static let lookAlikes = """
    Payroll bureaus, escrow and property managers (agreements with those who pay in, or many payees); trading houses \
    (paid by clients under orders); sweeps, savings and ordinary withdrawals (own name, not counted); savings circles \
    (the money goes to those who paid in); flatmates and treasurers (less than `busy_sum` a month); landlords and \
    shops (paid by contract, and they keep or withdraw it).
    """

  static let window = Parameter.duration("period", .days(90), "How far back movements are judged.")
  static let maxRest = Parameter.duration(
    "max_rest", .hours(48), "The longest rest in the account that counts as passing on.")
  static let minShare = Parameter.ratio(
    "min_share", perMille: 800, "The least share of the money from others that must go on within that.")
  static let fastRest = Parameter.duration("fast_rest", .hours(24), "A rest this short is fast.")
  static let fastShare = Parameter.ratio(
    "fast_share", perMille: 900, "The share that must go on as fast as that to count as fast.")
  static let minOrigins = Parameter.count("min_origins", 3, "How many must have paid in.")
  static let manyOrigins = Parameter.count("many_origins", 5, "How many origins are many.")
  static let minDays = Parameter.count("min_days", 3, "On how many days money must have gone on.")
  static let manyDays = Parameter.count("many_days", 6, "How many such days are many.")
  static let busyPeriod = Parameter.duration("busy_period", .days(30), "A stretch in which it is busy.")
  static let busySum = Parameter.money(
    "busy_sum", units: 5_000, "What must have come in from others in the busiest such stretch.")
  static let largeAmount = Parameter.money("large_amount", units: 20_000, "A forwarded total that is large.")
  static let maxDestinations = Parameter.count(
    "max_destinations", 5, "In how many places nearly all of it must arrive.")
  static let minPayment = Parameter.money(
    "min_payment", units: 100, "Payments smaller than this are not looked at.")
  static let newAccount = Parameter.duration(
    "new_account", .days(45), "An account this young when money first comes in is new.")
  static let nameLikeness = Parameter.ratio(
    "name_likeness", perMille: 850, "The Jaro-Winkler likeness from which two names are one.")

  package static let parameters = [
    window, maxRest, minShare, fastRest, fastShare, minOrigins, manyOrigins, minDays, manyDays, busyPeriod,
    busySum, largeAmount, maxDestinations, minPayment, newAccount, nameLikeness,
  ]

  static let forwards = Signal(
    "forwards_for_others", .path, 40,
    "most of what several others paid in went on to somebody else within the allowed rest")
  static let fast = Signal("within_a_day", .path, 10, "nearly all of it went on within a day")
  static let repeated = Signal("many_days", .path, 10, "it happened on many days")
  static let large = Signal("large_total", .path, 10, "the forwarded total is large")
  static let noPurchases = Signal(
    "no_purchases", .path, 5, "nothing is ever bought from the account")
  static let toPRC = Signal("to_prc_endpoint", .path, 15, "it went to PRC-linked endpoints")
  static let toExchange = Signal(
    "to_virtual_currency", .crypto, 15, "it went to exchanges or wallets of virtual currency")
  static let many = Signal("many_origins", .network, 10, "there are many origins")
  static let fromWorkers = Signal(
    "collects_from_workers", .network, 20, "those who pay in are workers, who are paid by others in turn")
  static let isNew = Signal(
    "new_account", .identity, 10, "the account was opened shortly before money came in")

  package static let signals = [
    forwards, fast, repeated, large, noPurchases, toPRC, toExchange, many, fromWorkers, isNew,
  ]
  package static let needs: Set<Relation> = []
  package static let maturity = Maturity.active

  package let settings: Settings

  package init(settings: Settings) { self.settings = settings }

  package var lookback: Span { settings.span(Self.window) }

  package static let studied = [window, maxRest, minPayment, nameLikeness]
  package static let sieves = [minDays, busySum, minShare]

  /// O(rows + parties), and O(n log n) in the movements of accounts that pay others.
  package func study(_ scope: Scope) throws -> any Study { PassThroughStudy(scope, settings) }
}

/// What passed through every account that pays others enough.
private struct PassThroughStudy: Study {
  private typealias Detector = PassThroughAccount

  private let window: Window
  private let holders: Holders
  private let outward: OutwardPayments
  /// Ascending by identifier bytewise.
  private let passages: [Passage]

  init(_ scope: Scope, _ settings: Settings) {
    window = scope.window
    let parties = scope.window.parties
    let holders = Holders(scope.window, likeness: settings[Detector.nameLikeness], keepingApart: true)
    self.holders = holders
    let outward = OutwardPayments(scope, holders, least: settings.money(Detector.minPayment))
    self.outward = outward
    let least = settings.money(Detector.busySum).scaled(by: settings[Detector.minShare], over: 1000)
    let days = settings.count(Detector.minDays)
    var isAsked = (0..<parties.count).map { party in
      outward.count[party] >= days && outward.amount[party] >= least.micros
    }
    if let asked = scope.asked { isAsked[Int(asked)] = true }
    let ledgers = HolderLedgers(scope, holders, of: isAsked)
    if ledgers.accounts.isEmpty {
      passages = []
      return
    }
    let agreements = Agreements(scope.window, of: isAsked)
    let ids = parties.ids
    passages = ledgers.accounts.sorted { ids.precedes(Text(index: $0), Text(index: $1)) }.map {
      Passage(of: $0, scope, settings, holders, ledgers, agreements)
    }
  }

  func candidates(under settings: Settings) throws -> [Candidate] {
    passages.map { passage in
      Candidate(
        subject: window.id(passage.account), concerns: [passage.account],
        requirements: requirements(of: passage, settings)
      ) { try finding(on: passage, settings) }
    }
  }

  private func requirements(of passage: Passage, _ settings: Settings) -> [Requirement] {
    let place = Int(passage.account)
    return [
      Condition.fact(
        "it is an account that others pay for work or goods",
        holders.payee[place] == passage.account),
      Condition("payments to others", Int(outward.count[place]), .atLeast, Detector.minDays, settings),
      Condition(
        "paid to others in all", outward.amount[place], .atLeast, Detector.busySum, settings,
        limit: settings.money(Detector.busySum).scaled(by: settings[Detector.minShare], over: 1000).micros),
      Condition(
        "others who paid in, clients and agreements left out", passage.origins.count, .atLeast,
        Detector.minOrigins, settings),
      Condition("days on which money went on", passage.days, .atLeast, Detector.minDays, settings),
      Condition(
        "share of the money from others that went on within the rest",
        passage.share(within: settings.span(Detector.maxRest)), .atLeast, Detector.minShare, settings),
      Condition(
        "came in from others in the busiest stretch", passage.busiest(settings.span(Detector.busyPeriod)),
        .atLeast, Detector.busySum, settings),
      Condition(
        "share of the forwarded money in the \(settings.count(Detector.maxDestinations)) largest places",
        passage.shareOfLargest(settings.count(Detector.maxDestinations)), .atLeast, Detector.minShare,
        settings
      ),
    ].map { Requirement($0) }
  }

  private func finding(on passage: Passage, _ settings: Settings) throws -> Finding {
    let classes = Set(passage.places.compactMap { window.classification.sinkClass($0) })
    let toPRC = classes.subtracting([.exchange, .sanctioned])
    let workers = passage.origins.count { window.parties.account($0)?.role == .worker }
    let first = passage.credits.first.map { Instant(micros: window.transactions.bookedAt[$0]) }
    let opened = window.parties.account(passage.account)?.openedAt
    let forwarded = try passage.forwarded()
    let raised: [(Signal, Bool)] = [
      (Detector.forwards, true),
      (
        Detector.fast, passage.share(within: settings.span(Detector.fastRest)) >= settings[Detector.fastShare]
      ),
      (Detector.repeated, passage.days >= settings.count(Detector.manyDays)),
      (Detector.large, forwarded >= settings.money(Detector.largeAmount)),
      (Detector.noPurchases, passage.purchases == 0), (Detector.toPRC, !toPRC.isEmpty),
      (
        Detector.toExchange,
        passage.places.contains { window.parties.endpoint($0)?.kind.isCrypto ?? false }
          || classes.contains(.exchange)
      ),
      (Detector.many, passage.origins.count >= settings.count(Detector.manyOrigins)),
      (Detector.fromWorkers, workers >= settings.count(Detector.minOrigins)),
      (
        Detector.isNew,
        first.flatMap { at in opened.map { at - settings.span(Detector.newAccount) <= $0 } } ?? false
      ),
    ]
    return Finding(
      subject: window.id(passage.account), signals: raised.filter(\.1).map(\.0),
      transactions: passage.credits.map { TransactionEvidence(row: $0, of: window, role: .context) }
        + passage.debits.map { row, amount in
          TransactionEvidence(row: row, of: window, role: .routed, amount: amount)
        },
      measures: [
        "origins": .count(passage.origins.count), "destinations": .count(passage.places.count),
        "days": .count(passage.days), "forwarded": .money(forwarded),
        "forwarded_share": .ratio(perMille: passage.share(within: settings.span(Detector.maxRest))),
        "median_rest": .duration(passage.medianRest),
      ], sinkClasses: classes, hopsMax: 0)
  }
}
