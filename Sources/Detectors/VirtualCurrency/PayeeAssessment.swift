import Detection
import Ledger
import Window

/// What the facts about one payee amount to.
struct PayeeAssessment {
  let payee: Party
  let cases: PayeeCases
  let facts: [CurrencyFact]
  let ledger: PayeeLedger
  /// Numbers of ``Destinations`` that the payee named or was paid at.
  let places: Set<Int>
  let others: [Party]
  let isHousehold: Bool
  /// The trouble a request followed, and the request.
  let switched: (trouble: AccountTrouble, fact: CurrencyFact)?
  /// Rows of what came in and went on to a wallet.
  let forwarded: [Int]
  let rhythm: Int
  /// Rows of ordinary pay before the first fact, ascending.
  let fiatBefore: [Int]
  let signals: [Signal]
  private let settings: Settings

  init(of payee: Party, in cases: PayeeCases, settings: Settings) {
    self.payee = payee
    self.cases = cases
    self.settings = settings
    let facts = cases.facts[payee] ?? []
    let ledger = cases.ledgers[payee] ?? PayeeLedger()
    let reading = PayeeReading(payee: payee, facts: facts, ledger: ledger, cases: cases, settings: settings)
    let places = Set(facts.flatMap(\.destinations))
    let others = cases.sharing.others(than: payee, at: places)
    let isHousehold = others.count == 1 && cases.sharing.areHousehold(payee, others[0])
    self.facts = facts
    self.ledger = ledger
    self.places = places
    self.others = others
    self.isHousehold = isHousehold
    switched = reading.switched()
    forwarded = reading.forwarded()
    rhythm = reading.rhythm()
    fiatBefore = reading.fiatBefore()

    var raised: Set<Signal> = [VirtualCurrencyPayout.asked]
    if facts.contains(where: \.isOutsideFields) { raised.insert(VirtualCurrencyPayout.outsideFields) }
    if facts.count(where: \.isRequest) >= settings.count(VirtualCurrencyPayout.repeats) {
      raised.insert(VirtualCurrencyPayout.repeated)
    }
    if facts.contains(where: \.isPayout) { raised.insert(VirtualCurrencyPayout.paid) }
    if switched != nil { raised.insert(VirtualCurrencyPayout.afterTrouble) }
    if rhythm >= settings.count(VirtualCurrencyPayout.stablecoinPayments) {
      raised.insert(VirtualCurrencyPayout.rhythm)
    }
    if isHousehold {
      raised.insert(VirtualCurrencyPayout.household)
    } else if others.count + 1 >= max(2, settings.count(VirtualCurrencyPayout.sharingPayees)) {
      raised.insert(VirtualCurrencyPayout.shared)
    }
    if !forwarded.isEmpty { raised.insert(VirtualCurrencyPayout.forwarded) }
    if places.contains(where: { cases.destinations.places[$0].isSanctioned }) {
      raised.insert(VirtualCurrencyPayout.sanctioned)
    }
    signals = VirtualCurrencyPayout.signals.filter(raised.contains)
  }

  var policy: PayerPolicy? { cases.payers[payee].flatMap { cases.policies[$0] } }

  /// What must hold for something innocent not to account for all of it: the payer's policy, or a long-standing payee's
  /// own choice. A shared or sanctioned wallet is never innocent.
  var requirements: [Requirement] {
    let never: [[Condition]] = [
      [
        .fact(
          "its wallet is shared with payees of another household",
          signals.contains(VirtualCurrencyPayout.shared))
      ],
      [.fact("its wallet is on a sanctions list", signals.contains(VirtualCurrencyPayout.sanctioned))],
    ]
    return [
      Requirement(anyOf: never + notPayersPolicy), Requirement(anyOf: never + notLongStandingChoice),
    ]
  }

  /// The payer does not pay most of its payees so, or the payee came to it from a closed account.
  private var notPayersPolicy: [[Condition]] {
    [
      [
        Condition(
          "payees of the payer", policy?.payees ?? 0, .lessThan, VirtualCurrencyPayout.policyPayees, settings,
          limit: max(policy == nil ? 1 : 0, settings[VirtualCurrencyPayout.policyPayees]))
      ],
      [
        Condition(
          "share of the payer's payees who are paid in virtual currency", policy?.share ?? 0, .atMost,
          VirtualCurrencyPayout.policyShare, settings)
      ],
      [
        .fact(
          "it was asked for soon after an account of the payee was closed or refused, by somebody paid by bank before",
          switched != nil && !fiatBefore.isEmpty)
      ],
    ]
  }

  /// Whether at least as many payouts go to bank, card and e-wallet as to virtual currency, from a period of pay before the
  /// first of these on.
  private var isPartOnly: Bool {
    guard let first = facts.first else { return false }
    let booked = cases.scope.window.transactions.bookedAt
    let from = first.at - settings.span(VirtualCurrencyPayout.longestPeriod)
    let fiat = (cases.ledgers[payee]?.fiatPayouts ?? []).count { Instant(micros: booked[$0]) >= from }
    return fiat >= facts.count(where: \.isPayout)
  }

  /// There is more than an old account with a wallet of its own that nobody else names.
  private var notLongStandingChoice: [[Condition]] {
    var plain = [VirtualCurrencyPayout.asked, VirtualCurrencyPayout.paid, VirtualCurrencyPayout.repeated]
    // Who draws every pay at once draws a part of it to a wallet at once as well.
    if isPartOnly { plain.append(VirtualCurrencyPayout.forwarded) }
    let account = cases.scope.window.parties.account(payee)
    let opened = account.flatMap { $0.openedAt ?? $0.verifiedAt }
    var ways: [[Condition]] = [
      [
        .fact(
          "there are further reasons than being asked, repeated and paid", !signals.allSatisfy(plain.contains)
        )
      ],
      [.fact("other payees name its wallet", !others.isEmpty)],
      [.fact("it names no wallet", places.isEmpty)],
      [
        .fact(
          "it uses a wallet that somebody else registered",
          !facts.allSatisfy { fact in endpoint(of: fact).map { $0.owner == payee } ?? true })
      ],
    ]
    if let opened, let first = facts.first {
      ways.append([
        Condition(
          "age of the account when it first came to virtual currency", first.at - opened, .lessThan,
          VirtualCurrencyPayout.tenure, settings)
      ])
    } else {
      ways.append([.fact("the age of its account is not on record", true)])
    }
    return ways
  }

  /// The wallet or exchange account a fact is about, where it has one.
  private func endpoint(of fact: CurrencyFact) -> Endpoint? {
    let window = cases.scope.window
    let party: Party? =
      switch fact.source {
      case .request(let row): window.payoutRequests[row].endpoint
      case .change(let row): window.detailChanges[row].endpoint
      case .endpoint(let party): party
      case .payout(let row): window.transactions.creditor[row]
      case .reference: nil
      }
    return party.flatMap { window.parties.endpoint($0) }.flatMap { $0.kind.isVirtual ? $0 : nil }
  }
}
