package import Detection
package import Ledger
import Window

/// Payouts to an endpoint in the name of somebody who is not the payee.
///
/// `NameVerdicts` says of a payee and an endpoint whether they can be one holder; `StrangePayouts` gathers the payouts where
/// they cannot, in one pass; this file weighs them. One person's name for another's is not enough by itself: a spouse under
/// another name looks the same, and a company that is nobody's relative does not.
package struct PayeeNameMismatch: Detector {
  package static let id = "payee-name-mismatch"
  package static let version = 2
  package static let answers = "payout to an endpoint in somebody else's name"
  package static let redFlags = [
    RedFlag("another-account", by: unlike, switched),
    RedFlag("details-that-disagree", by: unlike, abroad),
    RedFlag("check-details-agree", by: unlike, abroad),
    RedFlag("bank-details-match", by: unlike, company),
    RedFlag("accounts-by-proxy", by: unlike, collector),
  ]
  package static let misses = """
    One payee paid from the first day in one other person's name in the declared country: it could be a spouse. A shell \
    company named after the payee. Endpoints without a holder's name, or with a mask in its place. Names in Arabic, Hebrew, \
    Chinese or Japanese writing that are transliterated unlike the other name.
    """
  package static let lookAlikes = """
    One name spelt twice (order, initials, accents, second family name, transliteration, slips), marriage (the former \
    name is on record), relatives and joint accounts (a name, e-mail or phone in common), one's own company (named after \
    its owner), the provider's name where the holder's belongs, payroll bureaux and agents (authorised organisations, or \
    many payees), support for parents or a child (a part of every pay, less than `support_share`), a spouse's account at a \
    PRC bank of somebody who declares the PRC.
    """

  static let leastSum = Parameter.money(
    "least_sum", units: 1_000, "What must have been paid out in other names.")
  static let leastCount = Parameter.count("least_count", 2, "In how many payouts, unless one is large.")
  static let largePayout = Parameter.money(
    "large_payout", units: 5_000, "One payout of this size is enough.")
  static let supportShare = Parameter.ratio(
    "support_share", perMille: 300,
    "A payout that is a smaller part of the pay before it supports somebody, and is not counted.")
  static let leastPoints = Parameter.count(
    "least_points", 40, "How many points its reasons must add up to.")
  static let hubPayees = Parameter.count(
    "hub_payees", 20, "A holder for more payees than this is a payroll agent or provider.")
  static let view = Parameter.duration("lookback", .days(180), "How far back payouts are judged.")

  package static let parameters = [
    leastSum, leastCount, largePayout, supportShare, leastPoints, hubPayees, view,
  ]

  static let unlike = Signal(
    "unlike_holder_name", .identity, 25, "money was paid out in a name unlike the payee's")
  static let company = Signal(
    "company_for_person", .identity, 15, "an individual is paid in the name of a company")
  static let switched = Signal(
    "left_own_name", .identity, 15, "an endpoint in the payee's own name was registered before")
  static let abroad = Signal(
    "other_country", .identity, 15, "the endpoint is in another country than the payee declares")
  static let collector = Signal(
    "holder_for_several", .network, 35, "other, unrelated payees are paid in the same strange name")
  static let toListed = Signal(
    "listed_destination", .path, 20,
    "the endpoint is at an exchange, a sanctioned party, or a PRC-linked bank or wallet abroad")
  static let crypto = Signal(
    "virtual_currency", .crypto, 15, "the endpoint is a crypto wallet or an account at an exchange")

  package static let signals = [unlike, company, switched, abroad, collector, toListed, crypto]
  package static let needs: Set<Relation> = []
  package static let maturity = Maturity.active

  package let settings: Settings

  package init(settings: Settings) { self.settings = settings }

  package var lookback: Span { settings.span(Self.view) }

  package static let studied = [view]
  package static let sieves: [Parameter] = []

  /// O(rows + parties), and a comparison of names for each payee and endpoint whose names are written differently.
  package func study(_ scope: Scope) throws -> any Study { NameMismatchStudy(scope) }
}

/// The payouts in other names than the payee's.
private struct NameMismatchStudy: Study {
  private typealias Detector = PayeeNameMismatch

  private let window: Window
  private let payouts: StrangePayouts
  private let groups: HolderGroups
  /// Ascending by identifier bytewise.
  private let payees: [Party]
  private let asked: Party?

  init(_ scope: Scope) {
    window = scope.window
    asked = scope.asked
    let payouts = StrangePayouts(scope)
    self.payouts = payouts
    groups = HolderGroups(payouts, scope)
    let window = scope.window
    payees = Set(payouts.byPayee.keys).union([scope.asked].compactMap(\.self))
      .sorted { precedesBytewise(window.id($0), window.id($1)) }
  }

