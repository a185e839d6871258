package import Ledger

/// Routes with their common beginnings drawn once: where money was split, a step has several branches; where it merged,
/// several steps have one transaction.
package struct RouteTree: Sendable {
  package struct Node: Sendable {
    package let step: Route.Step
    /// What all routes through this step delivered.
    package let arrived: Int128
    /// The sink's class at the end of a route, nil on the way.
    package let sinkClass: SinkClass?
    /// By what arrived, most first; then in order of the transactions.
    package let branches: [Node]
  }

  package let roots: [Node]
  /// By row of the window's transactions: what all steps with that transaction carry, where there is more than one.
  package let merged: [Int: Money]
  /// Rows of the window's transactions whose money went on by more than one step.
  package let split: Set<Int>

  /// O(steps · log steps). Throws ``LedgerError/overflow(_:)``.
  package init(_ routes: [Route]) throws {
    roots = Self.nodes(of: routes[...], depth: 0)
    var carried: [Int: [Money]] = [:]
    var split: Set<Int> = []
    var waiting = roots
    while let node = waiting.popLast() {
      carried[node.step.row, default: []].append(node.step.carried)
      if node.branches.count > 1 { split.insert(node.step.row) }
      waiting += node.branches
    }
    self.split = split
    merged = try carried.filter { $0.value.count > 1 }.mapValues { try Money.sum($0) }
  }

  /// The steps at one depth of routes that are alike up to there; routes that ended before are passed over.
  private static func nodes(of routes: ArraySlice<Route>, depth: Int) -> [Node] {
    Dictionary(grouping: routes.filter { $0.steps.count > depth }, by: { $0.steps[depth].row }).values
      .compactMap {
        alike -> Node? in
        guard let first = alike.first else { return nil }
        let end = alike.first { $0.steps.count == depth + 1 }
        return Node(
          step: first.steps[depth], arrived: alike.reduce(0) { $0 + Int128($1.arrived.micros) },
          sinkClass: end?.sinkClass, branches: nodes(of: alike[...], depth: depth + 1))
      }.sorted { left, right in
        left.arrived != right.arrived ? left.arrived > right.arrived : left.step.row < right.step.row
      }
  }
}
