package import Detection
import Flows
package import Ledger
import Window

/// Money sent to PRC-linked banks, wallets and exchanges by way of one or more other parties.
///
/// ## What it finds
/// An account whose payments arrive at a listed endpoint through one to four intermediaries that pass on most of what
/// they get, again and again or in a large amount. The subject is where the suspicious routing begins: payers who are
/// being used and accounts that only forward are told apart from it.
///
/// ## How it judges
/// Tracing finds what arrived of each payment (`Flows`). This file sets the bounds; `+Scene` looks at one evaluation
/// point, `+LookAlikes` leaves innocent flows alone, `+Evidence` turns what remains into a finding, `+Narrative` tells it.
package struct MultiHopRouting: Detector {
  package static let id = "multi-hop-routing"
  package static let version = 1
  package static let answers =
    "money routed through intermediaries to PRC-linked banks, wallets and exchanges"

  package static let redFlags = [
    RedFlag("transfers-to-the-prc", by: routed, repeated, layered),
    RedFlag("unusual-routing", by: routed, layered, skim, fast, sharedConduit),
    RedFlag("watch-transfers-to-risk", by: routed, undeclaredCountry),
    RedFlag("no-goods-or-services", by: routed, repeated),
    RedFlag("dealing-with-designated", by: sanctionedName, sanctionedEndpoint),
    RedFlag("freeze-listed-addresses", by: sanctionedEndpoint),
  ]

  package static let misses = """
    Money that rests longer than the dwell limit; routes longer than the hop limit; money that passes a hub, a listed \
    stop node or a platform account, which is not followed; a subject whose payers' roles are unknown and who forwards \
    what non-payers sent, who counts as a conduit; under first-in first-out a facilitator's whole fee falls on whoever \
    paid last, whose own amount is understated.
    """

  package static let lookAlikes = """
    Suppliers and freight forwarders (payments that authorisations cover, a tenured vendor who declares the sink's \
    country and pays its own account there); refunds that retrace a path; own transfers and currency conversion in one \
    name; residents of the sink's country; payroll bureaus and payment providers (hubs, not followed); shops and \
    landlords, who keep or spend most of what they get.
    """

  package static let needs: Set<Relation> = []
  package static let maturity = Maturity.active
  package static let effort = 2

  package let settings: Settings

  package init(settings: Settings) { self.settings = settings }

  // Traced further back than judged: how lots match at the start of the period depends on the payments before it.
  package var lookback: Span {
    let margin = settings[Self.maxHops].multipliedReportingOverflow(by: settings[Self.maxDwell])
    let whole = settings[Self.period].addingReportingOverflow(margin.partialValue)
    return Span(
      micros: margin.overflow || whole.overflow ? Instant.microsPerDay * 36_500 : whole.partialValue)
  }

  package static let studied = [period, maxHops, maxDwell, hubCounterparties, hubSpan]
  package static let sieves: [Parameter] = []

  package func study(_ scope: Scope) throws -> any Study { RoutingStudy(scene: try Scene(scope, settings)) }
}

/// The traced scene of one evaluation point.
private struct RoutingStudy: Study {
  private typealias Detector = MultiHopRouting

  let scene: MultiHopRouting.Scene
  private let known = Memo<[Int64], [MultiHopRouting.Suspect]>()

  init(scene: MultiHopRouting.Scene) { self.scene = scene }

  func candidates(under settings: Settings) throws -> [Candidate] {
    var scene = scene
    scene.settings = settings
    // These say whom the scene shows; the others only what is asked of them.
    let shown = [
      Detector.minPayment, Detector.retention, Detector.authorisedShare, Detector.tenure,
      Detector.nameLikeness,
      Detector.payerPayees, Detector.payerShare,
    ].map { settings[$0] }
    let suspects = try known.value(shown) { try scene.suspects() }
    let judged = suspects.map { ($0, scene.requirements(of: $0)) }
    let served = Self.subjectsServed(judged.filter { $0.1.allSatisfy(\.isMet) }.map(\.0))
    // One closure holds the scene for all, which has too many parts to be held by each.
    let window = scene.window
    let finding = { [scene] suspect in try scene.finding(on: suspect, subjectsServed: served) }
    return judged.map { suspect, requirements in
      Candidate(
        subject: window.id(suspect.subject), concerns: [suspect.subject], requirements: requirements
      ) { try finding(suspect) }
    }
  }

  /// How many suspects each intermediary serves.
  private static func subjectsServed(_ suspects: [MultiHopRouting.Suspect]) -> [Party: Int] {
    var served: [Party: Int] = [:]
    for suspect in suspects {
      for party in Set(suspect.payments.flatMap(\.intermediaries)) { served[party, default: 0] += 1 }
    }
    return served
  }
}

// MARK: Parameters

