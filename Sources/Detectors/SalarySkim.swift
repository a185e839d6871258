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
  package static let version = 2
  package static let answers =
    "regular pay in, a steady share out to one destination that is not the payee's own"

  package static let redFlags = [
    RedFlag("wages-siphoned", by: steady, most, shared),
    RedFlag("state-takes-wages", by: steady, most),
    RedFlag("transfers-to-the-prc", by: toPRC, youngCompany),
    RedFlag("no-goods-or-services", by: steady, many),
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

  package static let studied = [minPay, maxPay, onePay, maxRest, leastShare, nameLikeness, view]
  package static let sieves = [minCycles]

  /// O(rows + parties), and O(n log n) in the movements of payees who pay others.
  package func study(_ scope: Scope) throws -> any Study { SalarySkimStudy(scope, settings) }
}

/// What everybody who is paid often and pays others passed on after each pay, place by place.
private struct SalarySkimStudy: Study {
  private typealias Detector = SalarySkim

  private let window: Window
  /// By earner, then by place; in no promised order.
  private let shares: [Party: [[PassedShare]]]
  private let ledgers: HolderLedgers
  private let bureaux: Bureaux
  private let earners: Earners
  private let asked: Party?
  private let natures = Memo<Destination, DestinationNature>()
  private let givers = Memo<Party, Bool>()

  /// Where an earner's share goes, and how old a business must be to count as one.
  private struct Destination: Hashable {
    let account: Party
    let place: Party
    let first: Int?
    let tenure: Int64
  }

  private func nature(of share: PassedShare, _ settings: Settings) -> DestinationNature {
    let key = Destination(
      account: share.account, place: share.place, first: share.payments.first,
      tenure: settings[Detector.tenure])
    return natures.value(key) { DestinationNature(share, in: window, tenure: settings.span(Detector.tenure)) }
  }

  init(_ scope: Scope, _ settings: Settings) {
    window = scope.window
    let holders = Holders(window, likeness: settings[Detector.nameLikeness], keepingApart: false)
    let outward = OutwardPayments(
      scope, holders,
      least: settings.money(Detector.minPay).scaled(by: settings[Detector.leastShare], over: 1000))
    asked = scope.asked
    earners = Earners(scope, holders, outward, settings)
    var isAsked = earners.all(atLeast: settings.count(Detector.minCycles))
    if let asked = scope.asked { isAsked[Int(asked)] = true }
    ledgers = HolderLedgers(scope, holders, of: isAsked)
    bureaux = Bureaux(scope)
    var shares: [Party: [[PassedShare]]] = [:]
    let agreements = ledgers.accounts.isEmpty ? nil : Agreements(window, of: isAsked)
    for account in ledgers.accounts {
      guard let agreements else { break }
      let movements = EarnerMovements(of: account, window, holders, ledgers, agreements)
      let least = account == scope.asked ? 0 : settings.count(Detector.minCycles)
      let passed = movements.shares(before: scope.asOf, cycles: least, settings)
      if !passed.isEmpty || account == scope.asked { shares[account] = passed }
    }
    self.shares = shares
  }

  /// O(shares), and a look at the movements of each place.
  func candidates(under settings: Settings) throws -> [Candidate] {
    let isEarner = shares.keys.reduce(into: [Party: [Condition]]()) {
      $0[$1] = earners.conditions(on: $1, settings)
    }
    // By earner: of each place the stream with most steady cycles; a stream that is not steady stands for its place
    // as long as none is.
    let chosen = shares.filter { account, _ in
      account == asked || isEarner[account]?.allSatisfy(\.isMet) ?? false
    }.mapValues { places in
      places.compactMap { streams in
        streams.filter { $0.isSteady(settings) }.max { $0.cycles < $1.cycles }
          ?? streams.max { $0.cycles < $1.cycles }
      }
    }
    var sharers: [Party: [Party]] = [:]
    for (account, passed) in chosen.sorted(by: { $0.key < $1.key }) {
      for share in passed where share.isSteady(settings) { sharers[share.place, default: []].append(account) }
    }
    let circles = Set(sharers.keys.filter { place in givers.value(place) { givesBack(place) } })
    var meetings: [Party: Bool] = [:]
    func isShared(_ share: PassedShare) -> Bool {
      if let known = meetings[share.place] { return known }
      let accounts = sharers[share.place] ?? []
      let isShared = accounts.count > 1 && window.unrelated(accounts) > 1
      meetings[share.place] = isShared
      return isShared
    }
    let ids = window.parties.ids
    return chosen.sorted { ids.precedes(Text(index: $0.key), Text(index: $1.key)) }.map { account, passed in
      let ways = passed.map { share in
        (share, self.ways(share, circles, isShared, settings))
      }
      let none = [Condition.fact("a share of its pays left for somebody else within the rest", false)]
      return Candidate(
        subject: window.id(account), concerns: [account],
        requirements: (isEarner[account] ?? []).map { Requirement($0) } + [
          Requirement(anyOf: ways.isEmpty ? [none] : ways.flatMap(\.1))
        ]
      ) {
        let suspicious = ways.filter { Requirement(anyOf: $0.1).isMet }.map(\.0)
        return try finding(on: account, suspicious, sharers, settings)
      }
    }
  }

