package import Detection
package import Ledger
import Window

/// Small charges on one payer's account that nobody agreed to, and that add up.
///
/// A payer's charges up to a limit are taken net of refunds; what an authorisation covers, what an established merchant
/// or a subscription explains, is left alone. The rest is tied together by who started it, where the payees' money
/// goes, who the payee is and what the descriptor says. One tie is one scheme, however many charges it grows to.
package struct InstallmentCharges: Detector {
  package static let id = "installment-charges"
  package static let version = 3
  package static let answers = "small repeated unauthorised charges to one payer that add up"
  package static let redFlags = [
    RedFlag("small-unauthorised-charges", by: repeated, many, large, crowding, workerInitiated),
    RedFlag("no-goods-or-services", by: repeated),
  ]
  package static let misses = """
    Charges above the small-charge limit. A merchant that at least three other payers pay, if it shares nothing with a \
    worker. Charges that name a valid authorisation with room left, genuine or not. Several payees with \
    nothing in common until each has enough charges of its own.
    """
  package static let lookAlikes = """
    Subscriptions (even amounts and intervals, established merchant), metered cloud and advertising (merchant paid by \
    other payers, or invoices), travel (likewise), instalment plans (even charges under one contract or purchase \
    order), refunded and charged-back purchases (netted), a terminal that goes wild for some days (`least_days`), money between a payer's own accounts.
    """

  static let largestCharge = Parameter.money(
    "largest_charge", units: 2_500, "A charge up to this is small.")
  static let earlyCount = Parameter.count(
    "early_count", 6, "This many charges in the early period are enough.")
  static let earlyPeriod = Parameter.duration("early_period", .days(90), "The early period.")
  static let earlySum = Parameter.money("early_sum", units: 5_000, "And they must add up to this.")
  static let fullCount = Parameter.count(
    "full_count", 10, "This many charges in view are enough at any pace.")
  static let fullSum = Parameter.money("full_sum", units: 10_000, "And they must add up to this.")
  static let veryLargeSum = Parameter.money("very_large_sum", units: 25_000, "A total that weighs more.")
  static let unauthorisedShare = Parameter.ratio(
    "unauthorised_share", perMille: 800,
    "Least share, by count, of a payee's charges that nothing authorises.")
  static let leastDays = Parameter.count(
    "least_days", 4,
    "On how many days the charges must have been made: fewer are one event, such as a terminal gone wild.")
  static let refundPeriod = Parameter.duration(
    "refund_period", .days(60), "A refund this long after a charge undoes it.")
  static let otherPayers = Parameter.count(
    "other_payers", 3, "A merchant that this many other payers pay is established.")
  static let newMerchant = Parameter.duration(
    "new_merchant", .days(180), "A merchant opened this recently is new.")
  static let crowdingShare = Parameter.ratio(
    "crowding_share", perMille: 600, "Least share of charges just under a limit that looks like avoiding it.")
  static let crowdingFloor = Parameter.ratio(
    "crowding_floor", perMille: 800, "Just under a limit begins at this share of it.")
  static let crowdingCount = Parameter.count("crowding_count", 5, "Least charges just under a limit.")
  static let view = Parameter.duration("lookback", .days(180), "How far back charges are counted.")

  package static let parameters: [Parameter] = [
    largestCharge, earlyCount, earlyPeriod, earlySum, fullCount, fullSum, veryLargeSum, unauthorisedShare,
    refundPeriod, leastDays, otherPayers, newMerchant, crowdingShare, crowdingFloor, crowdingCount, view,
  ]

  static let repeated = Signal(
    "repeated_unauthorised_charges", .theft, 40, "small charges that nothing authorises were repeated")
  static let many = Signal(
    "many_charges", .theft, 10, "there are at least as many as no single mistake explains")
  static let large = Signal("large_total", .theft, 10, "the small charges add up to a large sum")
  static let veryLarge = Signal(
    "very_large_total", .theft, 10, "the sum is far above any single charge's notice")
  static let crowding = Signal(
    "amounts_under_limit", .theft, 10, "most amounts lie just under the limit at which approval is needed")
  static let disputed = Signal(
    "disputed_charges", .theft, 10, "other charges of the same payee were reversed")
  static let newPayee = Signal("new_merchant", .theft, 10, "the payee's account was opened recently")
  static let sharedDetails = Signal(
    "details_shared_with_worker", .identity, 30, "the payee shares payout or contact details with a worker")
  static let workerInitiated = Signal(
    "initiated_by_worker", .network, 20, "a worker's account started the charges")

  package static let signals: [Signal] = [
    repeated, many, large, veryLarge, crowding, disputed, newPayee, sharedDetails, workerInitiated,
  ]
  package static let needs: Set<Relation> = []
  package static let maturity = Maturity.active
  package static let effort = 2

  package let settings: Settings

  package init(settings: Settings) { self.settings = settings }

  package var lookback: Span { settings.span(Self.view) }

  package static let studied = [
    largestCharge, unauthorisedShare, refundPeriod, otherPayers, newMerchant, view,
  ]
  package static let sieves = [earlyCount, fullCount, earlySum, fullSum]

  /// O(rows + parties) to find payers with enough small charges without leave, then O(n log n) in their charges.
  package func study(_ scope: Scope) throws -> any Study { try InstallmentStudy(scope, settings) }
}

