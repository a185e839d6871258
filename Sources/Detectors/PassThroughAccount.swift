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
  package static let version = 1
  package static let answers = "an account that only forwards, for several origins"

  package static let redFlags = [
    RedFlag(
      Guidance.itWorkers2022,
      "money routed through one or more companies or persons to hide where it ends"),
    RedFlag(
      Guidance.finCEN2019,
      "deposits from many sources that add up to nearly what leaves for one exchange shortly after"),
    RedFlag(
      Guidance.ffiec,
      "many small transfers pooled in one account and sent on, without a link to contract, goods or services"),
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

  /// O(rows + parties), and O(n log n) in the movements of accounts that pay others.
  package func findings(in scope: Scope) throws -> [Finding] {
    let parties = scope.window.parties
    let holders = Holders(scope.window, likeness: settings[Self.nameLikeness], keepingApart: true)
    let outward = OutwardPayments(scope, holders, least: settings.money(Self.minPayment))
    let least = settings.money(Self.busySum).scaled(by: settings[Self.minShare], over: 1000)
    let isAsked = (0..<parties.count).map { party in
      outward.count[party] >= settings.count(Self.minDays) && outward.amount[party] >= least.micros
    }
    let ledgers = HolderLedgers(scope, holders, of: isAsked)
    if ledgers.accounts.isEmpty { return [] }
    let agreements = Agreements(scope.window, of: isAsked)
    let ids = parties.ids
    return try ledgers.accounts.sorted { ids.precedes(Text(index: $0), Text(index: $1)) }.compactMap {
      let passage = Passage(of: $0, scope, settings, holders, ledgers, agreements)
      return try isSuspicious(passage) ? finding(on: passage, in: scope.window) : nil
    }
  }

  private func isSuspicious(_ passage: Passage) -> Bool {
    passage.origins.count >= settings.count(Self.minOrigins)
      && passage.days >= settings.count(Self.minDays)
      && passage.share(within: settings.span(Self.maxRest)) >= settings[Self.minShare]
      && passage.busiest(settings.span(Self.busyPeriod)) >= Int128(settings[Self.busySum])
      && passage.shareOfLargest(settings.count(Self.maxDestinations)) >= settings[Self.minShare]
  }

  private func finding(on passage: Passage, in window: Window) throws -> Finding {
    let classes = Set(passage.places.compactMap { window.classification.sinkClass($0) })
    let toPRC = classes.subtracting([.exchange, .sanctioned])
    let workers = passage.origins.count { window.parties.account($0)?.role == .worker }
    let first = passage.credits.first.map { Instant(micros: window.transactions.bookedAt[$0]) }
    let opened = window.parties.account(passage.account)?.openedAt
    let forwarded = try passage.forwarded()
    let raised: [(Signal, Bool)] = [
      (Self.forwards, true),
      (Self.fast, passage.share(within: settings.span(Self.fastRest)) >= settings[Self.fastShare]),
      (Self.repeated, passage.days >= settings.count(Self.manyDays)),
      (Self.large, forwarded >= settings.money(Self.largeAmount)),
      (Self.noPurchases, passage.purchases == 0), (Self.toPRC, !toPRC.isEmpty),
      (
        Self.toExchange,
        passage.places.contains { window.parties.endpoint($0)?.kind.isCrypto ?? false }
          || classes.contains(.exchange)
      ),
      (Self.many, passage.origins.count >= settings.count(Self.manyOrigins)),
      (Self.fromWorkers, workers >= settings.count(Self.minOrigins)),
      (
        Self.isNew,
        first.flatMap { at in opened.map { at - settings.span(Self.newAccount) <= $0 } } ?? false
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
        "forwarded_share": .ratio(perMille: passage.share(within: settings.span(Self.maxRest))),
        "median_rest": .duration(passage.medianRest),
      ], sinkClasses: classes, hopsMax: 0)
  }
}
