package import Detection
package import Ledger
import Window

/// Money moved by accounts before their holder was verified, and bursts in accounts that are days old.
///
/// `NewAccounts` picks the accounts opened in view and gathers their movements in one pass; this file judges each. Money
/// that comes in is what counts; what went out of it is shown beside.
package struct UnverifiedActivity: Detector {
  package static let id = "unverified-activity"
  package static let version = 1
  package static let answers = "activity before verification; bursts in newly opened accounts"
  package static let redFlags = [
    RedFlag("nothing-before-verification", by: unverified, paidOut, late),
    RedFlag("scrutinise-new-accounts", by: burst, drained),
    RedFlag("young-profile", by: burst),
    RedFlag("new-and-emptied", by: burst, drained),
  ]
  package static let misses = """
    Accounts whose opening is not recorded, or lies before the view. Verification that was passed with forged papers. A \
    warehouse in which verification is recorded for few of the accounts. Clients and the platform itself.
    """
  package static let lookAlikes = """
    Verification that follows on the same day, bonuses and test payments (less than `least_sum`), card top-ups, fees and \
    refunds (not counted), accounts older than the records, a good first month (verified, and from one or two clients, or \
    not emptied at once).
    """

  static let leastSum = Parameter.money(
    "least_sum", units: 1_000, "What must have come in before verification.")
  static let grace = Parameter.duration(
    "grace", .hours(24), "Money this shortly before verification, or before now, is not counted.")
  static let overdue = Parameter.duration(
    "overdue", .days(30), "Verification this long after the first money weighs more.")
  static let verifiedShare = Parameter.ratio(
    "verified_share", perMille: 500,
    "The least share of the accounts of one role, opened in view, that are verified, for its absence to mean something."
  )
  static let burstPeriod = Parameter.duration(
    "burst_period", .days(14), "How long after its opening an account is new.")
  static let burstSum = Parameter.money(
    "burst_sum", units: 10_000, "What must come in within that time to be a burst.")
  static let burstPayers = Parameter.count("burst_payers", 3, "From how many payers.")
  static let drainedShare = Parameter.ratio(
    "drained_share", perMille: 900, "The share of a burst that must go out again to empty the account.")
  static let drainedWithin = Parameter.duration(
    "drained_within", .hours(72), "How soon after it came in.")
  static let view = Parameter.duration("lookback", .days(180), "How far back openings are looked at.")

  package static let parameters = [
    leastSum, grace, overdue, verifiedShare, burstPeriod, burstSum, burstPayers, drainedShare, drainedWithin,
    view,
  ]

  static let unverified = Signal(
    "active_before_verification", .identity, 30, "money came in before the account's holder was verified")
  static let paidOut = Signal(
    "paid_out_before_verification", .identity, 15, "and went out before that as well")
  static let late = Signal(
    "verification_overdue", .identity, 10, "verification was long outstanding while money moved")
  static let burst = Signal(
    "burst_after_opening", .path, 15, "several payers paid large sums into an account that was days old")
  static let drained = Signal(
    "emptied_at_once", .path, 15, "nearly all of what came in went out again within days")

  package static let signals = [unverified, paidOut, late, burst, drained]
  package static let needs: Set<Relation> = []
  package static let maturity = Maturity.active

  package let settings: Settings

  package init(settings: Settings) { self.settings = settings }

  package var lookback: Span { settings.span(Self.view) }

  package static let studied = [grace, verifiedShare, burstPeriod, drainedWithin, view]
  package static let sieves = [leastSum, burstSum]

  /// O(rows + parties).
  package func study(_ scope: Scope) throws -> any Study { UnverifiedStudy(scope, settings) }
}

/// What the new accounts moved before verification and in their first days.
private struct UnverifiedStudy: Study {
  private typealias Detector = UnverifiedActivity

  private let scope: Scope
  private let settings: Settings
  private let accounts: NewAccounts

  private var window: Window { scope.window }

  init(_ scope: Scope, _ settings: Settings) {
    self.scope = scope
    self.settings = settings
    accounts = NewAccounts(scope, settings)
  }

