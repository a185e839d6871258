package import Detection
package import Ledger
import Window

/// An account that was closed, and another in a different name that takes its place.
///
/// `EndedAccounts` says which accounts ended and when, `Successors` which accounts opened around that time share an
/// e-mail, phone or payout destination with them. Names decide: the same holder may come back, and whoever marries or
/// founds a firm keeps a part of the name. An employer who goes on paying the new account is what makes it serious.
package struct ReplacementAccount: Detector {
  package static let id = "replacement-account"
  package static let version = 2
  package static let answers = "account closed, then another in a different name with shared details"

  package static let redFlags = [
    RedFlag("another-account", by: replaced, destination, isQuick, employer),
    RedFlag("same-papers-or-payment-accounts", by: contact, destination),
  ]

  package static let misses = """
    A successor that shares nothing the warehouse records, or a name with the account before it. One opened long before \
    or after the end. An end without a date and without a movement in view. Clients' accounts. Devices and sessions.
    """

  package static let lookAlikes = """
    The same holder who comes back; a new name after a marriage, or a firm that carries its founder's name (a part of \
    the name stays); members of a household whose accounts exist side by side for long; an office's telephone (many \
    holders); a client who hires somebody else after a worker has left (nothing shared).
    """

  static let within = Parameter.duration(
    "opened_within", .days(60), "A successor is opened at most this long after the end.")
  static let prepared = Parameter.duration(
    "opened_before", .days(30), "Or at most this long before it.")
  static let quick = Parameter.duration("quick", .days(14), "A successor this near in time is quick.")
  static let nameLikeness = Parameter.ratio(
    "name_likeness", perMille: 850, "Names less alike than this (Jaro-Winkler) are different names.")
  static let hubHolders = Parameter.count(
    "hub_holders", 5, "A detail that more accounts than this have is an office's or a provider's.")
  static let view = Parameter.duration("lookback", .days(180), "How far back ends are looked at.")

  package static let parameters = [within, prepared, quick, nameLikeness, hubHolders, view]

  static let replaced = Signal(
    "replaced_account", .identity, 40,
    "an account in another name was opened around the end of one with which it shares details")
  static let contact = Signal("shared_contact", .identity, 10, "they share an e-mail or a phone")
  static let destination = Signal("shared_destination", .identity, 15, "they are paid at one place")
  static let isQuick = Signal("quick_successor", .identity, 5, "there are only days between the two")
  static let suspended = Signal("suspended_before", .identity, 10, "the earlier account was suspended")
  static let several = Signal("several_before", .identity, 15, "it replaces more than one account")
  static let otherCountry = Signal("other_country", .identity, 10, "the new account declares another country")
  static let employer = Signal(
    "same_employer", .path, 20, "whoever paid the earlier account goes on to pay the new one")
  static let crypto = Signal(
    "virtual_currency", .crypto, 15, "the new account registered a wallet or an exchange account")

  package static let signals = [
    replaced, contact, destination, isQuick, suspended, several, otherCountry, employer, crypto,
  ]
  package static let needs: Set<Relation> = []
  package static let maturity = Maturity.active

  package let settings: Settings

  package init(settings: Settings) { self.settings = settings }

  package var lookback: Span { settings.span(Self.view) }

  package static let studied = [prepared, hubHolders, view]
  package static let sieves: [Parameter] = []

  /// O(rows + parties), and O(n log n) in the accounts that ended or opened in view.
  package func study(_ scope: Scope) throws -> any Study { ReplacementStudy(scope, settings) }
}

/// Accounts that ended, those opened since that have a detail in common with them, and who pays either.
private struct ReplacementStudy: Study {
  private typealias Detector = ReplacementAccount

  private let scope: Scope
  private let successions: [Succession]
  private let pay: PayOfAccounts

  init(_ scope: Scope, _ settings: Settings) {
    self.scope = scope
    successions = Successors(scope, EndedAccounts(scope), settings).all
    pay = PayOfAccounts(scope, of: Set(successions.flatMap { [$0.ended.party, $0.successor] }))
  }

  func candidates(under settings: Settings) throws -> [Candidate] {
    let (window, ids) = (scope.window, scope.window.parties.ids)
    var bySuccessor = Dictionary(grouping: successions, by: \.successor)
    let isKnown = successions.contains { $0.successor == scope.asked || $0.ended.party == scope.asked }
    if let asked = scope.asked, !isKnown { bySuccessor[asked] = [] }
    return bySuccessor.sorted { ids.precedes(Text(index: $0.key), Text(index: $1.key)) }
      .map { successor, successions in
        let ways = successions.map { ($0, conditions(on: $0, settings)) }
        return Candidate(
          subject: window.id(successor), concerns: [successor] + successions.map(\.ended.party),
          requirements: [
            Requirement(anyOf: ways.isEmpty ? [unrelated(successor, settings)] : ways.map(\.1))
          ]
        ) {
          try finding(
            on: successor, ways.filter { $0.1.allSatisfy(\.isMet) }.map(\.0), pay, settings)
        }
      }
  }

