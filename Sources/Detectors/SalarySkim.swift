package import Detection
package import Ledger
import Window

/// A worker who passes the same share of every pay on to somebody else.
///
/// `PayCycles` are what employers pay, one by one; `Diversion` is what of each goes to one destination within days, and
/// how steady that share is. A steady share alone is also rent or a family's keep: it must be most of the pay, or the
/// destination must say more, because others earn for it too, because it is in the PRC or holds virtual currency.
package struct SalarySkim: Detector {
  package static let id = "salary-skim"
  package static let version = 1
  package static let answers =
    "regular pay in, a steady share out to one destination that is not the payee's own"

  package static let redFlags = [
    RedFlag(
      Guidance.treasury,
      "the state withholds up to 90 percent of what its workers abroad earn"),
    RedFlag(
      Guidance.itWorkers2022,
      "earnings that leave by payment platform soon after they come in, sometimes by way of companies"),
    RedFlag(Guidance.ffiec, "transfers that repeat in a pattern, without a link to goods or services"),
  ]

  package static let misses = """
    Shares that vary from pay to pay, are below `least_share`, or take turns between destinations. A share that leaves \
    later than `max_rest`. Pay below `min_pay`. Less than most of the pay to one private person in no listed place, as \
    long as nobody else does the same. A company's account that is older than `tenure`. What an agreement covers. Whatever happens behind the payee's own bank account.
    """

  package static let lookAlikes = """
    Rent and loans (contract, or an established business); support for a family (less than `high_share`, or a common \
    phone or e-mail); savings and own accounts (own name); savings circles (the money goes back to those who pay in); \
    taxes; subcontracted work (invoices); pay at an agency's account; residents of the PRC who pay at home.
    """

  static let minPay = Parameter.money("min_pay", units: 1_500, "The least pay that counts as a cycle.")
  static let maxPay = Parameter.money("max_pay", units: 20_000, "The largest pay that is a person's wage.")
  static let onePay = Parameter.duration("one_pay", .hours(24), "Payments this close together are one pay.")
  static let maxRest = Parameter.duration(
    "max_rest", .hours(72), "How long after the pay its share may leave.")
  static let minCycles = Parameter.count("min_cycles", 3, "After how many pays a share must have left.")
  static let manyCycles = Parameter.count("many_cycles", 6, "How many such pays are many.")
  static let coverage = Parameter.ratio(
    "coverage", perMille: 750,
    "After which part of all pays, from the first such one on, a share must have left.")
  static let spread = Parameter.ratio(
    "spread", perMille: 100, "The largest coefficient of variation of a steady share.")
  static let leastShare = Parameter.ratio(
    "least_share", perMille: 300, "The least share of the pay that is looked at.")
  static let highShare = Parameter.ratio(
    "high_share", perMille: 600, "The share from which nothing else needs to speak for suspicion.")
  static let mostShare = Parameter.ratio("most_share", perMille: 1_000, "The largest share of a pay.")
  static let tenure = Parameter.duration(
    "tenure", .days(365), "How long a company's account must be open to be an established business.")
  static let nameLikeness = Parameter.ratio(
    "name_likeness", perMille: 850, "The Jaro-Winkler likeness from which two names are one.")
  static let view = Parameter.duration("lookback", .days(180), "How far back pays are counted.")

  package static let parameters = [
    minPay, maxPay, onePay, maxRest, minCycles, manyCycles, coverage, spread, leastShare, highShare,
    mostShare,
    tenure, nameLikeness, view,
  ]

  static let steady = Signal(
    "steady_share", .path, 40,
    "after each pay the same share of it went to one destination not the payee's own")
  static let most = Signal("most_of_pay", .path, 10, "it is most of the pay")
  static let many = Signal("many_pays", .path, 10, "it happened after many pays")
  static let regular = Signal("regular_pay", .path, 5, "the pay itself is as regular as a wage")
  static let abroad = Signal(
    "other_country", .path, 5, "the destination is in another country than the payee declares")
  static let toPRC = Signal("prc_destination", .path, 15, "the destination is linked to the PRC")
  static let shared = Signal(
    "shared_by_earners", .network, 30,
    "others, unrelated, pass a steady share of their pay to the same destination")
  static let youngCompany = Signal(
    "young_company", .identity, 15, "the destination is a company without agreement or history")
  static let crypto = Signal(
    "virtual_currency", .crypto, 20, "the destination is somebody else's wallet or exchange account")

  package static let signals = [
    steady, most, many, regular, abroad, toPRC, shared, youngCompany, crypto,
  ]
  package static let needs: Set<Relation> = []
  package static let maturity = Maturity.active

  package let settings: Settings

  package init(settings: Settings) { self.settings = settings }

  package var lookback: Span { settings.span(Self.view) }

  /// O(rows + parties), and O(n log n) in the movements of payees who pay others.
  package func findings(in scope: Scope) throws -> [Finding] {
    let window = scope.window
    let holders = Holders(window, likeness: settings[Self.nameLikeness], keepingApart: false)
    let outward = OutwardPayments(
      scope, holders, least: settings.money(Self.minPay).scaled(by: settings[Self.leastShare], over: 1000))
    let isAsked = earners(scope, holders, paying: outward)
    let ledgers = HolderLedgers(scope, holders, of: isAsked)
    if ledgers.accounts.isEmpty { return [] }
    let agreements = Agreements(window, of: isAsked)
    let diversions = ledgers.accounts.flatMap { account in
      let movements = EarnerMovements(of: account, window, holders, ledgers, agreements)
      return movements.diversions(before: scope.asOf, settings)
    }
    let earners = Dictionary(grouping: diversions, by: \.place).mapValues { $0.map(\.account) }
    let circles = Set(earners.keys.filter { givesBack($0, ledgers, in: window) })
    let bureaux = Bureaux(scope)
    let suspicious = diversions.filter { diversion in
      !circles.contains(diversion.place) && !isBureau(diversion, bureaux, in: window)
        && isSuspicious(diversion, sharedBy: earners[diversion.place] ?? [], in: window)
    }
    let ids = window.parties.ids
    return try Dictionary(grouping: suspicious, by: \.account)
      .sorted { ids.precedes(Text(index: $0.key), Text(index: $1.key)) }
      .map { try finding(on: $0.key, $0.value, earners, in: window) }
  }

  /// By party: who was paid often enough to have cycles, and paid others as often.
  private func earners(_ scope: Scope, _ holders: Holders, paying outward: OutwardPayments) -> [Bool] {
    let table = scope.window.transactions
    let (status, amount, kind) = (table.status.span, table.amount.span, table.kind.span)
    let (creditor, payee) = (table.creditor.span, holders.payee.span)
    let least = settings.count(Self.minCycles)
    // A pay may come in parts; smaller ones than a quarter of the least pay are not counted.
    let part = settings[Self.minPay] / 4
    var pays = Array(repeating: Int32(0), count: scope.window.parties.count)
    for row in scope.rows where amount[row] >= part && status[row] == .settled {
      guard kind[row] == .transfer || kind[row] == .payout else { continue }
      let earner = payee[Int(creditor[row])]
      if earner >= 0 { pays[Int(earner)] += 1 }
    }
    var isEarner = pays.indices.map { pays[$0] >= least && outward.count[$0] >= least }
    for account in scope.window.parties.accounts
    where account.role == .vendor || (account.role == nil && account.holderType == .organisation) {
      isEarner[Int(account.party)] = false
    }
    return isEarner
  }

  /// Whether most of what a destination pays out goes to those who paid it: a savings circle.
  private func givesBack(_ place: Party, _ ledgers: HolderLedgers, in window: Window) -> Bool {
    let table = window.transactions
    let payers = Set(ledgers.received(by: place).map { window.parties.owner(table.debtor[Int($0)]) })
    var (back, whole): (Int128, Int128) = (0, 0)
    for row in ledgers.paid(by: place).map({ Int($0) }) {
      whole += Int128(table.amount[row])
      if payers.contains(window.parties.owner(table.creditor[row])) { back += Int128(table.amount[row]) }
    }
    return back > 0 && back * 2 >= whole
  }

  /// Whether the payee registered an agency's account to be paid at.
  private func isBureau(_ diversion: Diversion, _ bureaux: Bureaux, in window: Window) -> Bool {
    window.parties.endpoint(diversion.place).map { $0.owner == diversion.account && bureaux.hold($0) }
      ?? false
  }

  private func isSuspicious(_ diversion: Diversion, sharedBy earners: [Party], in window: Window) -> Bool {
    let nature = DestinationNature(diversion, in: window, tenure: settings.span(Self.tenure))
    if nature.isKin { return false }
    if nature.isListedAbroad || nature.isVirtual { return true }
    if nature.isEstablished { return false }
    return diversion.share >= settings[Self.highShare] && !nature.sharesName || window.unrelated(earners) > 1
  }

  private func finding(
    on account: Party, _ diversions: [Diversion], _ earners: [Party: [Party]], in window: Window
  ) throws -> Finding {
    let natures = diversions.map { DestinationNature($0, in: window, tenure: settings.span(Self.tenure)) }
    let paid = Set(diversions.flatMap(\.payments)).sorted()
    let pays = Set(diversions.flatMap(\.pays)).sorted()
    let cycles = diversions.map(\.cycles).max() ?? 0
    let share = diversions.map(\.share).max() ?? 0
    let isShared = zip(diversions, natures).contains { diversion, nature in
      !nature.isEstablished && window.unrelated(earners[diversion.place] ?? []) > 1
    }
    let raised: [(Signal, Bool)] = [
      (Self.steady, true), (Self.most, share >= settings[Self.highShare]),
      (Self.many, cycles >= settings.count(Self.manyCycles)),
      (Self.regular, diversions.contains(where: \.isRegular)),
      (Self.abroad, natures.contains(where: \.isAbroad)),
      (Self.toPRC, natures.contains(where: \.isListedAbroad)), (Self.shared, isShared),
      (Self.youngCompany, natures.contains(where: \.isYoungCompany)),
      (Self.crypto, natures.contains(where: \.isVirtual)),
    ]
    let places = Set(paid.map { window.transactions.creditor[$0] })
    return Finding(
      subject: window.id(account), signals: raised.filter(\.1).map(\.0),
      transactions: pays.map { TransactionEvidence(row: $0, of: window, role: .context) }
        + paid.map { TransactionEvidence(row: $0, of: window, role: .dealing) },
      measures: [
        "pays": .count(cycles), "share": .ratio(perMille: share),
        "passed_on": .money(try Money.sum(paid.map { Money(micros: window.transactions.amount[$0]) })),
        "destinations": .count(diversions.count),
      ], sinkClasses: Set(places.compactMap { window.classification.sinkClass($0) }), hopsMax: 0)
  }
}