/// The small charges of every payer who has enough of them that neither leave nor an innocent pattern explains.
private final class InstallmentStudy: Study {
  private typealias Detector = InstallmentCharges

  private let scope: Scope
  private let settings: Settings
  private let book: ChargeBook
  private let leave: Leave
  private let details: SharedDetails
  private let taken: [Party: [Charge]]
  /// By the least charges of a payer that were asked for: who is a service among initiators depends on it.
  private var known: [Int: Tied] = [:]

  private struct Tied {
    let initiators: Initiators
    let groups: [(payer: Party, groups: [ChargeGroup])]
  }

  private var window: Window { scope.window }

  init(_ scope: Scope, _ settings: Settings) throws {
    self.scope = scope
    self.settings = settings
    let charges = SmallCharges(scope, upTo: settings.money(Detector.largestCharge))
    leave = Leave(scope.window, owner: charges.owner)
    // A group of charges is no larger than what one payer was charged without leave, and no near-miss lies further off.
    let leastSum = min(settings.money(Detector.earlySum), settings.money(Detector.fullSum))
    let sieve = ChargeSieve(
      charges, leave, least: max(1, Self.least(settings) * 4 / 5),
      leastSum: leastSum.scaled(by: 799, over: 1000).micros, in: scope)
    if sieve.isEmpty {
      (book, details, taken) = (ChargeBook(scope.window), SharedDetails(), [:])
      return
    }
    let merchants = Merchants(charges, sieve, in: scope, settings)
    book = ChargeBook(
      scope, charges, sieve, merchants, least: Self.least(settings),
      refundWithin: settings.span(Detector.refundPeriod))
    details = merchants.details
    let leave = leave
    taken = try book.charges.mapValues { try Self.takenWithoutLeave($0, leave, merchants, settings) }
  }

  /// A payer with fewer small charges is not looked at.
  private static func least(_ settings: Settings) -> Int {
    max(1, min(settings.count(Detector.earlyCount), settings.count(Detector.fullCount)))
  }

  func candidates(under settings: Settings) throws -> [Candidate] {
    let tied = tied(atLeast: Self.least(settings))
    var candidates = try tied.groups.flatMap { payer, groups in
      try groups.map { try candidate($0, of: payer, tied.initiators, settings) }
    }
    if let asked = scope.asked, !candidates.contains(where: { $0.concerns.contains(asked) }) {
      candidates.append(
        Candidate(
          subject: window.id(asked), fingerprint: [""], concerns: [asked],
          requirements: [
            Requirement(
              .fact(
                "it charged or was charged small amounts in view that no authorisation, refund, established merchant or "
                  + "subscription explains", false))
          ]
        ) { [window] in Finding(subject: window.id(asked), signals: []) })
    }
    return candidates.sorted {
      ([$0.subject] + $0.fingerprint).lexicographicallyPrecedes(
        [$1.subject] + $1.fingerprint, by: precedesBytewise)
    }
  }

