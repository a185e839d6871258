package import Detection
package import Ledger
import Window

/// Money sent straight, and often, to PRC-linked banks, wallets and exchanges by somebody who declares another country.
///
/// `PrcPayments` gathers such payments in one pass, by whoever sent the money or had it sent; what agreements cover is
/// left out. This file judges what remains: how often, how much, and which part of the subject's `Means`. A
/// family abroad gets a part of somebody's pay; a worker who is there gets most of it.
package struct DirectPrcTransfers: Detector {
  package static let id = "direct-prc-transfers"
  package static let version = 3
  package static let answers =
    "frequent transfers straight to PRC-linked endpoints by somebody who declares another country"

  package static let redFlags = [
    RedFlag("transfers-to-the-prc", by: direct, many, mainland),
    RedFlag("prc-payment-services", by: direct, mainland),
    RedFlag("details-that-disagree", by: undeclaredCountry, otherName),
    RedFlag("check-details-agree", by: undeclaredCountry, otherName),
    RedFlag("watch-transfers-to-risk", by: direct, large),
    RedFlag("freeze-listed-addresses", by: sanctioned),
  ]

  package static let misses = """
    Accounts without a declared country. Money that changes hands first (multi-hop-routing follows it). Clients who \
    send money to others, since they may be buying. Endpoints that no list knows. A small part of somebody's pay, \
    whatever it is for. What an agreement between the two parties covers, genuine or not.
    """

  package static let lookAlikes = """
    Freelancers and sellers who openly declare the PRC, Hong Kong or Macau; suppliers and subcontractors (orders, \
    contracts, invoices); people who support a family there (a part of their pay, less than `min_share`); \
    customers of a PRC bank's branch in the country they declare; card purchases, refunds and currency conversions.
    """

  static let quickCount = Parameter.count(
    "quick_count", 3, "This many payments in the quick period are enough.")
  static let quickPeriod = Parameter.duration("quick_period", .days(60), "The quick period.")
  static let quickSum = Parameter.money("quick_sum", units: 5_000, "And all in view must add up to this.")
  static let slowCount = Parameter.count(
    "slow_count", 4, "This many payments in view are enough at any pace.")
  static let slowSum = Parameter.money("slow_sum", units: 10_000, "And they must add up to this.")
  static let minShare = Parameter.ratio(
    "min_share", perMille: 400,
    "The least share of what the subject was paid, or took out if that is more, that goes this way.")
  static let mostShare = Parameter.ratio("most_share", perMille: 600, "The share that is most of it.")
  static let manyPayments = Parameter.count("many_payments", 6, "How many payments are many.")
  static let largeAmount = Parameter.money("large_amount", units: 10_000, "A total that is large.")
  static let authorisedShare = Parameter.ratio(
    "authorised_share", perMille: 800,
    "The share of the money to one endpoint, covered by agreements, that explains all of it.")
  static let nameLikeness = Parameter.ratio(
    "name_likeness", perMille: 850, "Names less alike than this (Jaro-Winkler) are different names.")
  static let view = Parameter.duration("lookback", .days(180), "How far back payments are counted.")

  package static let parameters = [
    quickCount, quickPeriod, quickSum, slowCount, slowSum, minShare, mostShare, manyPayments, largeAmount,
    authorisedShare, nameLikeness, view,
  ]

  static let direct = Signal(
    "direct_transfers", .path, 30, "money went straight to PRC-linked endpoints again and again")
  static let many = Signal("many_transfers", .path, 10, "there were many such payments")
  static let large = Signal("large_total", .path, 10, "they add up to a large sum")
  static let mostOfMeans = Signal(
    "most_of_means", .path, 10, "most of what the subject was paid or took out went this way")
  static let mainland = Signal(
    "mainland_endpoint", .path, 10, "an endpoint is in the PRC itself, not in Hong Kong or at a branch abroad"
  )
  static let undeclaredCountry = Signal(
    "undeclared_country", .identity, 10, "the subject declares another country than the one the money went to"
  )
  static let otherName = Signal(
    "unlike_holder_name", .identity, 10, "an endpoint that the subject registered is in another name")
  static let sharedEndpoint = Signal(
    "shared_endpoint", .network, 20, "others, unrelated, send money to the same endpoint")
  static let prcExchange = Signal(
    "prc_linked_exchange", .crypto, 15, "it went to an exchange with a documented link to the PRC")
  static let sanctioned = Signal(
    "sanctioned_endpoint", .crypto, 30, "it went to an address or account on a sanctions list",
    isExactSanctionsMatch: true)

  package static let signals = [
    direct, many, large, mostOfMeans, mainland, undeclaredCountry, otherName, sharedEndpoint, prcExchange,
    sanctioned,
  ]
  package static let needs: Set<Relation> = []
  package static let maturity = Maturity.active

  package let settings: Settings

  package init(settings: Settings) { self.settings = settings }

  package var lookback: Span { settings.span(Self.view) }

  package static let studied = [authorisedShare, view]
  package static let sieves: [Parameter] = []

  /// O(rows + parties), and O(n log n) in the payments to listed endpoints.
  package func study(_ scope: Scope) throws -> any Study { DirectPrcStudy(scope, settings) }
}

