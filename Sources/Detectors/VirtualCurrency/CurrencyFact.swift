import Ledger
import Window

/// One thing a payee did about virtual currency.
struct CurrencyFact {
  enum Source: Hashable {
    /// Row of `window.payoutRequests`.
    case request(Int)
    /// Row of `window.detailChanges`.
    case change(Int)
    case endpoint(Party)
    /// Row of `window.transactions`: money that went to a wallet or an exchange.
    case payout(Int)
    /// Row of `window.transactions` whose remittance information asks for virtual currency.
    case reference(Int)
  }

  let source: Source
  let at: Instant
  /// Numbers of ``Destinations``.
  let destinations: [Int]
  /// Asked in free text while the fields say nothing of it.
  let isOutsideFields: Bool
  let namesStablecoin: Bool

  var isPayout: Bool {
    if case .payout = source { true } else { false }
  }

  /// Whether somebody asked, rather than registered something or was paid.
  var isRequest: Bool {
    switch source {
    case .request, .reference: true
    case .change, .endpoint, .payout: false
    }
  }

  /// Order at one instant: what was asked, then what was changed, registered and paid.
  private var order: Int {
    switch source {
    case .request: 0
    case .reference: 1
    case .change: 2
    case .endpoint: 3
    case .payout: 4
    }
  }

  /// Row or party: in the window's order.
  private var place: Int {
    switch source {
    case .request(let row), .change(let row), .payout(let row), .reference(let row): row
    case .endpoint(let party): Int(party)
    }
  }

  static func precedes(_ left: CurrencyFact, _ right: CurrencyFact) -> Bool {
    (left.at, left.order, left.place) < (right.at, right.order, right.place)
  }
}
