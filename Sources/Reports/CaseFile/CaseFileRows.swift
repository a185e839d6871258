import Detection
import Ledger

/// One alert in the words of its detector.
struct AlertValues {
  let number: String
  let anchor: String
  let headline: String
  let name: String
  let detector: String
  let severity: String
  let score: String
  let amount: String
  let figure: String
  let firstSeen: String
  let id: String
  let answers: [Named]

  /// `number` counts from 1.
  init(_ alert: ReportedAlert, number: Int) {
    self.number = String(number)
    anchor = "alert-\(number)"
    headline = PlainText.line(alert.headline, limit: 400)
    name = alert.detector
    detector = "\(alert.detector), version \(alert.detectorVersion)"
    severity = alert.severity.rawValue
    score = String(alert.score)
    amount = "\(alert.isLowerBound ? "at least " : "")\(alert.currency) \(alert.amount.formatted)"
    figure = "\(alert.isLowerBound ? "at least " : "")\(alert.amount.formatted)"
    firstSeen = alert.firstSeenAt.date
    id = alert.id
    let measures = alert.measures.sorted { $0.key < $1.key }.map {
      "\($0.key.replacing("_", with: " ")) \($0.value)"
    }
    let texts = [
      ("Who", alert.who), ("What", alert.what), ("When", alert.when), ("Where", alert.whereMoved),
      ("Why", alert.why), ("How", alert.how),
      (
        "Figures",
        measures.isEmpty ? "" : "As of \(alert.lastSeenAt.date): \(measures.joined(separator: "; "))"
      ),
      ("Searched", "\(minute(alert.windowFrom)) to \(minute(alert.windowTo)) UTC"),
      ("Seen", "\(minute(alert.firstSeenAt)) to \(minute(alert.lastSeenAt)) UTC"),
    ]
    answers = texts.filter { !$0.1.isEmpty }.map {
      Named(name: $0.0, value: PlainText.line($0.1, limit: 6_000))
    }
  }
}

/// A party in the table of parties.
struct PartyRow {
  let name: String
  let role: String
  let id: String
  let what: String
  let country: String
  let status: String
  let order: Order

  /// By role, then by name, then by identifier.
  struct Order: Comparable {
    let role: PartyRole
    let name: String
    let id: String

    static func < (left: Order, right: Order) -> Bool {
      (left.role, left.name, left.id) < (right.role, right.name, right.id)
    }
  }

  init(_ party: CaseParty, _ role: PartyRole) {
    name = party.label
    self.role = role.rawValue
    id = PlainText.line(party.id, limit: 80)
    let account = party.account.map { account in
      [account.holderType?.rawValue, account.role.map { "registered as \($0.rawValue)" }].compactMap { $0 }
        .joined(separator: ", ")
    }
    what = PlainText.line(party.place ?? account ?? "", limit: 200)
    country = PlainText.line(party.jurisdiction ?? "", limit: 20)
    let dates = [
      party.account?.openedAt.map { "opened \($0.date)" },
      party.account?.closedAt.map { "closed \($0.date)" },
    ]
    status = ([party.account?.status?.rawValue] + dates).compactMap { $0 }.joined(separator: ", ")
    order = Order(role: role, name: name, id: party.id)
  }
}

/// The drawing with its caption.
struct FlowFigure {
  let width: String
  let height: String
  let title: String
  let description: String
  let boxes: [FlowDrawing.Box]
  let lines: [FlowDrawing.Line]
  let caption: String

  init(_ graph: FlowGraph, _ layout: FlowLayout, of record: CaseRecord) {
    let drawing = FlowDrawing(graph, layout, of: record)
    width = drawing.width
    height = drawing.height
    title = drawing.title
    description = drawing.description
    boxes = drawing.boxes
    lines = drawing.lines
    let left = graph.leftOut == 0 ? "" : " \(counted(graph.leftOut, "smaller connection")) left out."
    caption =
      "Who paid whom, how much of it, and how long it rested in between (median). Dashed: for understanding, not counted."
      + left
  }
}

/// One hop of one route.
struct HopRow {
  let route: String
  let hop: String
  let booked: String
  let transaction: String
  let from: String
  let to: String
  let carried: String
  let rest: String