  func candidates(under settings: Settings) throws -> [Candidate] {
    let ids = window.parties.ids
    return try accounts.movements.sorted { ids.precedes(Text(index: $0.key), Text(index: $1.key)) }
      .compactMap { party, movements in
        try window.parties.account(party).map { try candidate($0, movements, settings) }
      }
  }

  private func candidate(
    _ account: Account, _ movements: NewAccounts.Movements, _ settings: Settings
  ) throws -> Candidate {
    let early = accounts.unverified(movements, of: account)
    let total = try Money.sum(early.incoming.map { Money(micros: window.transactions.amount[$0]) })
    let unverified = [
      Condition.fact(
        "verification is recorded for enough new accounts of its role to be missed",
        accounts.isTelling(account)),
      Condition(
        "came in before the holder was verified", total, .atLeast, Detector.leastSum, settings,
        limit: max(1, settings[Detector.leastSum])),
    ]
    let burst = try Burst(of: account, movements, in: window, self.settings)
    let isBurst = [
      Condition("payers in the first days", burst.payers, .atLeast, Detector.burstPayers, settings),
      Condition("came in in the first days", burst.total, .atLeast, Detector.burstSum, settings),
    ]
    let isDrained = Condition(
      "share of it that went out again at once", burst.drainedShare, .atLeast, Detector.drainedShare, settings
    )
    return Candidate(
      subject: window.id(account.party), concerns: [account.party],
      requirements: [
        Requirement(
          .fact(
            "it was opened in view, and is no client's and not the platform's", accounts.isNew(account.party))
        ),
        Requirement(anyOf: [unverified, isBurst + [isDrained]]),
      ]
    ) {
      try finding(
        on: account, early, total, burst, isUnverified: unverified.allSatisfy(\.isMet),
        isBurst: isBurst.allSatisfy(\.isMet), isDrained: (isBurst + [isDrained]).allSatisfy(\.isMet), settings
      )
    }
  }

  private func finding(
    on account: Account, _ early: NewAccounts.Movements, _ total: Money, _ burst: Burst, isUnverified: Bool,
    isBurst: Bool, isDrained: Bool, _ settings: Settings
  ) throws -> Finding {
    let settled = account.verifiedAt.map { min($0, scope.asOf) } ?? scope.asOf
    let first = early.incoming.first.map { Instant(micros: window.transactions.bookedAt[$0]) } ?? settled
    let raised: [(Signal, Bool)] = [
      (Detector.unverified, isUnverified), (Detector.paidOut, isUnverified && !early.outgoing.isEmpty),
      (Detector.late, isUnverified && settled - first >= settings.span(Detector.overdue)),
      (Detector.burst, isBurst),
      (Detector.drained, isDrained),
    ]
    let incoming = Set((isUnverified ? early.incoming : []) + (isDrained ? burst.incoming : []))
    let outgoing = Set((isUnverified ? early.outgoing : []) + (isDrained ? burst.outgoing : []))
    return Finding(
      subject: window.id(account.party), signals: raised.filter(\.1).map(\.0),
      transactions: incoming.sorted().map { TransactionEvidence(row: $0, of: window, role: .dealing) }
        + outgoing.sorted().map { TransactionEvidence(row: $0, of: window, role: .context) },
      records: [record(of: account)],
      measures: [
        "unverified_payments": .count(early.incoming.count), "unverified_sum": .money(total),
        "paid_out_before": .count(early.outgoing.count), "burst_sum": .money(burst.total),
        "burst_payers": .count(burst.payers), "without_verification": .duration(settled - first),
      ])
  }

  private func record(of account: Account) -> RecordEvidence {
    let opened = account.openedAt ?? scope.from
    let verified =
      account.verifiedAt.flatMap { $0 < scope.asOf ? "verified on \($0.date)" : nil }
      ?? "not verified by then"
    return RecordEvidence(
      relation: .accounts, recordID: scope.window.id(account.party), at: opened,
      summary: "The account was opened on \(opened.date); its holder was \(verified).")
  }
}
