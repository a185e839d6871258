import Ledger

/// Payments that come round like a salary.
enum PayoutRhythm {
  /// The longest chain of payments each of which follows the one before after `shortest` to `longest`. Instants ascend.
  /// O(n): from a payment the first one late enough is taken, so a second payment on one day breaks no chain.
  static func length(of instants: [Instant], shortest: Span, longest: Span) -> Int {
    var best = instants.isEmpty ? 0 : 1
    var length = best
    var last = instants.first
    for instant in instants.dropFirst() {
      guard let previous = last, instant - previous >= shortest else { continue }
      length = instant - previous <= longest ? length + 1 : 1
      best = max(best, length)
      last = instant
    }
    return best
  }
}