  private func tied(atLeast least: Int) -> Tied {
    if let tied = known[least] { return tied }
    let initiators = book.initiators(atLeast: least)
    let groups = ChargeGroups(scope: scope, details: details, initiators: initiators)
    let tied = Tied(
      initiators: initiators,
      groups: taken.filter { payer, _ in book.isLookedAt(payer, atLeast: least) || isAsked(payer) }
        .sorted { $0.key < $1.key }.map { ($0.key, groups.groups(of: $0.value)) })
    known[least] = tied
    return tied
  }

  /// Whether a payer is looked at for the sake of the account asked about.
  private func isAsked(_ payer: Party) -> Bool {
    guard let asked = scope.asked else { return false }
    return payer == asked || (book.charges[payer] ?? []).contains { $0.payee == asked }
  }

  private func candidate(
    _ group: ChargeGroup, of payer: Party, _ initiators: Initiators, _ settings: Settings
  ) throws -> Candidate {
    let total = try Money.sum(group.charges.map(\.amount))
    let (count, pace) = (group.charges.count, mostWithin(settings.span(Detector.earlyPeriod), group.charges))
    let sum = "the charges that belong together add up to"
    let subject = window.party(id: group.subject)
    return Candidate(
      subject: group.subject, fingerprint: [window.id(payer), group.tie.rawValue, group.value],
      concerns: Set(group.charges.map(\.payee) + [payer] + [subject].compactMap(\.self)).sorted(),
      requirements: [
        Requirement(anyOf: [
          [
            Condition(
              "charges without leave that belong together, in the busiest early period", pace, .atLeast,
              Detector.earlyCount, settings),
            Condition(sum, total, .atLeast, Detector.earlySum, settings),
          ],
          [
            Condition(
              "charges without leave that belong together, in view", count, .atLeast, Detector.fullCount,
              settings), Condition(sum, total, .atLeast, Detector.fullSum, settings),
          ],
        ]),
        Requirement(
          Condition(
            "days on which charges that belong together were made",
            Set(group.charges.map(\.at.dayNumber)).count, .atLeast, Detector.leastDays, settings)),
      ]
    ) { [self] in try finding(group, of: payer, initiators, total, pace, settings) }
  }

  /// The charges that neither leave nor an innocent pattern of their payee explains, ascending in time.
  private static func takenWithoutLeave(
    _ charges: [Charge], _ leave: Leave, _ merchants: Merchants, _ settings: Settings
  ) throws -> [Charge] {
    var taken: [Charge] = []
    for (payee, all) in Dictionary(grouping: charges, by: \.payee) {
      let uncovered = try leave.uncovered(all)
      let share = Int64(uncovered.count) * 1000
      guard share >= settings[Detector.unauthorisedShare] * Int64(all.count),
        !merchants.explains(payee, all, leave)
      else { continue }
      taken += uncovered
    }
    return taken.sorted { $0.row < $1.row }
  }