  func candidates(under settings: Settings) throws -> [Candidate] {
    try payees.map { try candidate($0, settings) }
  }

  private func candidate(_ payee: Party, _ settings: Settings) throws -> Candidate {
    let all = payouts.byPayee[payee] ?? []
    let rows = payouts.notSupport(
      groups.withoutAgents(all, hub: settings.count(Detector.hubPayees)),
      least: settings[Detector.supportShare])
    let amounts = rows.map { Money(micros: window.transactions.amount[$0]) }
    let total = try Money.sum(amounts)
    let endpoints = Set(rows.map { window.transactions.creditor[$0] })
      .sorted { precedesBytewise(window.id($0), window.id($1)) }.compactMap { window.parties.endpoint($0) }
    let amount = Requirement(anyOf: [
      [
        Condition("payouts in other names", rows.count, .atLeast, Detector.leastCount, settings),
        Condition("paid out in other names", total, .atLeast, Detector.leastSum, settings),
      ],
      [
        Condition(
          "the largest payout in another name", amounts.max() ?? .zero, .atLeast, Detector.largePayout,
          settings,
          limit: max(1, settings[Detector.largePayout]))
      ],
    ])
    let isAny = Condition.fact("it was paid out in a name that is not its own, and no agent's", !rows.isEmpty)
    // Whoever was paid too little that way is not looked at further, unless asked about.
    if !amount.isMet && payee != asked {
      return Candidate(
        subject: window.id(payee), concerns: [payee], requirements: [Requirement(isAny), amount]
      ) { Finding(subject: window.id(payee), signals: []) }
    }
    let others = groups.otherPayees(than: payee, at: endpoints)
    let grounds = grounds(for: payee, endpoints, others)
    return Candidate(
      subject: window.id(payee), concerns: [payee],
      requirements: [
        Requirement(isAny), amount,
        Requirement(
          Condition("points of the reasons", grounds.points, .atLeast, Detector.leastPoints, settings)),
      ], grounds: grounds
    ) {
      Finding(
        subject: window.id(payee), signals: grounds.raised,
        transactions: rows.map { TransactionEvidence(row: $0, of: window, role: .payout) },
        records: endpoints.map { record(of: $0, in: window) },
        measures: [
          "payouts": .count(rows.count), "paid_out": .money(total), "endpoints": .count(endpoints.count),
          "other_payees": .count(others.count),
        ], sinkClasses: Set(endpoints.compactMap { window.classification.sinkClass($0.party) }))
    }
  }

  private func grounds(for payee: Party, _ endpoints: [Endpoint], _ others: [Party]) -> [Ground] {
    let account = window.parties.account(payee)
    let declared = account.flatMap { window.text($0.country) }
    let isAbroad = endpoints.contains { endpoint in
      let country = window.countryPaid(at: endpoint.party)
      return country != nil && declared != nil && country != declared
    }
    return [
      Ground(Detector.unlike, .fact("an endpoint is in another name", !endpoints.isEmpty)),
      Ground(
        Detector.company, .fact("the payee is no organisation", account?.holderType != .organisation),
        .fact("an endpoint is in the name of a company", endpoints.contains { payouts.isCompany($0.party) })),
      Ground(
        Detector.switched,
        .fact(
          "an endpoint in the payee's own name was registered before",
          endpoints.contains { payouts.hadOwn(payee, before: $0) })),
      Ground(Detector.abroad, .fact("an endpoint is in another country than the payee declares", isAbroad)),
      Ground(Detector.collector, .fact("unrelated payees are paid in the same name", !others.isEmpty)),
      Ground(
        Detector.toListed,
        .fact(
          "an endpoint is on a list, and not of the country that the payee declares",
          endpoints.contains { endpoint in
            guard let sink = window.classification.sinkClass(endpoint.party) else { return false }
            return sink == .exchange || sink == .sanctioned || declared == nil
              || window.countryPaid(at: endpoint.party) != declared
          })
      ),
      Ground(
        Detector.crypto, .fact("an endpoint holds virtual currency", endpoints.contains { $0.kind.isCrypto })),
    ]
  }

  private func record(of endpoint: Endpoint, in window: Window) -> RecordEvidence {
    var summary = "A \(endpoint.kind.words) in the name of \(window.text(endpoint.holderName) ?? "nobody")"
    if let institution = window.text(endpoint.institutionName) { summary += " at \(institution)" }
    if let country = window.countryPaid(at: endpoint.party) { summary += ", \(country)" }
    return RecordEvidence(
      relation: .endpoints, recordID: window.id(endpoint.party), at: endpoint.addedAt ?? Instant(micros: 0),
      summary: summary + ".")
  }
}