extension MultiHopRouting {
  static let period = Parameter.duration(
    "period", .days(90), "How far back the subject's payments are judged.")
  static let maxHops = Parameter.count(
    "max_hops", 5, "The longest route, in transactions from the subject to the sink.")
  static let maxDwell = Parameter.duration(
    "max_dwell", .hours(72), "The longest rest in an account that still counts as passing on.")
  static let retention = Parameter.ratio(
    "retention", perMille: 800, "The least that every intermediary must pass on of what it got.")
  static let minPayment = Parameter.money(
    "min_payment", units: 1_000, "The least that must arrive of one payment.")
  static let minPayments = Parameter.count("min_payments", 2, "How many such payments make a pattern.")
  static let largeAmount = Parameter.money(
    "large_amount", units: 10_000,
    "What one payment must deliver to need no pattern, and all of them to be large.")
  static let minShare = Parameter.ratio(
    "min_share", perMille: 300,
    "The least share of the subject's outflow that such payments make up, unless the amount is large.")
  static let mostShare = Parameter.ratio(
    "most_share", perMille: 600, "The share of the outflow that is most of it.")
  static let hubCounterparties = Parameter.count(
    "hub_counterparties", 50, "A party with more distinct counterparties in the hub span is not followed.")
  static let hubSpan = Parameter.duration(
    "hub_span", .days(30), "The stretch in which counterparties are counted.")
  static let payerPayees = Parameter.count(
    "payer_payees", 10, "Distinct payees from which an account without a role may be a payer.")
  static let payerShare = Parameter.ratio(
    "payer_share", perMille: 500, "The largest routed share of outflow that such a payer may have.")
  static let conduitShare = Parameter.ratio(
    "conduit_share", perMille: 800,
    "The share of routed money, itself received from others, that makes a conduit.")
  static let authorisedShare = Parameter.ratio(
    "authorised_share", perMille: 800,
    "The share covered by orders, contracts or invoices that explains a flow.")
  static let tenure = Parameter.duration(
    "tenure", .days(365), "How long an account must be open to be an established business.")
  static let nameLikeness = Parameter.ratio(
    "name_likeness", perMille: 850, "The Jaro-Winkler likeness from which two names are one.")
  static let repeatedPayments = Parameter.count("repeated_payments", 4, "How many payments are many.")
  static let skimFloor = Parameter.ratio("skim_floor", perMille: 10, "The least kept share that is a fee.")
  static let skimCeiling = Parameter.ratio(
    "skim_ceiling", perMille: 200, "The largest kept share that is a fee.")
  static let skimSpread = Parameter.ratio(
    "skim_spread", perMille: 30, "How far the kept shares of a stable fee may lie apart.")
  static let skimPayments = Parameter.count("skim_payments", 3, "How many payments show a stable fee.")
  static let fastDwell = Parameter.duration(
    "fast_dwell", .hours(24), "The median rest up to which money moves fast.")
  static let sharedSubjects = Parameter.count(
    "shared_subjects", 3, "How many subjects, this one included, make an intermediary a shared one.")
  static let maxRoutes = Parameter.count(
    "max_routes", 10, "How many routes are shown as evidence, best first.")

  package static let parameters = [
    period, maxHops, maxDwell, retention, minPayment, minPayments, largeAmount, minShare, mostShare,
    hubCounterparties, hubSpan, payerPayees, payerShare, conduitShare, authorisedShare, tenure, nameLikeness,
    repeatedPayments,
    skimFloor, skimCeiling, skimSpread, skimPayments, fastDwell, sharedSubjects, maxRoutes,
  ]
}

// MARK: Signals

extension MultiHopRouting {
  static let routed = Signal(
    "routed_through_intermediaries", .path, 40,
    "the money reached a listed endpoint by way of others who passed it on")
  static let repeated = Signal("repeated_routing", .path, 10, "it happened again and again")
  static let large = Signal("large_routing", .path, 10, "the amount is large")
  static let layered = Signal(
    "two_or_more_intermediaries", .path, 10, "there were two or more intermediaries in a row")
  static let skim = Signal(
    "stable_skim", .path, 10, "the same small share was kept on the way each time, as a fee would be")
  static let mostOfOutflow = Signal(
    "most_of_outflow", .path, 5, "most of what the subject paid out went this way")
  static let fast = Signal("fast_forwarding", .path, 5, "the money was passed on within a day")
  static let currencyLeg = Signal("currency_leg", .path, 5, "it changed currency on the way")
  static let sharedConduit = Signal(
    "shared_intermediary", .network, 20, "an intermediary does the same for several subjects")
  static let undeclaredCountry = Signal(
    "undeclared_country", .identity, 10, "the subject declares another country than the one the money went to"
  )
  static let prcExchange = Signal(
    "prc_linked_exchange", .crypto, 15, "it ended at an exchange with a documented link to the PRC")
  static let sanctionedName = Signal(
    "sanctioned_party", .crypto, 15, "the last party resembles a sanctioned one")
  static let sanctionedEndpoint = Signal(
    "sanctioned_endpoint", .crypto, 30, "it ended at an address or account on a sanctions list",
    isExactSanctionsMatch: true)

  package static let signals = [
    routed, repeated, large, layered, skim, mostOfOutflow, fast, currencyLeg, sharedConduit,
    undeclaredCountry,
    prcExchange, sanctionedName, sanctionedEndpoint,
  ]
}
