package import Detection
package import Ledger
import Window

/// Payout details that change too often, and payees who come to be paid at one place.
///
/// Changes are counted once migrations, corrections of slips, re-entries, renamings, undone changes and additional
/// currencies are taken out, and only matter when money then went to a new detail. Several unrelated payees who
/// change to one destination are a scheme of their own, whose subject is the destination.
package struct PaymentDetailChurn: Detector {
  package static let id = "payment-detail-churn"
  package static let version = 3
  package static let answers =
    "frequent changes of payout details, back and forth or just before a payout; several payees at one destination"
  package static let redFlags = [
    RedFlag("another-account", by: replaced, otherName),
    RedFlag("changing-contacts", by: contact),
    RedFlag("watch-detail-changes", by: frequent, beforePayout, reverted),
    RedFlag("shared-or-changing-accounts", by: frequent, converging, sharedDestination),
    RedFlag("same-papers-or-payment-accounts", by: converging, sharedDestination),
    RedFlag("switch-to-crypto", by: newRail, crypto),
    RedFlag("scrutinise-new-accounts", by: early),
  ]
  package static let misses = """
    A single change. Changes the warehouse does not record. Destinations that differ in number, address and \
    endpoint though one person holds them. Changes made through a bulk migration.
    """
  package static let lookAlikes = """
    Bank mergers (many payees on one day, not by themselves), corrected slips, marriage (a part of the name stays), \
    re-entry after a returned payment, the yearly change of bank, a second account in another currency (both stay in \
    use), couples (one e-mail, phone or account in both names), payroll bureaux (authorised organisations).
    """

  static let quickCount = Parameter.count(
    "quick_count", 2, "This many changes in the quick period are enough.")
  static let quickPeriod = Parameter.duration("quick_period", .days(90), "The quick period.")
  static let slowCount = Parameter.count("slow_count", 3, "This many changes in view are enough at any pace.")
  static let oneChange = Parameter.duration(
    "one_change", .hours(24), "Changes this close together count once.")
  static let typingPeriod = Parameter.duration(
    "typing_period", .days(3),
    "A slip of a detail that was never paid may be corrected this long after its entry.")
  static let migrationPayees = Parameter.count(
    "migration_payees", 20, "This many payees changed on one day by one hand or to one bank are a migration.")
  static let soon = Parameter.duration(
    "payout_soon", .days(7), "A payout this soon after a change weighs more.")
  static let nameLikeness = Parameter.ratio(
    "name_likeness", perMille: 850, "Names less alike than this (Jaro-Winkler) are different names.")
  static let earlyDays = Parameter.duration(
    "early_days", .days(60), "A change this soon after the account's opening weighs more.")
  static let closedBefore = Parameter.duration(
    "closed_before", .days(30), "A closed account or rejected payout this long before a change weighs more.")
  static let convergingPayees = Parameter.count(
    "converging_payees", 2, "This many unrelated payees at one destination are a scheme.")
  static let view = Parameter.duration("lookback", .days(180), "How far back changes are counted.")

  package static let parameters: [Parameter] = [
    quickCount, quickPeriod, slowCount, oneChange, typingPeriod, migrationPayees, soon, nameLikeness,
    earlyDays,
    closedBefore, convergingPayees, view,
  ]

  static let frequent = Signal(
    "frequent_changes", .identity, 40, "payout details were changed unusually often")
  static let beforePayout = Signal(
    "changed_before_payout", .identity, 10, "a change came within days before money was paid out")
  static let reverted = Signal(
    "reverted_after_payout", .identity, 20, "details were changed, paid, and changed back")
  static let otherName = Signal(
    "unlike_holder_name", .identity, 15, "the new detail is in a name unlike the payee's")
  static let otherCountry = Signal(
    "new_country", .identity, 10,
    "the new detail is in a country other than the payee declares or was paid in")
  static let newRail = Signal(
    "new_rail", .identity, 10, "payouts moved from a bank to a wallet or an exchange")
  static let early = Signal(
    "changed_soon_after_opening", .identity, 10, "details were changed soon after the account was opened")
  static let contact = Signal("contact_changed", .identity, 5, "contact details were changed as well")
  static let replaced = Signal(
    "after_closed_account", .identity, 10, "an account was closed or a payout rejected shortly before")
  static let converging = Signal(
    "payees_converge", .identity, 40, "unrelated payees changed their payout details to one destination")
  static let sharedDestination = Signal(
    "destination_of_another_payee", .network, 35, "another, unrelated payee is paid at the same destination")
  static let crypto = Signal(
    "crypto_rail", .crypto, 10, "the new detail is a crypto wallet or exchange account")

  package static let signals: [Signal] = [
    frequent, beforePayout, reverted, otherName, otherCountry, newRail, early, contact, replaced, converging,
    sharedDestination, crypto,
  ]
  package static let needs: Set<Relation> = [.paymentDetailChanges]
  package static let maturity = Maturity.active

  package let settings: Settings

  package init(settings: Settings) { self.settings = settings }

  package var lookback: Span { settings.span(Self.view) }

  package static let studied = [oneChange, typingPeriod, migrationPayees, view]
  package static let sieves = [convergingPayees]

  /// O(rows + parties) when anybody changed anything, and O(n log n) in the changes.
  package func study(_ scope: Scope) throws -> any Study { ChurnStudy(scope, settings) }

  /// A change of details as evidence, its values masked.
  static func record(_ change: DetailChange, in window: Window) -> RecordEvidence {
    RecordEvidence(
      relation: .paymentDetailChanges, recordID: window.text(change.id) ?? "", at: change.changedAt,
      summary: change.summary(in: window))
  }
}

