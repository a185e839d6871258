package import Detection
package import Ledger
package import Window

/// A payee who asks to be paid in virtual currency, or is.
///
/// What counts: payout requests by method, asset, network or a valid address, also one written into the message; changes
/// of payment details to a wallet; wallets and exchange accounts registered; payouts that reached one. An address is
/// believed by its checksum, so an order number or an IBAN is none. One scheme a payee.
package struct VirtualCurrencyPayout: Detector {
  package static let id = "virtual-currency-payout"
  package static let version = 2
  package static let answers =
    "requests to be paid in virtual currency, by field, address or words, and what stands around them"
  package static let redFlags = [
    RedFlag("asking-for-virtual-currency", by: asked, outsideFields, repeated),
    RedFlag("another-account", by: afterTrouble),
    RedFlag("avoid-virtual-currency", by: asked, paid, rhythm),
    RedFlag("switch-to-crypto", by: asked, afterTrouble),
    RedFlag("crypto-only", by: asked, repeated),
    RedFlag("earnings-to-crypto", by: paid, forwarded),
    RedFlag("same-papers-or-payment-accounts", by: shared),
    RedFlag("shared-or-changing-accounts", by: shared),
    RedFlag("moved-on-at-once", by: forwarded),
    RedFlag("dealing-with-designated", by: sanctioned),
    RedFlag("freeze-listed-addresses", by: sanctioned),
  ]
  package static let misses =
    "Addresses in pictures, in attachments or cut by spaces; TON and Cardano; payees who sell the currency for others "
    + "outside the platform; requests older than the window."
  package static let lookAlikes =
    "Firms that pay all their staff in stablecoins (told by the share of the payer's payees), customers who withdraw "
    + "their own money and the platform's treasury (by role), long-standing staff who opt in with a wallet of their own "
    + "(by tenure and a wallet nobody else names), couples (by a shared e-mail, telephone or postal address)."
  package static let needs: Set<Relation> = []
  package static let maturity = Maturity.active

  package let settings: Settings

  package init(settings: Settings) { self.settings = settings }

  package var lookback: Span { settings.span(Self.view) }

  package static let studied = [view]
  package static let sieves: [Parameter] = []

  /// O(transactions + records + endpoints), and per payee with such facts O(own facts · log).
  package func study(_ scope: Scope) throws -> any Study { VirtualCurrencyStudy(scope) }

  package func narrative(of scheme: Scheme, in window: Window) throws -> Narrative {
    try VirtualCurrencyNarrative(scheme, window).narrative()
  }
}

/// The facts about virtual currency, by payee, and what stands around them.
private struct VirtualCurrencyStudy: Study {
  private let scope: Scope
  private let payees: [Party]
  private let cases: PayeeCases?

  init(_ scope: Scope) {
    self.scope = scope
    let collector = FactCollector(scope)
    payees = collector.facts.keys.sorted()
    cases = payees.isEmpty ? nil : PayeeCases(collector, scope)
  }

  func candidates(under settings: Settings) throws -> [Candidate] {
    var candidates = payees.compactMap { payee in
      cases.map { candidate(PayeeAssessment(of: payee, in: $0, settings: settings)) }
    }
    if let asked = scope.asked, cases?.facts[asked] == nil { candidates.append(withoutFacts(asked)) }
    return candidates
  }

  private func candidate(_ assessment: PayeeAssessment) -> Candidate {
    Candidate(
      subject: scope.window.id(assessment.payee), concerns: [assessment.payee],
      requirements: assessment.requirements
    ) { try assessment.finding() }
  }

  private func withoutFacts(_ asked: Party) -> Candidate {
    let account = scope.window.parties.account(asked)
    return Candidate(
      subject: scope.window.id(asked), concerns: [asked],
      requirements: [
        Requirement(.fact("it is an account that others pay for work or goods", account?.isPayee ?? false)),
        Requirement(
          .fact(
            "it asked for virtual currency, changed to it, registered a wallet or was paid at one, in view",
            false)),
      ]
    ) { Finding(subject: scope.window.id(asked), signals: []) }
  }
}
