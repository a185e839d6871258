import Ledger
import Postgres

/// How the transactions of a window are parted by when they were booked, so that several sessions can send them: each sends
/// its slice nearly in order of time, as the rows lie in the warehouse.
struct TransactionSlices {
  /// Where slices begin, and the end of the last. The first is never empty, later ones may be.
  let bounds: [Instant]
  /// How many rows there are in each, as the planner thinks.
  let expected: [Int]

  /// A slice for each share, as near to it as the planner knows; all in the first when it knows nothing. O(shares) plans.
  /// Throws ``PostgresError``.
  init(_ session: Session, from: Instant, to: Instant, shares: [Int]) throws {
    func expected(_ from: Instant, _ to: Instant) throws -> Int {
      let plan = try session.execute(
        SQL.text("queries/expect_transactions"), [from.description, to.description])
      return plan[0, 0]?.firstMatch(of: /rows=(\d+)/).flatMap { Int($0.1) } ?? 0
    }
    let all = try expected(from, to)
    let whole = shares.reduce(0, +)
    var bounds = [from]
    var share = 0
    for part in shares.dropLast() {
      share += part
      var (low, high) = (from, to)
      for _ in 0..<Self.halvings where high.micros - low.micros > 1 {
        let middle = Instant(micros: low.micros + (high.micros - low.micros) / 2)
        if try expected(from, middle) < all * share / whole { low = middle } else { high = middle }
      }
      bounds.append(high)
    }
    bounds.append(to)
    let parts = try zip(bounds, bounds.dropFirst()).map(expected)
    // Of times it has not sampled the planner thinks the same whatever they are.
    let isKnown = parts.reduce(0, +) <= all + all / 8
    self.bounds = isKnown ? bounds : [from] + shares.map { _ in to }
    self.expected = isKnown ? parts : [all] + shares.dropFirst().map { _ in 0 }
  }

  /// After so many, a bound is within a thousandth of the window of where the planner would have it.
  private static let halvings = 10

  /// The settings by which a session sends a slice.
  func settings(_ slice: Int) -> [(name: String, value: String)] {
    [
      ("weir.slice_from", bounds[slice].description), ("weir.slice_to", bounds[slice + 1].description),
      ("weir.slice_is_first", slice == 0 ? "true" : "false"),
    ]
  }

  /// Whether there can be anything in a slice.
  func isEmpty(_ slice: Int) -> Bool { slice > 0 && bounds[slice] == bounds[slice + 1] }
}
