package import Ledger

/// The instants a run evaluates its detectors at (design §8).
package struct EvaluationPoints: Sendable, Equatable {
  /// Ascending; the last is the run's as-of.
  package let instants: [Instant]
  /// Day's ends that were missed and lie too far back to be caught up with.
  package let daysNotEvaluated: Int

  /// - A first run evaluates its as-of alone.
  /// - Later ones begin with every day's end (UTC) after the last succeeded as-of, at most `catchUpDays` back.
  /// - `since` asks for every day's end after it, however far back.
  package init(asOf: Instant, lastSucceeded: Instant?, since: Instant?, catchUpDays: Int) {
    guard let start = since ?? lastSucceeded, start < asOf else {
      instants = [asOf]
      daysNotEvaluated = 0
      return
    }
    var ends: [Instant] = []
    var end = start.startOfDay + .days(1)
    while end < asOf {
      ends.append(end)
      end = end + .days(1)
    }
    let earliest = since == nil ? asOf - .days(Int64(catchUpDays)) : start
    let kept = ends.filter { $0 >= earliest }
    daysNotEvaluated = ends.count - kept.count
    instants = kept + [asOf]
  }
}
