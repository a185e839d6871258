package import Ledger

/// Which of an account's lots a debit draws on: the accounting conventions courts use to trace funds.
package enum Convention: String, CaseIterable, Sendable {
  /// Oldest lot first (Clayton's case, 1816).
  case fifo
  /// Newest lot first.
  case lifo
  /// All live lots in proportion to what is left of them.
  case proRata = "pro-rata"
}

/// How far and how long money is followed (design §5).
package struct TraceParameters: Hashable, Sendable {
  /// The longest route, in transactions; from 1 to 254.
  package var maxHops: Int
  /// The longest time money may rest in an account and still count as passed on; the limit itself included.
  package var maxDwell: Span
  package var convention: Convention

  /// Hops are kept in a byte: a limit beyond 254, which no money goes to, counts as 254.
  package init(maxHops: Int = 5, maxDwell: Span = .hours(72), convention: Convention = .fifo) {
    self.maxHops = min(max(1, maxHops), 254)
    self.maxDwell = maxDwell
    self.convention = convention
  }
}