/// Payments to listed endpoints and the means of whoever made them.
private struct DirectPrcStudy: Study {
  private typealias Detector = DirectPrcTransfers

  private let window: Window
  private let payments: PrcPayments
  private let means: Means

  init(_ scope: Scope, _ settings: Settings) {
    window = scope.window
    payments = PrcPayments(scope, settings)
    means = Means(scope, payments.columns, of: payments.subjects)
  }

  func candidates(under settings: Settings) throws -> [Candidate] {
    try payments.subjects.map { try candidate($0, settings) }
  }

  private func candidate(_ subject: Party, _ settings: Settings) throws -> Candidate {
    let rows = payments.rows(of: subject)
    let total = try Money.sum(rows.map { Money(micros: window.transactions.amount[$0]) })
    let share = total.perMille(of: means.amount(of: subject))
    let quick = mostWithin(settings[Detector.quickPeriod], rows)
    let sum = "sent straight to listed endpoints"
    return Candidate(
      subject: window.id(subject), concerns: [subject],
      requirements: payments.eligibility(of: subject) + [
        Requirement(anyOf: [
          [
            Condition(
              "payments straight to listed endpoints in the busiest quick period", quick, .atLeast,
              Detector.quickCount, settings, limit: max(1, settings[Detector.quickCount])),
            Condition(sum, total, .atLeast, Detector.quickSum, settings),
          ],
          [
            Condition(
              "payments straight to listed endpoints in view", rows.count, .atLeast, Detector.slowCount,
              settings),
            Condition(sum, total, .atLeast, Detector.slowSum, settings),
          ],
        ]),
        Requirement(
          Condition(
            "share of what the subject was paid or took out", share, .atLeast, Detector.minShare, settings)),
      ]
    ) { finding(on: subject, rows, total, share, settings) }
  }

  /// The most rows, ascending in time, that fall into one period, its ends included. O(n).
  private func mostWithin(_ period: Int64, _ rows: [Int]) -> Int {
    let booked = window.transactions.bookedAt
    var (low, most) = (0, 0)
    for (high, row) in rows.enumerated() {
      while booked[row] - booked[rows[low]] > period { low += 1 }
      most = max(most, high - low + 1)
    }
    return most
  }

  private func finding(
    on subject: Party, _ rows: [Int], _ total: Money, _ share: Int64, _ settings: Settings
  ) -> Finding {
    let places = Set(rows.map { window.transactions.creditor[$0] })
    let classes = Set(places.compactMap { window.classification.sinkClass($0) })
    let raised: [(Signal, Bool)] = [
      (Detector.direct, true), (Detector.many, rows.count >= settings.count(Detector.manyPayments)),
      (Detector.large, total >= settings.money(Detector.largeAmount)),
      (Detector.mostOfMeans, share >= settings[Detector.mostShare]),
      (Detector.mainland, !classes.isDisjoint(with: [.prcBank, .prcWallet])),
      (Detector.undeclaredCountry, true),
      (
        Detector.otherName,
        places.contains { isInAnotherName($0, than: subject, likeness: settings[Detector.nameLikeness]) }
      ), (Detector.sharedEndpoint, payments.isShared(by: subject, places)),
      (Detector.prcExchange, classes.contains(.exchange)),
      (
        Detector.sanctioned,
        places.contains {
          window.classification.sinkClass($0) == .sanctioned
            && window.classification.match[$0]?.isExact == true
        }
      ),
    ]
    return Finding(
      subject: window.id(subject), signals: raised.filter(\.1).map(\.0),
      transactions: rows.map { TransactionEvidence(row: $0, of: window, role: .dealing) },
      measures: [
        "payments": .count(rows.count), "sent": .money(total), "share_of_means": .ratio(perMille: share),
        "endpoints": .count(places.count),
      ], sinkClasses: classes, hopsMax: 1)
  }

  /// Whether the subject registered an endpoint in a name unlike its own.
  private func isInAnotherName(_ place: Party, than subject: Party, likeness: Int64) -> Bool {
    guard let endpoint = window.parties.endpoint(place), endpoint.owner == subject,
      let account = window.parties.account(subject)
    else { return false }
    return !window.isInName(endpoint, of: account, likeness: likeness)
  }
}
