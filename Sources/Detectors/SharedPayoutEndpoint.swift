package import Detection
package import Ledger
import Window

/// Accounts that should have nothing in common and are paid at one place: one bank account, card or wallet.
///
/// `SharedPlaces` finds the places, by number or address rather than by the warehouse's key, and everybody who is paid
/// there. Couples, bureaux and hubs are left alone. A client who pays a worker at the client's own place pays itself,
/// related or not. `SeveralWages` is the same red flag in one account: several employers' full wages arrive in it.
package struct SharedPayoutEndpoint: Detector {
  package static let id = "shared-payout-endpoint"
  package static let version = 2
  package static let answers =
    "accounts (client and worker, or several workers) that withdraw to one account, card or wallet"

  package static let redFlags = [
    RedFlag("paying-oneself", by: paysItself),
    RedFlag("same-papers-or-payment-accounts", by: unrelated, many),
    RedFlag("accounts-by-proxy", by: unrelated, otherName),
    RedFlag("shared-or-changing-accounts", by: unrelated, many),
    RedFlag("several-jobs", by: wages, manyWages),
  ]

  package static let misses = """
    Places with different numbers though one person holds them. Cards, whose numbers the warehouse shows in part. \
    A place that only one account has used yet. Accounts that share a name, an e-mail or a phone, unless one pays the \
    other. More than `hub_users` accounts at one place. Wages that are irregular or small.
    """

  package static let lookAlikes = """
    Couples (common e-mail, phone or name, or both names on the account); payroll bureaux, agencies and umbrella \
    companies (an organisation that somebody authorised); payment providers' omnibus accounts (many users, stop \
    nodes); one person as client and as worker who does not pay itself; freelancers with several small clients.
    """

  static let minUsers = Parameter.count(
    "min_users", 2, "This many unrelated accounts at one place are a scheme.")
  static let manyUsers = Parameter.count("many_users", 3, "How many unrelated accounts are many.")
  static let hubUsers = Parameter.count("hub_users", 40, "A place with more users belongs to a provider.")
  static let minSelfPaid = Parameter.money(
    "min_self_paid", units: 100,
    "What a client must have paid a worker at its own place to count as paying itself.")
  static let largeAmount = Parameter.money("large_amount", units: 10_000, "A total that is large.")
  static let nameLikeness = Parameter.ratio(
    "name_likeness", perMille: 850, "Names less alike than this (Jaro-Winkler) are different names.")
  static let minEmployers = Parameter.count(
    "min_employers", 3, "This many employers that pay regular full wages to one account are too many.")
  static let fullWage = Parameter.money(
    "full_wage", units: 3_000, "What an employer must pay per thirty days for a full wage.")
  static let wagesPeriod = Parameter.duration(
    "wages_period", .days(95), "How far back wages are looked at: three monthly ones.")
  static let view = Parameter.duration("lookback", .days(180), "How far back payouts are looked at.")

  package static let parameters = [
    minUsers, manyUsers, hubUsers, minSelfPaid, largeAmount, nameLikeness, minEmployers, fullWage,
    wagesPeriod,
    view,
  ]

  static let unrelated = Signal(
    "unrelated_users", .network, 40,
    "accounts without a name, e-mail or phone in common are paid at one place")
  static let many = Signal("many_users", .network, 20, "there are three of them or more")
  static let paysItself = Signal(
    "pays_itself", .path, 40,
    "a client pays a worker who is paid at the client's own place: the money goes round")
  static let otherName = Signal(
    "unlike_holder_name", .identity, 20, "the place is in a name unlike that of somebody who is paid there")
  static let large = Signal("large_total", .path, 10, "the total paid there is large")
  static let toPRC = Signal("prc_endpoint", .path, 15, "the place is linked to the PRC")
  static let crypto = Signal("virtual_currency", .crypto, 15, "it is a wallet or an exchange account")
  static let wages = Signal(
    "several_full_wages", .identity, 40, "several employers pay full, regular wages to one account")
  static let manyWages = Signal("many_full_wages", .identity, 10, "there are more employers than that")

  package static let signals = [
    unrelated, many, paysItself, otherName, large, toPRC, crypto, wages, manyWages,
  ]
  package static let needs: Set<Relation> = []
  package static let maturity = Maturity.active

  package let settings: Settings

  package init(settings: Settings) { self.settings = settings }

  package var lookback: Span { max(settings.span(Self.view), settings.span(Self.wagesPeriod)) }

  package static let studied = [fullWage, wagesPeriod, view]
  package static let sieves = [minEmployers]

  /// O(rows + parties), and O(n log n) in the payouts to shared places.
  package func study(_ scope: Scope) throws -> any Study { SharedPayoutStudy(scope, settings) }
}

/// The places that more than one account uses, and the workers whom several employers pay.
private struct SharedPayoutStudy: Study {
  private typealias Detector = SharedPayoutEndpoint

  private let window: Window
  private let places: [SharedPlace]
  private let wages: SeveralWages
  private let bureaux: Bureaux
  private let asked: Party?
  private let users = Memo<Party, Int>()
  private let holders = Memo<Party, Holders>()

  /// Who stands behind a place.
  private struct Holders {
    let isJoint: Bool
    let areBureaux: Bool
  }

  init(_ scope: Scope, _ settings: Settings) {
    window = scope.window
    asked = scope.asked
    places = SharedPlaces(scope, since: scope.asOf - settings.span(Detector.view)).all
    bureaux = Bureaux(scope)
    wages = SeveralWages(scope, settings)
  }

