package import Detection
package import Ledger
import Window

/// Work that is won, rated and charged for without being done: clients who praise, templates that many send, bids that
/// nobody takes, pay that no milestone stands behind.
///
/// `PlatformEvents` arranges the events, `RatingBursts` looks at clients, `SharedTemplates` at what workers send, and
/// `WorkerConduct` at how one worker bids and charges. A client whose ratings come in a burst is one scheme; a worker is
/// another, and needs more than one reason.
package struct PlatformCollusion: Detector {
  package static let id = "platform-collusion"
  package static let version = 1
  package static let answers =
    "ratings from one client in a burst, shared templates, many bids with few accepted, pay asked without milestones"
  package static let redFlags = [
    RedFlag("ratings-by-one-client", by: ratingBurst, sameDocuments, rated),
    RedFlag("flag-ratings", by: ratingBurst, sameDocuments, rated),
    RedFlag("paying-oneself", by: ratingBurst, clientIsWorker),
    RedFlag("shared-templates", by: templates),
    RedFlag("flag-templates", by: templates),
    RedFlag("same-papers-or-payment-accounts", by: sameDocuments),
    RedFlag("bids-without-success", by: fewAccepted, machine),
    RedFlag("flag-bidding", by: fewAccepted, machine, fewLogins),
    RedFlag("pay-without-milestones", by: noMilestones),
  ]
  package static let misses = """
    Ratings by several fake clients, one worker each. Fake clients who really pay: the money is then seen by other \
    detectors. Templates that are reworded, so that their digests differ. Documents and messages the platform does not \
    digest. Clients that pay through an account of the platform, where nearly all do: unpaid ratings cannot be told then.
    """
  package static let lookAlikes = """
    Agencies and studios (one private mail domain), public templates (more workers than `hub_workers`), clients who end a \
    project and rate the whole team (they have paid it), newcomers who bid on everything (not enough alone), retainers and \
    hourly contracts (an authorisation with an interval), platforms where milestones are not used (`practice_share`).
    """

  static let highRating = Parameter.ratio(
    "high_rating", perMille: 800, "A rating is high from this share of the best one in view.")
  static let burstWorkers = Parameter.count(
    "burst_workers", 3, "How many workers one client must rate highly and pay nothing.")
  static let burstPeriod = Parameter.duration("burst_period", .days(7), "Within how long.")
  static let paidLeast = Parameter.money(
    "paid_least", units: 100, "What the client must have paid a worker for the rating to have work behind it."
  )
  static let templateWorkers = Parameter.count(
    "template_workers", 3, "A template of this many unacquainted workers is shared.")
  static let templateUses = Parameter.count(
    "template_uses", 3, "How often a worker must have used shared templates.")
  static let hub = Parameter.count("hub_workers", 20, "A template of more workers is a public one.")
  static let bids = Parameter.count("bids", 60, "This many bids within the bid period are many.")
  static let bidPeriod = Parameter.duration("bid_period", .days(30), "The bid period.")
  static let acceptedShare = Parameter.ratio(
    "accepted_share", perMille: 50, "The share of bids accepted up to which few are.")
  static let manyBids = Parameter.count(
    "many_bids", 250, "This many bids within the bid period are a machine's.")
  static let bidsPerLogin = Parameter.count("bids_per_login", 20, "Bids for each login that are too many.")
  static let requests = Parameter.count(
    "requests", 3, "How many payment requests without a milestone before them make a habit.")
  static let requestShare = Parameter.ratio(
    "request_share", perMille: 800, "And their least share of the worker's requests.")
  static let practiceShare = Parameter.ratio(
    "practice_share", perMille: 500,
    "Milestones, or direct payment by clients, mean something where at least this share has them.")
  static let practiceCount = Parameter.count(
    "practice_count", 20, "How many requests or clients it takes to say what is practice.")
  static let leastPoints = Parameter.count(
    "least_points", 40, "How many points its reasons must add up to.")
  static let view = Parameter.duration("lookback", .days(90), "How far back events are judged.")

  package static let parameters = [
    highRating, burstWorkers, burstPeriod, paidLeast, templateWorkers, templateUses, hub, bids,
    bidPeriod,
    acceptedShare, manyBids, bidsPerLogin, requests, requestShare, practiceShare, practiceCount, leastPoints,
    view,
  ]

  static let ratingBurst = Signal(
    "unpaid_ratings_in_a_burst", .market, 40,
    "one client rated several workers highly within days and paid most of them nothing")
  static let clientIsWorker = Signal(
    "client_is_worker", .network, 35, "the client shares its name, e-mail or phone with a worker it rated")
  static let sameDocuments = Signal(
    "same_documents", .network, 30, "the same documents were filed for several of the accounts")
  static let rated = Signal(
    "rated_in_a_burst", .market, 20, "a client who paid nothing rated the worker highly, together with others"
  )
  static let templates = Signal(
    "shared_templates", .network, 30,
    "bids or messages are made from templates that unacquainted workers use too")
  static let fewAccepted = Signal(
    "many_bids_few_accepted", .market, 25, "the worker bids far more than others and is hardly ever accepted")
  static let machine = Signal("bids_like_a_machine", .market, 15, "no person writes so many bids")
  static let fewLogins = Signal(
    "many_bids_few_logins", .access, 15, "there are far too many bids for the logins")
  static let noMilestones = Signal(
    "paid_without_milestones", .market, 25,
    "payment was asked for again and again without a milestone before it")

  package static let signals = [
    ratingBurst, clientIsWorker, sameDocuments, rated, templates, fewAccepted, machine, fewLogins,
    noMilestones,
  ]
  package static let needs: Set<Relation> = [.platformEvents]
  package static let reads: Set<Relation> = [.platformEvents, .logins]
  package static let maturity = Maturity.active

  package let settings: Settings

  package init(settings: Settings) { self.settings = settings }

  package var lookback: Span { settings.span(Self.view) }

  /// The fingerprint of a client's scheme; a worker's has none.
  static let ratings = ["ratings"]

  /// Of a kind, no more than this many events are shown for each evaluation point.
  static let shown = 20

  package static let studied = [
    highRating, burstPeriod, templateWorkers, hub, bidPeriod, practiceShare, practiceCount, view,
  ]
  package static let sieves = [burstWorkers]

  /// O(events · log events + parties), and one pass over the rows when somebody rates in a burst.
  package func study(_ scope: Scope) throws -> any Study { CollusionStudy(scope, settings) }
}