/// The changes that count, by payee, the places where payees meet, and the payouts around both.
private struct ChurnStudy: Study {
  private typealias Detector = PaymentDetailChurn

  private struct Payee {
    let party: Party
    let counted: [CountedChange]
    let contacts: [DetailChange]
  }

  private let scope: Scope
  private let payees: [Payee]
  private let meetings: [Meeting]
  private let payouts: PayoutBook?
  private let closures: Closures?

  init(_ scope: Scope, _ settings: Settings) {
    self.scope = scope
    let window = scope.window
    let changes = Migrations.removed(
      from: window.detailChanges[scope.changes], in: window, least: settings.count(Detector.migrationPayees))
    if changes.isEmpty {
      (payees, meetings, payouts, closures) = ([], [], nil, nil)
      return
    }
    let byPayee = Dictionary(grouping: changes, by: \.account)
    let payouts = PayoutBook(scope, changed: byPayee.mapValues { Set($0.compactMap(\.endpoint)) })
    var owned: [Party: [Endpoint]] = [:]
    for endpoint in window.parties.endpoints {
      if let owner = endpoint.owner, byPayee[owner] != nil { owned[owner, default: []].append(endpoint) }
    }
    let history = ChangeHistory(scope: scope, payouts: payouts, settings: settings, owned: owned)
    payees = byPayee.map { party, all in
      Payee(
        party: party, counted: history.counted(all.filter { $0.field.isPayout }, of: party),
        contacts: all.filter { !$0.field.isPayout })
    }
    self.payouts = payouts
    meetings = Convergence(scope: scope, settings: settings).meetings(of: changes)
    closures = Closures(scope, payees: Set(byPayee.keys), payouts: payouts)
  }

