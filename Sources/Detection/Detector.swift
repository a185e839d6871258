package import Ledger
package import Window

/// A judgement of one typology. Its id, its type and its file have one name; it is a pure function of a ``Scope``.
package protocol Detector: Sendable {
  /// `kebab-case`, as in configuration, tables and `fixtures/detectors/<id>.md`.
  static var id: String { get }
  /// Raised by every change that can change a finding.
  static var version: Int { get }
  /// The question it answers, one line.
  static var answers: String { get }
  static var redFlags: [RedFlag] { get }
  /// What it does not see.
  static var misses: String { get }
  /// Innocent things that look like it, and how they are told apart.
  static var lookAlikes: String { get }
  /// Every parameter, in the order of the documentation.
  static var parameters: [Parameter] { get }
  /// Those that a study depends on: another value means another study.
  static var studied: [Parameter] { get }
  /// Those by which a study leaves out who cannot reach them: it can be judged by its own value and by any greater one.
  static var sieves: [Parameter] { get }
  /// Every signal it can raise.
  static var signals: [Signal] { get }
  /// Optional relations without which it cannot run.
  static var needs: Set<Relation> { get }
  /// Relations that cost reading and that it looks at if they are there; ``needs`` unless it says otherwise.
  static var reads: Set<Relation> { get }
  static var maturity: Maturity { get }
  /// How long a study takes beside others, roughly: those that take longest are begun first. 1 unless it says otherwise.
  static var effort: Int { get }

  var settings: Settings { get }

  init(settings: Settings)

  /// How far back from an evaluation point it looks.
  var lookback: Span { get }

  /// Looks at the scope, by the studied parameters and sieves of ``settings``. Throws ``LedgerError/overflow(_:)``.
  func study(_ scope: Scope) throws -> any Study

  /// The scheme in words: a function of its evidence, its measures and the names of its parties.
  func narrative(of scheme: Scheme, in window: Window) throws -> Narrative
}

extension Detector {
  package var id: String { Self.id }

  package static var reads: Set<Relation> { needs }

  package static var effort: Int { 1 }

  /// A signal it declares, by its stored code.
  package static func signal(code: String) -> Signal? { signals.first { $0.code == code } }
}

/// What a detector may look at: the window as it stood at one evaluation point.
package struct Scope: Sendable {
  package let window: Window
  /// The evaluation point. Nothing at or after it has happened.
  package let asOf: Instant
  /// The earliest instant in view.
  package let from: Instant
  /// Rows of `window.transactions` booked in `[from, asOf)`.
  package let rows: Range<Int>
  /// Rows of `window.payoutRequests`, `window.detailChanges`, `window.logins` and `window.platformEvents` in
  /// `[from, asOf)`.
  package let requests: Range<Int>
  package let changes: Range<Int>
  package let logins: Range<Int>
  package let events: Range<Int>
  /// An account that is looked at whether the sieves let it through or not.
  package let asked: Party?
  /// What is found out once for all scopes of the window.
  package let shared: Shared

  package init(
    window: Window, asOf: Instant, lookback: Span, asked: Party? = nil, shared: Shared = Shared()
  ) {
    self.window = window
    self.shared = shared
    self.asked = asked
    self.asOf = asOf
    from = asOf - lookback
    rows = window.transactions.rows(from: from, to: asOf)
    requests = Self.rows(window.payoutRequests, \.requestedAt, from: from, to: asOf)
    changes = Self.rows(window.detailChanges, \.changedAt, from: from, to: asOf)
    logins = Self.rows(window.logins, \.startedAt, from: from, to: asOf)
    events = Self.rows(window.platformEvents, \.at, from: from, to: asOf)
  }

  /// O(log rows).
  private static func rows<Row>(
    _ table: [Row], _ time: KeyPath<Row, Instant>, from: Instant, to: Instant
  ) -> Range<Int> {
    func first(notBefore instant: Instant) -> Int {
      var (low, high) = (0, table.count)
      while low < high {
        let middle = (low + high) / 2
        if table[middle][keyPath: time] < instant { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let low = first(notBefore: from)
    return low..<max(low, first(notBefore: to))
  }
}