/// Bursts of ratings, shared templates, and how every worker bids and charges.
private struct CollusionStudy: Study {
  private typealias Detector = PlatformCollusion

  private let scope: Scope
  private let bursts: RatingBursts?
  private let templates: SharedTemplates?
  private let conducts: [WorkerConduct]

  init(_ scope: Scope, _ settings: Settings) {
    self.scope = scope
    if scope.events.isEmpty {
      (bursts, templates, conducts) = (nil, nil, [])
      return
    }
    let events = PlatformEvents(scope)
    var acquaintances = Acquaintances(scope.window, hub: settings.count(Detector.hub))
    bursts = RatingBursts(events, scope, settings)
    templates = SharedTemplates(events, settings, &acquaintances)
    var conducts = events.workers.map { WorkerConduct(of: $0, events, settings) }
    let practice = MilestonePractice(conducts, in: scope.window, settings)
    for place in conducts.indices { conducts[place].excuse(by: practice, events) }
    self.conducts = conducts
  }

  func candidates(under settings: Settings) throws -> [Candidate] {
    guard let bursts, let templates else { return scope.asked.map { [withoutEvents($0)] } ?? [] }
    let all = bursts.all(settings)
    let isBurst = all.map { candidate($0, templates, settings) }
    let ratedBy = Dictionary(
      zip(all, isBurst).filter(\.1.isMet).flatMap { burst, _ in burst.unpaid.map { ($0, burst) } },
      uniquingKeysWith: { first, _ in first })
    var candidates = isBurst
    for conduct in conducts {
      let uses = templates.uses[conduct.worker] ?? []
      let isPlain = conduct.isPlain(uses: uses.count, settings) && ratedBy[conduct.worker] == nil
      if isPlain && settings[Detector.leastPoints] > 0 && conduct.worker != scope.asked { continue }
      candidates.append(candidate(conduct, ratedBy[conduct.worker], uses, templates, settings))
    }
    if let asked = scope.asked, !candidates.contains(where: { $0.concerns.contains(asked) }) {
      candidates.append(withoutEvents(asked))
    }
    return candidates.sorted {
      ([$0.subject] + $0.fingerprint).lexicographicallyPrecedes(
        [$1.subject] + $1.fingerprint, by: precedesBytewise)
    }
  }

  private func withoutEvents(_ asked: Party) -> Candidate {
    Candidate(
      subject: scope.window.id(asked), concerns: [asked],
      requirements: [
        Requirement(.fact("it has events of the platform in view, or rated others in a burst", false))
      ]
    ) { [scope] in Finding(subject: scope.window.id(asked), signals: []) }
  }

  private func candidate(_ burst: RatingBurst, _ templates: SharedTemplates, _ settings: Settings)
    -> Candidate
  {
    Candidate(
      subject: scope.window.id(burst.client), fingerprint: Detector.ratings,
      concerns: [burst.client] + burst.workers,
      requirements: [
        Requirement(
          Condition(
            "workers rated highly within the burst period", burst.mostWorkers, .atLeast,
            Detector.burstWorkers,
            settings, limit: max(2, settings[Detector.burstWorkers]))),
        Requirement(
          Condition(
            "of these, workers who were paid next to nothing", burst.unpaid.count, .atLeast,
            Detector.burstWorkers,
            settings)),
      ]
    ) { finding(on: burst, templates, in: scope) }
  }

