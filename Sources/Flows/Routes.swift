package import Ledger
package import Window

/// One way that money took from a payment to a sink, read back from links as evidence (design §5, step 6).
package struct Route: Sendable, Hashable {
  package struct Step: Sendable, Hashable {
    /// Row of the window's transactions.
    package let row: Int
    /// What of this transaction is money of the route's first one, which is carried whole.
    package let carried: Money
    /// Time since the step before; zero for the first.
    package let dwell: Span
    /// What of `carried` the creditor passed on to nobody within the dwell limit; zero at the sink.
    package let kept: Money
  }

  /// From the first payment to the one that reaches the sink.
  package let steps: [Step]
  package let sinkClass: SinkClass

  /// What arrived at the sink, rounded down at every hop; the routes of a payment add up to its reach to within a
  /// micro-unit or so a route.
  package var arrived: Money { steps.last?.carried ?? .zero }

  package var hops: Int { steps.count }
}

/// Finds the routes that carry most.
package struct Routes: Sendable {
  /// The best routes of some payments, and whether others were left out.
  package struct Best: Sendable {
    /// Most carried first; at equal amounts in the order of the steps' transactions (booked_at, transaction id).
    package let routes: [Route]
    package let isCut: Bool
  }

  private let trace: Trace
  private let onward: OnwardLinks
  /// Fewest hops from a row to any sink; rows of which nothing arrives are not in it.
  private var hopsLeft: [Int32: Int] = [:]

  /// O(rows + links).
  package init(_ trace: Trace) {
    self.trace = trace
    onward = OnwardLinks(trace.links)
    for level in trace.reach.levels {
      for row in level.rows { hopsLeft[row] = min(hopsLeft[row] ?? level.hops, level.hops) }
    }
  }

  /// Up to `limit` routes that begin with one of the payments, best first.
  ///
  /// What a partial route carries can only shrink as it goes on, so partial routes taken from a heap in order of what
  /// they carry complete in order of what arrived (best-first search, Dijkstra 1959). No route has a transaction twice: the
  /// rounds of a circle within one instant, which reach counts, are left out as if by a cap. O(steps · log steps), and never
  /// more than `maxSteps` steps.
  package func best(
    from payments: some Sequence<Int>, in window: Window, limit: Int, maxSteps: Int = 20_000
  ) -> Best {
    let table = window.transactions
    var search = Search()
    for row in payments where hopsLeft(row) <= trace.parameters.maxHops {
      search.add(row: row, carried: table.amount[row], after: -1)
    }
    var routes: [Route] = []
    var hasCircle = false
    while routes.count < limit, search.steps.count <= maxSteps, let place = search.next() {
      let step = search.steps[place]
      if let sinkClass = window.classification.sinkClass(table.creditor[step.row]) {
        routes.append(route(search.path(to: place), to: sinkClass, in: window))
        continue
      }
      for entry in onward.from(step.row) {
        let row = Int(onward.debit[entry])
        let drawn = trace.links.amount[Int(onward.link[entry])]
        let carried = share(of: drawn, step.carried, over: table.amount[step.row])
        guard carried > 0, step.depth + hopsLeft(row) <= trace.parameters.maxHops else { continue }
        if search.isOnPath(row, to: place) {
          hasCircle = true
        } else {
          search.add(row: row, carried: carried, after: place)
        }
      }
    }
    return Best(routes: routes, isCut: !search.isEmpty || hasCircle)
  }

  private func hopsLeft(_ row: Int) -> Int { hopsLeft[Int32(row)] ?? Int(Int32.max) }

  private func route(_ path: [Search.Step], to sinkClass: SinkClass, in window: Window) -> Route {
    let table = window.transactions
    var steps: [Route.Step] = []
    for (place, step) in path.enumerated() {
      let before = place == 0 ? step.row : path[place - 1].row
      let left = place == path.count - 1 ? 0 : trace.links.left(step.row)
      steps.append(
        Route.Step(
          row: step.row, carried: Money(micros: step.carried),
          dwell: Span(micros: table.bookedAt[step.row] - table.bookedAt[before]),
          kept: Money(micros: share(of: left, step.carried, over: table.amount[step.row]))))
    }
    return Route(steps: steps, sinkClass: sinkClass)
  }
}

/// Partial routes as a tree of steps, and those still to be followed as a binary heap.
private struct Search {
  struct Step {
    let row: Int
    let carried: Int64
    /// Place of the step before, or -1.
    let before: Int
    /// 1 for the first payment.
    let depth: Int
  }

  private(set) var steps: [Step] = []
  /// Places in `steps`; no element comes before its parent `(i - 1) / 2`.
  private var heap: [Int] = []

  var isEmpty: Bool { heap.isEmpty }

  mutating func add(row: Int, carried: Int64, after before: Int) {
    steps.append(
      Step(row: row, carried: carried, before: before, depth: before < 0 ? 1 : steps[before].depth + 1))
    heap.append(steps.count - 1)
    var child = heap.count - 1
    while child > 0, comesBefore(heap[child], heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// The best place still to be followed.
  mutating func next() -> Int? {
    guard let best = heap.first, let last = heap.popLast() else { return nil }
    if heap.isEmpty { return best }
    heap[0] = last
    var parent = 0
    while true {
      var first = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && comesBefore(heap[child], heap[first]) {
        first = child
      }
      if first == parent { return best }
      heap.swapAt(parent, first)
      parent = first
    }
  }

  func isOnPath(_ row: Int, to place: Int) -> Bool {
    var at = place
    while at >= 0, steps[at].row != row { at = steps[at].before }
    return at >= 0
  }

  func path(to place: Int) -> [Step] {
    var path: [Step] = []
    var at = place
    while at >= 0 {
      path.append(steps[at])
      at = steps[at].before
    }
    return path.reversed()
  }

  private func comesBefore(_ left: Int, _ right: Int) -> Bool {
    if steps[left].carried != steps[right].carried { return steps[left].carried > steps[right].carried }
    return path(to: left).map(\.row).lexicographicallyPrecedes(path(to: right).map(\.row))
  }
}
