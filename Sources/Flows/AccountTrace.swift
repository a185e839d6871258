import Ledger
package import Window

/// What `weir trace --account` prints: what one account routed, and by which routes (design §5, step 6).
package struct AccountTrace: Sendable {
  /// The figures, exact whatever the routes shown.
  package let table: TraceTable
  private let account: Party
  private let routes: [Route]
  private let tree: RouteTree
  /// Whether there are routes besides those shown.
  private let isCut: Bool
  private let window: Window

  /// With at most `limit` routes, best first.
  ///
  /// Throws ``LedgerError/overflow(_:)``. O(rows + links), and the search of ``Routes/best(from:in:limit:maxSteps:)``.
  package init(_ trace: Trace, of window: Window, account: Party, limit: Int) throws {
    table = TraceTable(trace, of: window, account: account)
    let payments = trace.links.rows.filter { window.transactions.debtor[$0] == account }
    let best = Routes(trace).best(
      from: payments, in: window, limit: limit, maxSteps: max(20_000, 100 * limit))
    tree = try RouteTree(best.routes)
    routes = best.routes
    isCut = best.isCut
    self.account = account
    self.window = window
  }

  // MARK: JSON

  /// The array of ``TraceTable/json``, whose objects have in addition `routes`, those shown of their class and length, and
  /// `routes_cut`, whether the account has others. Who reads the figures alone finds them where they are without `--account`.
  ///
  /// Amounts are strings, as there. `split` says that the money of a transaction went on by several of the steps shown,
  /// `merged` what the steps carry together that meet in one transaction.
  package var json: String {
    let objects = table.rows.map { row in
      let own = routes.filter { $0.sinkClass == row.sinkClass && $0.hops == row.hops }.map(json(of:))
      let list = own.isEmpty ? "[]" : "[\n" + own.joined(separator: ",\n") + "\n  ]"
      return "  {\(row.jsonFields), \"routes_cut\": \(isCut), \"routes\": \(list)}"
    }
    return objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }

  private func json(of route: Route) -> String {
    let steps = route.steps.map { "      {\(json(of: $0))}" }
    return "    {\"arrived\": \"\(route.arrived)\", \"steps\": [\n" + steps.joined(separator: ",\n")
      + "\n    ]}"
  }

  private func json(of step: Route.Step) -> String {
    let table = window.transactions
    let currency = window.text(table.currency[step.row]) ?? window.currency
    return [
      "\"transaction_id\": \(jsonString(window.transactionID(step.row)))",
      "\"booked_at\": \"\(Instant(micros: table.bookedAt[step.row]))\"",
      "\"debtor_id\": \(jsonString(window.id(table.debtor[step.row])))",
      "\"creditor_id\": \(jsonString(window.id(table.creditor[step.row])))",
      "\"amount\": \"\(Money(micros: table.amount[step.row]))\"",
      "\"amount_original\": \"\(table.original(step.row))\"",
      "\"currency_original\": \(jsonString(currency))",
      "\"carried\": \"\(step.carried)\"", "\"kept\": \"\(step.kept)\"",
      "\"dwell_micros\": \(step.dwell.micros)", "\"split\": \(tree.split.contains(step.row))",
      "\"merged\": \(tree.merged[step.row].map { "\"\($0)\"" } ?? "null")",
    ].joined(separator: ", ")
  }

  // MARK: Text

  /// For a terminal: the figures, then the routes as a tree, a line a transaction.
  package var text: String {
    guard !tree.roots.isEmpty else { return table.table }
    let header = [
      "transaction", "booked at", "to", "carried", "of", "booked as", "dwell", "kept", "",
    ]
    let rows = [header] + lines(tree.roots, under: "", isFirst: true)
    return table.table + "\nRoutes of \(name(account)), best first, amounts in \(window.currency.visible)\n\n"
      + aligned(rows, right: 3..<8) + remark
  }

  private var remark: String {
    guard isCut else { return "" }
    let shown = routes.reduce(Int128(0)) { $0 + Int128($1.arrived.micros) }
    let routed = table.rows.reduce(Int128(0)) { $0 + Int128($1.amount.micros) }
    guard let shown = Int64(exactly: shown), let routed = Int64(exactly: routed) else { return "" }
    return
      "\nThe routes shown delivered \(Money(micros: shown).formatted) of \(Money(micros: routed).formatted): "
      + "a lower bound, others were cut off.\n"
  }

  private func lines(_ nodes: [RouteTree.Node], under margin: String, isFirst: Bool = false) -> [[String]] {
    nodes.enumerated().flatMap { place, node in
      let isLast = place == nodes.count - 1
      let branch = isFirst ? "" : isLast ? "└─ " : "├─ "
      let below = isFirst ? "" : isLast ? "   " : "│  "
      return [line(of: node, begin: margin + branch, isFirst: isFirst)]
        + lines(node.branches, under: margin + below)
    }
  }

  private func line(of node: RouteTree.Node, begin: String, isFirst: Bool) -> [String] {
    let (table, step) = (window.transactions, node.step)
    let currency = window.text(table.currency[step.row]) ?? window.currency
    let remarks = [
      node.sinkClass.map { "reached \($0.rawValue)" },
      node.branches.count > 1 ? "split" : nil,
      tree.merged[step.row].map { "merges to \($0.formatted)" },
    ]
    return [
      begin + window.transactionID(step.row).visible, "\(Instant(micros: table.bookedAt[step.row]))",
      name(table.creditor[step.row]), step.carried.formatted, Money(micros: table.amount[step.row]).formatted,
      "\(table.original(step.row)) \(currency.visible)", isFirst ? "" : step.dwell.spoken,
      node.sinkClass == nil ? step.kept.formatted : "", remarks.compactMap(\.self).joined(separator: ", "),
    ]
  }

  private func name(_ party: Party) -> String {
    let holder = window.holderName(party).map { " \($0)" } ?? ""
    return (window.id(party) + holder).visible
  }
}