  /// By alert, route and hop. With several alerts the route is numbered `2.1`: route 1 of the second alert.
  static func all(_ record: CaseRecord) -> [HopRow] {
    let numbers = Dictionary(uniqueKeysWithValues: record.alerts.enumerated().map { ($1.id, $0 + 1) })
    let uses = record.transactions.flatMap { transaction in
      transaction.uses.filter { $0.role == .hop }.map { (transaction, $0, numbers[$0.alertID] ?? 0) }
    }.sorted { ($0.2, $0.1.route ?? 0, $0.1.hop ?? 0) < ($1.2, $1.1.route ?? 0, $1.1.hop ?? 0) }
    var before: (key: RouteKey, at: Instant)?
    return uses.map { transaction, use, alert in
      let key = RouteKey(use)
      let rest = before.flatMap { $0.key == key ? (transaction.bookedAt - $0.at).spoken : nil }
      before = (key, transaction.bookedAt)
      return HopRow(
        route: record.alerts.count > 1 ? "\(alert).\(key.route)" : "\(key.route)", hop: "\(use.hop ?? 0)",
        booked: minute(transaction.bookedAt), transaction: PlainText.line(transaction.id, limit: 80),
        from: record.label(transaction.debtorID), to: record.label(transaction.creditorID),
        carried: use.amount.formatted, rest: rest ?? "")
    }
  }
}

/// A record in evidence.
struct RecordRow {
  let at: String
  let summary: String
  let relation: String
  let id: String

  init(_ fact: CaseFact) {
    at = minute(fact.at)
    summary = PlainText.line(fact.summary, limit: 600)
    relation = fact.relation.rawValue
    id = PlainText.line(fact.id, limit: 80)
  }
}

/// A transaction in the table of evidence.
struct TransactionRow {
  let booked: String
  let id: String
  let from: String
  let to: String
  let original: String
  let counted: String
  let use: String
  let remark: String

  init(_ transaction: CaseTransaction, _ record: CaseRecord, _ figures: CaseFigures) {
    booked = minute(transaction.bookedAt)
    id = PlainText.line(transaction.id, limit: 80)
    from = record.label(transaction.debtorID)
    to = record.label(transaction.creditorID)
    original = PlainText.line(transaction.original, limit: 60)
    counted = figures.counted[transaction.id]?.formatted ?? ""
    use = Set(transaction.uses.map(\.role.rawValue)).sorted().joined(separator: ", ")
    remark = [transaction.kind?.rawValue, transaction.reference.map { PlainText.line($0, limit: 200) }]
      .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": ")
  }
}

/// The published red flags behind one detector's alerts.
struct FlagValues {
  let detector: String
  let citations: [ReportedAlert.Citation]
  let reasons: String

  static func all(_ record: CaseRecord) -> [FlagValues] {
    var seen: [String] = []
    for alert in record.alerts where !seen.contains(alert.detector) { seen.append(alert.detector) }
    return seen.map { detector in
      let alerts = record.alerts.filter { $0.detector == detector }
      var reasons: [String] = []
      for reason in alerts.flatMap(\.reasons) {
        let words = reason.because ?? reason.code.replacing("_", with: " ")
        if !reasons.contains(words) { reasons.append(words) }
      }
      return FlagValues(
        detector: detector, citations: alerts[0].redFlags,
        reasons: PlainText.line(reasons.joined(separator: "; "), limit: 4_000))
    }
  }
}

/// An event of an alert.
struct EventRow {
  let at: String
  let alert: String
  let actor: String
  let what: String
  let why: String

  init(_ event: CaseEvent) {
    at = minute(event.at)
    alert = String(event.alertID.prefix(8))
    actor = PlainText.line(event.actor, limit: 80)
    what =
      event.event.replacing("_", with: " ")
      + (event.disposition.map { ": \($0.replacing("_", with: " "))" } ?? "")
    why = [event.reason, event.note].compactMap { $0 }.map { PlainText.line($0, limit: 600) }.joined(
      separator: ". ")
  }
}

/// A run that saw an alert.
struct RunRow {
  let run: String
  let asOf: String
  let outcome: String
  let version: String
  let config: String

  init(_ run: CaseRun) {
    self.run = run.id
    asOf = run.asOf.description
    outcome = run.outcome
    version = PlainText.line(run.binaryVersion, limit: 60)
    config = String(run.configHash.prefix(16))
  }
}

/// A list in force.
struct ListRow {
  let list: String
  let version: String
  let entries: String
  let digest: String

  init(_ list: CaseList) {
    self.list = PlainText.line(list.list, limit: 80)
    version = PlainText.line(list.version, limit: 40)
    entries = list.rows.map(String.init) ?? ""
    digest = String((list.sha256 ?? "").prefix(16))
  }
}

/// `2026-03-01 09:10`: as fine as a person reads it.
func minute(_ instant: Instant) -> String {
  String(instant.description.replacing("T", with: " ").prefix(16))
}