  func candidates(under settings: Settings) throws -> [Candidate] {
    var candidates = meetings.map { candidate($0, settings) }
    let meeting = Set(zip(meetings, candidates).filter(\.1.isMet).flatMap(\.0.payees))
    if let payouts, let closures {
      for payee in payees where !payee.counted.isEmpty || payee.party == scope.asked {
        let judgement = ChurnJudgement(
          scope: scope, settings: settings, payee: payee.party, counted: payee.counted,
          contacts: payee.contacts, payouts: payouts, closures: closures)
        candidates.append(candidate(judgement, isShared: meeting.contains(payee.party), settings))
      }
    }
    if let asked = scope.asked, !payees.contains(where: { $0.party == asked }) {
      candidates.append(
        Candidate(
          subject: scope.window.id(asked), concerns: [asked],
          requirements: [
            Requirement(.fact("it changed payout details in view, by itself and not in a migration", false))
          ]
        ) { Finding(subject: scope.window.id(asked), signals: []) })
    }
    return candidates.sorted {
      ([$0.subject] + $0.fingerprint).lexicographicallyPrecedes(
        [$1.subject] + $1.fingerprint, by: precedesBytewise)
    }
  }

  private func candidate(_ judgement: ChurnJudgement, isShared: Bool, _ settings: Settings) -> Candidate {
    let counted = judgement.counted
    var frequent = [
      [Condition("changes that count, in view", counted.count, .atLeast, Detector.slowCount, settings)]
    ]
    if settings.count(Detector.quickCount) > 0 {
      let most = mostWithin(settings.span(Detector.quickPeriod), counted)
      frequent.append([
        Condition(
          "changes that count in the busiest quick period", most, .atLeast, Detector.quickCount, settings)
      ])
    }
    return Candidate(
      subject: scope.window.id(judgement.payee), concerns: [judgement.payee],
      requirements: [
        Requirement(anyOf: frequent),
        Requirement(.fact("money was paid out to a new detail", !judgement.rows.isEmpty)),
      ]
    ) { try judgement.finding(isShared: isShared) }
  }

  /// The most changes, ascending in time, within less than a period. O(n).
  private func mostWithin(_ period: Span, _ changes: [CountedChange]) -> Int {
    var (low, most) = (0, 0)
    for (high, change) in changes.enumerated() {
      while low <= high, change.at - changes[low].at >= period { low += 1 }
      most = max(most, high - low + 1)
    }
    return most
  }

  private func candidate(_ meeting: Meeting, _ settings: Settings) -> Candidate {
    Candidate(
      subject: meeting.subject, fingerprint: ["destination"],
      concerns: meeting.payees + meeting.registered.map(\.party),
      requirements: [
        Requirement(
          Condition(
            "unrelated payees at one destination", meeting.unrelated, .atLeast, Detector.convergingPayees,
            settings, limit: max(2, settings[Detector.convergingPayees])))
      ]
    ) { try finding(of: meeting, settings) }
  }

  private func finding(of meeting: Meeting, _ settings: Settings) throws -> Finding {
    let window = scope.window
    let isSoon = meeting.changes.contains { change in
      meeting.payouts.contains { row in
        let wait = Instant(micros: window.transactions.bookedAt[row]) - change.changedAt
        return wait.micros >= 0 && wait <= settings.span(Detector.soon)
      }
    }
    let raised: [(Signal, Bool)] = [
      (Detector.beforePayout, isSoon), (Detector.converging, true), (Detector.sharedDestination, true),
      (Detector.crypto, meeting.isCrypto),
    ]
    let total = try Money.sum(meeting.payouts.map { Money(micros: window.transactions.amount[$0]) })
    return Finding(
      subject: meeting.subject, fingerprint: ["destination"], signals: raised.filter(\.1).map(\.0),
      transactions: meeting.payouts.map { TransactionEvidence(row: $0, of: window, role: .payout) },
      records: meeting.changes.map { Detector.record($0, in: window) }
        + meeting.registered.map { endpoint in
          RecordEvidence(
            relation: .endpoints, recordID: window.id(endpoint.party),
            at: endpoint.addedAt ?? Instant(micros: 0),
            summary: "\(window.id(endpoint.owner ?? endpoint.party)) registered this \(endpoint.kind.words).")
        },
      measures: [
        "payees": .count(meeting.payees.count), "changes": .count(meeting.changes.count),
        "payouts": .count(meeting.payouts.count), "paid_out": .money(total),
      ])
  }
}