  private func finding(
    _ group: ChargeGroup, of payer: Party, _ initiators: Initiators, _ total: Money, _ pace: Int,
    _ settings: Settings
  ) throws -> Finding {
    let (count, first, last) = (group.charges.count, group.charges[0], group.charges[group.charges.count - 1])
    let payees = Set(group.charges.map(\.payee))
    let disputes = (book.disputes[payer] ?? []).filter { payees.contains($0.payee) }
    let near = nearLimit(
      group.charges, settings, [settings.money(Detector.largestCharge), leave.largestLimit(of: payer)])
    let isCrowded =
      near >= settings.count(Detector.crowdingCount)
      && Int64(near) * 1000 >= settings[Detector.crowdingShare] * Int64(count)
    let isNew = group.charges.contains { charge in
      guard let opened = window.parties.account(charge.payee)?.openedAt else { return false }
      return opened > charge.at - settings.span(Detector.newMerchant)
    }
    let ordered = payees.sorted { precedesBytewise(window.id($0), window.id($1)) }
    var shared: [RecordEvidence] = []
    for payee in ordered {
      guard let (worker, key) = details.worker(sharingWith: payee, in: window) else { continue }
      let evidence = record(of: worker, sharing: key, in: window)
      if !shared.contains(where: { $0.recordID == evidence.recordID }) { shared.append(evidence) }
    }
    let isWorkers = group.charges.contains { initiators.worker($0) != nil }
    let raised: [(Signal, Bool)] = [
      (Detector.repeated, true), (Detector.many, count >= settings.count(Detector.fullCount)),
      (Detector.large, total >= settings.money(Detector.fullSum)),
      (Detector.veryLarge, total >= settings.money(Detector.veryLargeSum)), (Detector.crowding, isCrowded),
      (Detector.disputed, !disputes.isEmpty), (Detector.newPayee, isNew),
      (Detector.sharedDetails, !shared.isEmpty),
      (Detector.workerInitiated, isWorkers),
    ]
    let byThese = (book.charges[payer] ?? []).count { payees.contains($0.payee) }
    let all = book.usual[payer] ?? (count, Int128(total.micros))
    let others = Money(micros: Int64(clamping: all.micros - Int128(total.micros)))
    return Finding(
      subject: group.subject, fingerprint: [window.id(payer), group.tie.rawValue, group.value],
      signals: raised.filter(\.1).map(\.0),
      transactions: group.charges.map { TransactionEvidence(row: $0.row, of: window, role: .charge) }
        + disputes.map { TransactionEvidence(row: $0.row, of: window, role: .context) },
      records: shared,
      measures: [
        "charges": .count(count), "most_charges_in_early_period": .count(pace), "total": .money(total),
        "largest_charge": .money(group.charges.map(\.amount).max() ?? .zero),
        "first_to_last": .duration(last.at - first.at), "payees": .count(payees.count),
        "just_under_limit": .ratio(perMille: Int64(near) * 1000 / Int64(count)),
        "disputes": .count(disputes.count),
        "charges_by_these_payees": .count(byThese), "other_small_charges": .count(all.count - count),
        "other_total": .money(others),
      ].merging(
        others > .zero ? ["times_other_total": .ratio(perMille: total.perMille(of: others))] : [:]
      ) { $1 })
  }

  /// The worker as evidence. It names no payee, so that it reads the same as payees are added.
  private func record(of worker: Party, sharing key: DetailKey?, in window: Window) -> RecordEvidence {
    let id = window.id(worker)
    let summary =
      key.map { "Worker account \(id) shares its \($0.words) with a payee of the charges." }
      ?? "The payee \(id) is itself a worker's account."
    return RecordEvidence(
      relation: .accounts, recordID: id,
      at: window.parties.account(worker)?.openedAt ?? Instant(micros: 0), summary: summary)
  }

  /// The most charges that fall into any period of this length. O(n).
  private func mostWithin(_ period: Span, _ charges: [Charge]) -> Int {
    var (low, most) = (0, 0)
    for (high, charge) in charges.enumerated() {
      while charge.at - charges[low].at >= period { low += 1 }
      most = max(most, high - low + 1)
    }
    return most
  }

  /// How many charges lie just under one of the limits: under that which has most.
  private func nearLimit(_ charges: [Charge], _ settings: Settings, _ limits: [Money?]) -> Int {
    limits.compactMap(\.self).map { limit in
      let floor = limit.scaled(by: settings[Detector.crowdingFloor], over: 1000)
      return charges.count { $0.amount >= floor && $0.amount <= limit }
    }.max() ?? 0
  }
}