  private func conditions(on succession: Succession, _ settings: Settings) -> [Condition] {
    let opened = scope.window.parties.account(succession.successor)?.openedAt ?? scope.asOf
    let before = Span(micros: max(0, (succession.ended.at - opened).micros))
    let after = Span(micros: max(0, (opened - succession.ended.at).micros))
    return [
      Condition("opened before the earlier account's end", before, .atMost, Detector.prepared, settings),
      Condition("opened after the earlier account's end", after, .atMost, Detector.within, settings),
      .fact("the two names can be compared and have no word in common", succession.likeness != nil),
      Condition(
        "likeness of the two names", succession.likeness ?? 1_000, .lessThan, Detector.nameLikeness, settings),
      .fact("they share a detail that no more than a few have", !succession.shared.isEmpty),
    ]
  }

  /// What an account lacks that takes nobody's place.
  private func unrelated(_ party: Party, _ settings: Settings) -> [Condition] {
    let account = scope.window.parties.account(party)
    let isNew = account?.openedAt.map { $0 >= scope.from - settings.span(Detector.prepared) } ?? false
    return [
      .fact("it is an account that others pay for work or goods", account?.isPayee ?? false),
      .fact("its opening is on record and in view", isNew),
      .fact("it shares a detail with an account that ended in view", false),
    ]
  }

  private func finding(
    on successor: Party, _ successions: [Succession], _ pay: PayOfAccounts, _ settings: Settings
  ) throws -> Finding {
    let window = scope.window
    let account = window.parties.account(successor)
    let opened = account?.openedAt ?? scope.asOf
    let keys = Set(successions.flatMap(\.shared))
    let payers = pay.payers(of: successor)
    let country = account.flatMap { window.text($0.country) }
    let before = successions.map(\.ended)
    let raised: [(Signal, Bool)] = [
      (Detector.replaced, true), (Detector.contact, keys.contains { !$0.isDestination }),
      (Detector.destination, keys.contains(where: \.isDestination)),
      (
        Detector.isQuick,
        before.contains { abs((opened - $0.at).micros) <= settings[Detector.quick] }
      ), (Detector.suspended, before.contains(where: \.isSuspended)), (Detector.several, before.count > 1),
      (
        Detector.otherCountry,
        country != nil && before.contains { window.country($0.party).map { $0 != country } ?? false }
      ), (Detector.employer, before.contains { !pay.payers(of: $0.party).isDisjoint(with: payers) }),
      (
        Detector.crypto,
        window.parties.endpoints.contains {
          $0.owner == successor && $0.kind.isCrypto && $0.addedAt.map { $0 < scope.asOf } ?? true
        }
      ),
    ]
    let received = pay.rows(of: successor)
    let last = before.compactMap { pay.rows(of: $0.party).last }
    return Finding(
      subject: window.id(successor), signals: raised.filter(\.1).map(\.0),
      transactions: last.map { TransactionEvidence(row: $0, of: window, role: .context) }
        + received.map { TransactionEvidence(row: $0, of: window, role: .payout) },
      records: successions.map { record(of: $0.ended, in: window) }
        + [record(of: successor, openedAt: opened, sharing: keys, in: window)],
      measures: [
        "accounts_before": .count(before.count), "shared_details": .count(keys.count),
        "gap": .duration(Span(micros: before.map { abs((opened - $0.at).micros) }.min() ?? 0)),
        "paid_since": .money(try Money.sum(received.map { Money(micros: window.transactions.amount[$0]) })),
      ])
  }

  private func record(of ended: EndedAccount, in window: Window) -> RecordEvidence {
    let word = ended.isSuspended ? "suspended" : "closed"
    return RecordEvidence(
      relation: .accounts, recordID: window.id(ended.party), at: ended.at,
      summary: ended.isDated
        ? "Account \(window.named(window.id(ended.party))) was \(word)."
        : "Account \(window.named(window.id(ended.party))) is \(word); money last moved then.")
  }

  private func record(
    of successor: Party, openedAt: Instant, sharing keys: Set<DetailKey>, in window: Window
  ) -> RecordEvidence {
    let shared = keys.sorted(by: DetailKey.precedes).map(\.words)
    return RecordEvidence(
      relation: .accounts, recordID: window.id(successor), at: openedAt,
      summary: "Account \(window.named(window.id(successor))) was opened, with the same \(listed(shared)).")
  }
}