  func candidates(under settings: Settings) throws -> [Candidate] {
    var candidates = try places.compactMap { try candidate($0, settings) }
    candidates += wages.all.map { candidate($0, settings) }
    if let asked, !candidates.contains(where: { $0.fingerprint == ["place"] && $0.concerns.contains(asked) })
    {
      candidates.append(
        Candidate(
          subject: window.id(asked), fingerprint: ["place"], concerns: [asked],
          requirements: [
            Requirement(.fact("it is paid at a place where another account is paid as well", false))
          ]
        ) { Finding(subject: window.id(asked), signals: []) })
    }
    return candidates.sorted {
      ([$0.subject] + $0.fingerprint).lexicographicallyPrecedes(
        [$1.subject] + $1.fingerprint, by: precedesBytewise)
    }
  }

  private func candidate(_ place: SharedPlace, _ settings: Settings) throws -> Candidate? {
    guard let subject = place.endpoints.first else { return nil }
    let isHub = place.users.count > settings.count(Detector.hubUsers)
    let selfPaid = try Money.sum(place.selfPaid.map { Money(micros: window.transactions.amount[$0]) })
    let paysItself = Condition(
      "paid by a client among the users to a worker among them", selfPaid, .atLeast, Detector.minSelfPaid,
      settings, limit: max(place.selfPaid.isEmpty ? 1 : 0, settings[Detector.minSelfPaid]))
    // Who is related to whom costs the square of the users.
    let users =
      isHub
      ? 1
      : users.value(subject.party) { place.isHousehold(in: window) ? 1 : window.unrelated(place.users) }
    let holders = holders.value(subject.party) {
      Holders(
        isJoint: window.isJoint(place.users, place.endpoints),
        areBureaux: place.endpoints.contains(where: bureaux.hold))
    }
    let strangers = [
      Condition.fact(
        "it is not in the names of both of two users", !holders.isJoint),
      Condition(
        "unrelated accounts that are paid there", users, .atLeast, Detector.minUsers, settings,
        limit: max(2, settings[Detector.minUsers])),
    ]
    let requirements = [
      Requirement(
        Condition("accounts that are paid there", place.users.count, .atMost, Detector.hubUsers, settings)),
      Requirement(
        .fact(
          "the place is no stop node",
          !place.endpoints.contains { window.classification.isStop[Int($0.party)] })
      ),
      Requirement(anyOf: isHub ? [[paysItself]] : [[paysItself], strangers]),
      Requirement(
        .fact("it is not held by an agency or bureau", !holders.areBureaux)),
    ]
    return Candidate(
      subject: window.id(subject.party), fingerprint: ["place"],
      concerns: place.users + place.endpoints.map(\.party), requirements: requirements
    ) {
      try finding(
        at: place, subject.party, users, selfPaid, paysItself: paysItself.isMet,
        areStrangers: strangers.allSatisfy(\.isMet), settings)
    }
  }

  private func candidate(_ account: SeveralWages.Account, _ settings: Settings) -> Candidate {
    Candidate(
      subject: window.id(account.party), fingerprint: ["wages"], concerns: [account.party],
      requirements: [
        Requirement(.fact("it is a worker's account", account.isWorker)),
        Requirement(
          Condition(
            "employers that pay full, regular wages", account.employers, .atLeast, Detector.minEmployers,
            settings)),
      ]
    ) { try finding(on: account, settings) }
  }

  private func finding(
    at place: SharedPlace, _ subject: Party, _ users: Int, _ selfPaid: Money, paysItself: Bool,
    areStrangers: Bool, _ settings: Settings
  ) throws -> Finding {
    let total = try Money.sum(place.payouts.map { Money(micros: window.transactions.amount[$0]) })
    let classes = Set(place.endpoints.compactMap { window.classification.sinkClass($0.party) })
    let raised: [(Signal, Bool)] = [
      (Detector.unrelated, areStrangers),
      (Detector.many, areStrangers && users >= settings.count(Detector.manyUsers)),
      (Detector.paysItself, paysItself),
      (Detector.otherName, place.isInOtherNames(in: window, likeness: settings[Detector.nameLikeness])),
      (Detector.large, total >= settings.money(Detector.largeAmount)),
      (Detector.toPRC, !classes.subtracting([.exchange, .sanctioned]).isEmpty),
      (Detector.crypto, place.endpoints.contains { $0.kind.isCrypto }),
    ]
    let context = paysItself ? place.selfPaid + place.topUps : place.topUps
    return Finding(
      subject: window.id(subject), fingerprint: ["place"], signals: raised.filter(\.1).map(\.0),
      transactions: place.payouts.map { TransactionEvidence(row: $0, of: window, role: .payout) }
        + context.map { TransactionEvidence(row: $0, of: window, role: .context) },
      records: place.records(in: window),
      measures: [
        "users": .count(place.users.count), "unrelated_users": .count(users),
        "payouts": .count(place.payouts.count), "paid_out": .money(total), "paid_to_itself": .money(selfPaid),
      ], sinkClasses: classes)
  }

  private func finding(on wages: SeveralWages.Account, _ settings: Settings) throws -> Finding {
    let total = try Money.sum(wages.rows.map { Money(micros: window.transactions.amount[$0]) })
    let isMany = wages.employers > settings.count(Detector.minEmployers)
    return Finding(
      subject: window.id(wages.party), fingerprint: ["wages"],
      signals: [Detector.wages] + (isMany ? [Detector.manyWages] : []),
      transactions: wages.rows.map { TransactionEvidence(row: $0, of: window, role: .payout) },
      measures: [
        "employers": .count(wages.employers), "wages": .count(wages.rows.count), "paid_out": .money(total),
      ])
  }
}