  /// What would make passing on a share suspicious, each way with all that it takes.
  private func ways(
    _ share: PassedShare, _ circles: Set<Party>, _ isShared: (PassedShare) -> Bool, _ settings: Settings
  ) -> [[Condition]] {
    let nature = nature(of: share, settings)
    let common =
      share.conditions(settings) + [
        .fact("the place does not give the money back to those who pay in", !circles.contains(share.place)),
        .fact("the place is not an agency that pays the payee", !isBureau(share)),
        .fact("payee and destination have no e-mail or phone in common", !nature.isKin),
      ]
    let isNoBusiness = Condition.fact("the destination is no established business", !nature.isEstablished)
    let listed = Condition.fact(
      "the destination is linked to the PRC, or holds virtual currency",
      nature.isListedAbroad || nature.isVirtual)
    // Of a business nothing more is asked: landlords and lenders have many who pay them.
    if nature.isEstablished { return [common + [listed], common + [isNoBusiness]] }
    return [
      common + [listed],
      common + [
        isNoBusiness, .fact("payee and a private destination have no name in common", !nature.sharesName),
        Condition("share of the pays", share.share, .atLeast, Detector.highShare, settings),
      ],
      common + [
        isNoBusiness,
        .fact("others, unrelated, pass a steady share to the same destination", isShared(share)),
      ],
    ]
  }

  /// Whether most of what a destination pays out goes to those who paid it: a savings circle.
  private func givesBack(_ place: Party) -> Bool {
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
  private func isBureau(_ share: PassedShare) -> Bool {
    window.parties.endpoint(share.place).map { $0.owner == share.account && bureaux.hold($0) }
      ?? false
  }

  private func finding(
    on account: Party, _ diversions: [PassedShare], _ earners: [Party: [Party]], _ settings: Settings
  ) throws -> Finding {
    let natures = diversions.map { nature(of: $0, settings) }
    let paid = Set(diversions.flatMap(\.payments)).sorted()
    let pays = Set(diversions.flatMap(\.pays)).sorted()
    let cycles = diversions.map(\.cycles).max() ?? 0
    let share = diversions.map(\.share).max() ?? 0
    let isShared = zip(diversions, natures).contains { diversion, nature in
      !nature.isEstablished && window.unrelated(earners[diversion.place] ?? []) > 1
    }
    let raised: [(Signal, Bool)] = [
      (Detector.steady, true), (Detector.most, share >= settings[Detector.highShare]),
      (Detector.many, cycles >= settings.count(Detector.manyCycles)),
      (Detector.regular, diversions.contains(where: \.isRegular)),
      (Detector.abroad, natures.contains(where: \.isAbroad)),
      (Detector.toPRC, natures.contains(where: \.isListedAbroad)), (Detector.shared, isShared),
      (Detector.youngCompany, natures.contains(where: \.isYoungCompany)),
      (Detector.crypto, natures.contains(where: \.isVirtual)),
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

/// Who was paid often enough to have cycles, and paid others as often.
private struct Earners {
  private typealias Detector = SalarySkim

  /// By party: whether it is a person's account that others pay for work.
  private var isPerson: [Bool]
  /// By party: payments that may be a pay, or a part of one.
  private var pays: [Int32]
  private let outward: OutwardPayments

  /// O(rows + parties).
  init(_ scope: Scope, _ holders: Holders, _ outward: OutwardPayments, _ settings: Settings) {
    let table = scope.window.transactions
    let (status, amount, kind) = (table.status.span, table.amount.span, table.kind.span)
    let (creditor, payee) = (table.creditor.span, holders.payee.span)
    // A pay may come in parts; smaller ones than a quarter of the least pay are not counted.
    let part = settings[Detector.minPay] / 4
    var pays = Array(repeating: Int32(0), count: scope.window.parties.count)
    scope.rows.forEach(marked: { row in
      (amount[row] >= part).mark & (status[row] == .settled).mark & kind[row].isPay.mark
    }) { row in
      let earner = payee[Int(creditor[row])]
      if earner >= 0 { pays[Int(earner)] += 1 }
    }
    self.pays = pays
    self.outward = outward
    isPerson = pays.indices.map { holders.payee[$0] == Party($0) }
    for account in scope.window.parties.accounts
    where account.role == .vendor || (account.role == nil && account.holderType == .organisation) {
      isPerson[Int(account.party)] = false
    }
  }

  /// By party: whether it is to be looked at.
  func all(atLeast least: Int) -> [Bool] {
    pays.indices.map { isPerson[$0] && pays[$0] >= least && outward.count[$0] >= least }
  }

  func conditions(on account: Party, _ settings: Settings) -> [Condition] {
    let place = Int(account)
    return [
      .fact("it is a person's account that others pay for work", isPerson[place]),
      Condition("payments in that may be pay", Int(pays[place]), .atLeast, Detector.minCycles, settings),
      Condition(
        "payments to others that may be a share of pay", Int(outward.count[place]), .atLeast,
        Detector.minCycles,
        settings),
    ]
  }
}
