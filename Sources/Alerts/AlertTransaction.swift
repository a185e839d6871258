package import Detection
package import Ledger

/// One row of `weir.alert_transactions`.
package struct AlertTransaction: Hashable, Sendable {
  package let evidence: TransactionEvidence
  /// The evaluation point that first saw the row.
  package let firstSeenAt: Instant
  /// `route_no`: from 1 without gaps over the alert's routes; nil off a route.
  package let routeNumber: Int?

  /// Numbers the routes and puts the rows in the order of ``SeenTransaction/inOrder(_:_:)``.
  ///
  /// Routes come in the order they were seen, so that a growing alert keeps its numbers; those of one point largest
  /// first (by what their hop 1 carries), then by name. O(rows · log rows).
  static func numbered(_ rows: [SeenTransaction]) -> [AlertTransaction] {
    var routes: [Bytewise: (seen: Instant, carried: Money)] = [:]
    for row in rows where row.evidence.role == .hop {
      let carried = row.evidence.hop == 1 ? row.evidence.amount : .zero
      let known = routes[row.key.route] ?? (row.firstSeenAt, carried)
      routes[row.key.route] = (min(known.seen, row.firstSeenAt), max(known.carried, carried))
    }
    let order = routes.sorted {
      ($0.value.seen, $1.value.carried, $0.key) < ($1.value.seen, $0.value.carried, $1.key)
    }
    let numbers = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1.key, $0 + 1) })
    return rows.sorted(by: SeenTransaction.inOrder).map { row in
      AlertTransaction(
        evidence: row.evidence, firstSeenAt: row.firstSeenAt,
        routeNumber: row.evidence.role == .hop ? numbers[row.key.route] : nil)
    }
  }
}