  private func candidate(
    _ conduct: WorkerConduct, _ burst: RatingBurst?, _ uses: [Int32], _ templates: SharedTemplates,
    _ settings: Settings
  ) -> Candidate {
    let isBusy = conduct.mostBids >= settings.count(Detector.bids)
    let logins = isBusy ? conduct.logins(in: scope) : 0
    let documents =
      burst.map { templates.documents(sharedAmong: Set($0.workers + [$0.client]), of: conduct.worker) } ?? []
    let grounds = grounds(for: conduct, burst, uses, documents, logins, settings)
    return Candidate(
      subject: scope.window.id(conduct.worker), concerns: [conduct.worker],
      requirements: [
        Requirement(
          Condition("points of the reasons", grounds.points, .atLeast, Detector.leastPoints, settings))
      ], grounds: grounds
    ) { finding(on: conduct, burst, uses, documents, logins, grounds.raised, templates) }
  }

  private func grounds(
    for conduct: WorkerConduct, _ burst: RatingBurst?, _ uses: [Int32], _ documents: [Int32], _ logins: Int,
    _ settings: Settings
  ) -> [Ground] {
    let busy = Condition(
      "bids in the busiest bid period", conduct.mostBids, .atLeast, Detector.bids, settings)
    let accepted =
      conduct.bids == 0 ? 0 : (Int64(conduct.accepted) * 1000 + Int64(conduct.bids) - 1) / Int64(conduct.bids)
    let few = Condition("share of bids accepted", accepted, .atMost, Detector.acceptedShare, settings)
    let bare = conduct.bareRequests.count
    return [
      Ground(
        Detector.sameDocuments, .fact("others of the burst filed the same documents", !documents.isEmpty)),
      Ground(Detector.rated, .fact("a client who paid nothing rated it highly, with others", burst != nil)),
      Ground(
        Detector.templates,
        Condition(
          "uses of templates that strangers share", uses.count, .atLeast, Detector.templateUses, settings)),
      Ground(Detector.fewAccepted, busy, few),
      Ground(
        Detector.machine, busy, few,
        Condition("bids in the busiest bid period", conduct.mostBids, .atLeast, Detector.manyBids, settings)),
      Ground(
        Detector.fewLogins, busy, few, .fact("its logins are on record", logins > 0),
        Condition(
          "bids for each login", logins == 0 ? 0 : conduct.bids / logins, .atLeast, Detector.bidsPerLogin,
          settings)),
      Ground(
        Detector.noMilestones,
        Condition(
          "payment requests without a milestone before them", bare, .atLeast, Detector.requests, settings,
          limit: max(1, settings[Detector.requests])),
        Condition(
          "their share of its payment requests", conduct.requests == 0 ? 0 : bare * 1000 / conduct.requests,
          .atLeast,
          Detector.requestShare, settings)),
    ]
  }

  private func finding(on burst: RatingBurst, _ templates: SharedTemplates, in scope: Scope) -> Finding {
    let window = scope.window
    let twins = burst.workers.filter { window.unrelated([$0, burst.client]) == 1 }
    let documents = templates.documents(sharedAmong: Set(burst.workers + [burst.client]))
    let shared = burst.workers.flatMap { templates.uses[$0] ?? [] }
    let raised: [(Signal, Bool)] = [
      (Detector.ratingBurst, true), (Detector.clientIsWorker, !twins.isEmpty),
      (Detector.sameDocuments, !documents.isEmpty),
      (Detector.templates, !shared.isEmpty),
    ]
    return Finding(
      subject: window.id(burst.client), fingerprint: Detector.ratings, signals: raised.filter(\.1).map(\.0),
      records: evidence(burst.rows + documents, in: window),
      measures: [
        "ratings": .count(burst.rows.count), "rated_workers": .count(burst.workers.count),
        "unpaid_workers": .count(burst.unpaid.count),
      ])
  }

  private func finding(
    on conduct: WorkerConduct, _ burst: RatingBurst?, _ uses: [Int32], _ documents: [Int32], _ logins: Int,
    _ signals: [Signal], _ templates: SharedTemplates
  ) -> Finding {
    let window = scope.window
    var rows =
      documents + (burst?.rows.filter { window.platformEvents[Int($0)].account == conduct.worker } ?? [])
    if signals.contains(Detector.templates) { rows += uses.prefix(Detector.shown) }
    if signals.contains(Detector.fewAccepted) { rows += conduct.bidRows.prefix(Detector.shown) }
    if signals.contains(Detector.noMilestones) { rows += conduct.bareRequests.prefix(Detector.shown) }
    return Finding(
      subject: window.id(conduct.worker), signals: signals, records: evidence(rows, in: window),
      measures: [
        "bids": .count(conduct.bids), "accepted": .count(conduct.accepted),
        "most_bids_in_period": .count(conduct.mostBids),
        "logins": .count(logins), "template_uses": .count(uses.count),
        "template_workers": .count(templates.mostWorkers[conduct.worker] ?? 0),
        "requests_without_milestone": .count(conduct.bareRequests.count),
        "requests": .count(conduct.requests),
      ])
  }

  /// Events as evidence, each once.
  private func evidence(_ rows: [Int32], in window: Window) -> [RecordEvidence] {
    Set(rows).sorted().map { row in
      let event = window.platformEvents[Int(row)]
      return RecordEvidence(
        relation: .platformEvents, recordID: window.text(event.id) ?? "", at: event.at,
        summary: event.summary(in: window))
    }
  }
}
