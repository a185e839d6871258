import Detection
package import Ledger

/// Who paid whom in a case: accounts and destinations on its evidence and the sums between them.
package struct FlowGraph: Equatable, Sendable {
  /// What went from one party to another.
  package struct Edge: Equatable, Sendable {
    package let from: Int
    package let to: Int
    /// On a route, what the routes carried; else the counted or whole amounts.
    package let amount: Money
    package let payments: Int
    /// The median rest of the money at `from` before it went on; nil where the routes do not show it arrive.
    package let rest: Span?
    /// Whether nothing of it counts: shown for understanding.
    package let isContext: Bool
  }

  /// One box: an account, or every endpoint that is one wallet or one account number under several registrations.
  package struct Node: Equatable, Sendable {
    package let parties: [CaseParty]
    /// The weightiest of the parties'.
    package let role: PartyRole

    /// The holder's name; of several, all.
    package var label: String {
      var names: [String] = []
      for party in parties where !names.contains(party.label) { names.append(party.label) }
      return names.joined(separator: ", ")
    }

    /// Rail, institution and number, else the identifier.
    package var place: String { parties.first.map { $0.place ?? $0.id } ?? "" }
    package var shortPlace: String { parties.first.map { $0.shortPlace(columns: 27) ?? $0.id } ?? "" }
    package var jurisdiction: String? { parties.first?.jurisdiction }
  }

  /// Subjects first, then by the identifier of their first party.
  package let nodes: [Node]
  /// Largest first; `from` and `to` are places in ``nodes``.
  package let edges: [Edge]
  /// Connections that are too small to be drawn among so many.
  package let leftOut: Int

  /// At most this many connections can be told apart in one drawing.
  package static let edgeLimit = 48

  /// Throws ``LedgerError/overflow(_:)``. O(uses · log uses).
  package init(_ record: CaseRecord, _ figures: CaseFigures, roles: [String: PartyRole]) throws {
    let parties = Dictionary(record.parties.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    func key(_ id: String) -> String { parties[id]?.destination ?? id }
    var flows: [Pair: Flow] = [:]
    let steps = RouteSteps(record)
    for transaction in record.transactions {
      let pair = Pair(from: key(transaction.debtorID), to: key(transaction.creditorID))
      var flow = flows[pair] ?? Flow()
      // What counts may be more than the routes that are shown carried.
      let shown = [figures.counted[transaction.id], try steps.carried(by: transaction)].compactMap { $0 }
        .max()
      flow.amount = try flow.amount.adding(shown ?? transaction.uses.map(\.amount).max() ?? .zero)
      flow.payments += 1
      flow.rests += steps.rests(before: transaction)
      flow.ends.formUnion([transaction.debtorID, transaction.creditorID])
      if transaction.uses.contains(where: { $0.role != .context }) { flow.isContext = false }
      flows[pair] = flow
    }
    let ranked = flows.sorted {
      ($0.value.isContext ? 1 : 0, $1.value.amount, $0.key) < (
        $1.value.isContext ? 1 : 0, $0.value.amount, $1.key
      )
    }
    leftOut = max(0, ranked.count - Self.edgeLimit)
    let drawn = ranked.prefix(Self.edgeLimit)
    let boxes = Dictionary(grouping: Set(drawn.flatMap(\.value.ends)), by: key).map { key, ids in
      let members = ids.sorted { (roles[$0] ?? .mentioned, $0) < (roles[$1] ?? .mentioned, $1) }
      return (
        key: key,
        node: Node(
          parties: members.map { parties[$0] ?? CaseParty(id: $0) },
          role: members.compactMap { roles[$0] }.min() ?? .mentioned)
      )
    }.sorted { ($0.node.role, $0.node.parties[0].id) < ($1.node.role, $1.node.parties[0].id) }
    let place = Dictionary(uniqueKeysWithValues: boxes.enumerated().map { ($1.key, $0) })
    nodes = boxes.map(\.node)
    edges = drawn.compactMap { pair, flow in
      guard let from = place[pair.from], let to = place[pair.to] else { return nil }
      return Edge(
        from: from, to: to, amount: flow.amount, payments: flow.payments, rest: median(flow.rests),
        isContext: flow.isContext)
    }
  }

  private struct Pair: Hashable, Comparable {
    let from: String
    let to: String

    static func < (left: Pair, right: Pair) -> Bool { (left.from, left.to) < (right.from, right.to) }
  }

  private struct Flow {
    var amount = Money.zero
    var payments = 0
    var rests: [Span] = []
    var ends: Set<String> = []
    var isContext = true
  }
}

/// The routes of a case, step by step.
struct RouteSteps {
  private struct Step {
    let transactionID: String
    let at: Instant
  }

  private var steps: [RouteKey: [Int: Step]] = [:]

  init(_ record: CaseRecord) {
    for transaction in record.transactions {
      for use in transaction.uses where use.role == .hop {
        steps[RouteKey(use), default: [:]][use.hop ?? 0] = Step(
          transactionID: transaction.id, at: transaction.bookedAt)
      }
    }
  }

  /// How long routed money had rested before this payment: one span a route on which it is not the first.
  func rests(before transaction: CaseTransaction) -> [Span] {
    transaction.uses.compactMap { use in before(use).map { transaction.bookedAt - $0.at } }
  }

  /// What the routes carried through a transaction; nil off every route. Money that two alerts follow over the same step
  /// is counted once: of each payment before it the most that one alert carried on, and these added up.
  ///
  /// Throws ``LedgerError/overflow(_:)``.
  func carried(by transaction: CaseTransaction) throws -> Money? {
    var carried: [String: [String: Money]] = [:]
    for use in transaction.uses where use.role == .hop {
      let step = before(use)?.transactionID ?? ""
      let known = carried[step]?[use.alertID] ?? .zero
      carried[step, default: [:]][use.alertID] = try known.adding(use.amount)
    }
    if carried.isEmpty { return nil }
    let most = carried.mapValues { $0.values.max() ?? .zero }
    return max(most[""] ?? .zero, try Money.sum(most.filter { $0.key != "" }.values))
  }

  private func before(_ use: CaseTransaction.Use) -> Step? {
    use.role == .hop ? use.hop.flatMap { steps[RouteKey(use)]?[$0 - 1] } : nil
  }
}

/// The middle one; of two middle ones the lower. Nil for none.
func median(_ spans: [Span]) -> Span? { spans.isEmpty ? nil : spans.sorted()[(spans.count - 1) / 2] }
