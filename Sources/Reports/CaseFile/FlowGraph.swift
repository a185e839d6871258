import Detection
package import Ledger

/// Who paid whom in a case: the parties on its evidence and the sums between them.
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

  /// Parties, subjects first, then by id.
  package let parties: [CaseParty]
  package let roles: [PartyRole]
  /// Largest first; `from` and `to` are places in ``parties``.
  package let edges: [Edge]
  /// Connections that are too small to be drawn among so many.
  package let leftOut: Int

  /// At most this many connections can be told apart in one drawing.
  package static let edgeLimit = 48

  /// Throws ``LedgerError/overflow(_:)``. O(uses · log uses).
  package init(_ record: CaseRecord, _ figures: CaseFigures, roles: [String: PartyRole]) throws {
    var flows: [Pair: Flow] = [:]
    let rests = Self.rests(record)
    for transaction in record.transactions {
      let pair = Pair(from: transaction.debtorID, to: transaction.creditorID)
      var flow = flows[pair] ?? Flow()
      flow.amount = try flow.amount.adding(try Self.shown(transaction, figures))
      flow.payments += 1
      flow.rests += rests[transaction.id] ?? []
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
    let ids = Set(drawn.flatMap { [$0.key.from, $0.key.to] })
    let parties = ids.map { record.party($0) ?? CaseParty(id: $0) }.sorted {
      (roles[$0.id] ?? .mentioned, $0.id) < (roles[$1.id] ?? .mentioned, $1.id)
    }
    let place = Dictionary(uniqueKeysWithValues: parties.enumerated().map { ($1.id, $0) })
    self.parties = parties
    self.roles = parties.map { roles[$0.id] ?? .mentioned }
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
    var isContext = true
  }

  /// What one transaction adds to its connection: the most that one alert's routes carry through it, else what counts of
  /// it, else what an alert shows of it.
  private static func shown(_ transaction: CaseTransaction, _ figures: CaseFigures) throws -> Money {
    var carried: [String: [Money]] = [:]
    for use in transaction.uses where use.role == .hop {
      carried[use.alertID, default: []].append(use.amount)
    }
    let most = try carried.values.map { try Money.sum($0) }.max()
    return most ?? figures.counted[transaction.id] ?? transaction.uses.map(\.amount).max() ?? .zero
  }

  /// How long routed money had rested before each onward payment, by transaction id: one span a route.
  static func rests(_ record: CaseRecord) -> [String: [Span]] {
    var arrival: [RouteKey: [Int: Instant]] = [:]
    for transaction in record.transactions {
      for use in transaction.uses where use.role == .hop {
        arrival[RouteKey(use), default: [:]][use.hop ?? 0] = transaction.bookedAt
      }
    }
    var rests: [String: [Span]] = [:]
    for transaction in record.transactions {
      for use in transaction.uses where use.role == .hop {
        guard let hop = use.hop, let before = arrival[RouteKey(use)]?[hop - 1] else { continue }
        rests[transaction.id, default: []].append(transaction.bookedAt - before)
      }
    }
    return rests
  }
}

/// The middle one; of two middle ones the lower. Nil for none.
func median(_ spans: [Span]) -> Span? { spans.isEmpty ? nil : spans.sorted()[(spans.count - 1) / 2] }
