import Detection
import Ledger

/// A case as one page for people: everything on it, and nothing it would have to fetch.
package struct CaseFile {
  /// The page.
  package let html: String

  /// Fills in the page. `layout` is where Graphviz put the boxes of `graph`, or why it could not be asked.
  ///
  /// Throws ``LedgerError/overflow(_:)``. The same case and layout give the same bytes. O(evidence · log evidence).
  package init(
    _ record: CaseRecord, graph: FlowGraph, layout: Result<FlowLayout, DrawingUnavailable>, version: String
  ) throws {
    let figures = try CaseFigures(record)
    html = try Page.render(
      CaseFileValues(record, figures, graph: graph, layout: layout, version: version), template: "case-file")
  }
}

/// Why the routes are not drawn; a sentence for the page.
package struct DrawingUnavailable: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// A term and what it says, for the template's lists.
struct Named {
  let name: String
  let value: String
}

/// The values of the template `case-file.mustache`.
struct CaseFileValues {
  let policy = Page.policy()
  let version: String
  let title: String
  let headline: String
  let kind: String
  let id: String
  let severity: String
  let currency: String
  let facts: [Named]
  let notes: [String]
  let hasNotes: Bool
  let alerts: [AlertValues]
  let parties: [PartyRow]
  let drawings: [FlowFigure]
  let undrawn: [String]
  let hops: [HopRow]
  let hasHops: Bool
  let hopsCaption = "Each route by its hops, as money moved"
  let timelines: [Timeline]
  let charts: [ChargesChart]
  let records: [RecordRow]
  let hasRecords: Bool
  let transactions: [TransactionRow]
  let evidenceCaption: String
  let totalLabel: String
  let total: String
  let flags: [FlagValues]
  let events: [EventRow]
  let runs: [RunRow]
  let lists: [ListRow]

  init(
    _ record: CaseRecord, _ figures: CaseFigures, graph: FlowGraph,
    layout: Result<FlowLayout, DrawingUnavailable>, version: String
  ) throws {
    let roles = record.roles
    self.version = version
    title = "Case file \(record.shortID)"
    headline = PlainText.line(record.headline, limit: 400)
    kind = record.kind == .case ? "Case" : "Alert"
    id = record.id
    severity = record.severity.rawValue
    currency = record.currency
    facts = Self.facts(record, figures)
    notes = Self.notes(record, figures)
    hasNotes = !notes.isEmpty
    alerts = record.alerts.enumerated().map { AlertValues($1, number: $0 + 1) }
    parties = record.parties.map { PartyRow($0, roles[$0.id] ?? .mentioned) }.sorted { $0.order < $1.order }
    switch layout {
    case .success(let layout):
      drawings = graph.edges.isEmpty ? [] : [FlowFigure(graph, layout, of: record)]
      undrawn = graph.edges.isEmpty ? ["No payment is in evidence."] : []
    case .failure(let reason):
      drawings = []
      undrawn = [reason.description]
    }
    hops = HopRow.all(record)
    hasHops = !hops.isEmpty
    timelines = [Timeline(record, figures)].compactMap { $0 }
    charts = [try ChargesChart(record, figures)].compactMap { $0 }
    records = record.facts.map(RecordRow.init)
    hasRecords = !records.isEmpty
    transactions = record.transactions.map { TransactionRow($0, record, figures) }
    evidenceCaption =
      "\(counted(record.transactions.count, "transaction")), \(figures.counted.count) of them counted, each once"
    totalLabel = "Total counted\(figures.isLowerBound ? ", at least" : "")"
    total = figures.total.formatted
    flags = FlagValues.all(record)
    events = record.events.map(EventRow.init)
    runs = record.runs.map(RunRow.init)
    lists = record.lists.map(ListRow.init)
  }

  private static func facts(_ record: CaseRecord, _ figures: CaseFigures) -> [Named] {
    [
      Named(
        name: "Money at risk", value: (figures.isLowerBound ? "at least " : "") + record.money(figures.total)),
      Named(
        name: "Transactions",
        value: "\(figures.counted.count) counted, \(record.transactions.count) in evidence"),
      Named(name: "Activity", value: "\(figures.from.date) to \(figures.to.date)"),
      Named(name: "First noticed", value: "\(minute(figures.noticedAt)) UTC"),
      Named(name: "Alerts", value: String(record.alerts.count)),
    ]
  }

  private static func notes(_ record: CaseRecord, _ figures: CaseFigures) -> [String] {
    var notes = record.notRead
    if figures.isLowerBound {
      notes.append("A limit cut something off: amounts are lower bounds.")
    }
    if record.alerts.count > 1 {
      notes.append(
        "A transaction that several alerts count is counted once here, so the total may be less than the alerts' sum."
      )
    }
    if let words = passedOnWords(record, figures) { notes.append(words) }
    return notes
  }
}

/// Says where the total may hold one and the same money at two steps; nil where it cannot.
func passedOnWords(_ record: CaseRecord, _ figures: CaseFigures) -> String? {
  let parties = record.passedOn(figures)
  if parties.isEmpty { return nil }
  let names = listed(parties.prefix(5).map { "\($0.label) (\(PlainText.line($0.id, limit: 60)))" })
  let more = parties.count > 5 ? " and \(parties.count - 5) others" : ""
  return
    "The total counts payments of \(names)\(more) although other counted payments reached them, directly or by way of "
    + "others: it may hold a part of the money at two steps."
}
