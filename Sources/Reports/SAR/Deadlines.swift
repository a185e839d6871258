package import Ledger

/// One legal clock: what it counts from, and until when.
package struct Clock: Equatable, Sendable {
  package let name: String
  /// What it counts and where that is written.
  package let rule: String
  /// The day it began, or nil while it has not.
  package let began: Instant?
  /// Why it began then, or why it has not.
  package let basis: String
  /// The last day.
  package let due: Instant?

  /// Whole days from the as-of's date to the last day; negative when it has passed.
  package func daysLeft(_ asOf: Instant) -> Int64? { due.map { $0.dayNumber - asOf.dayNumber } }
}

/// The clocks a case runs against. Days are UTC dates.
package struct Deadlines: Equatable, Sendable {
  /// Latest days in the order of the form's clocks; the first is the report's own.
  package let clocks: [Clock]

  /// - Suspicion is determined when review concludes, not when software flags: the first escalation of an alert. From
  ///   then 30 calendar days, or 60 while nobody is named (31 CFR 1020.320(b)(3), 1022.320(b)(3)).
  /// - A second clock counts from the first alert: the earliest day anybody could hold against the filer.
  /// - Activity that continues: 120 days after the report before (FinCEN and agencies, questions of 9 October 2025).
  /// - Blocked or rejected transactions: ten business days (31 CFR 501.603, 501.604). The tables do not say when
  ///   something was blocked, so the clock counts from the first alert with an exact match to a sanctions list.
  package init(_ record: CaseRecord, _ figures: CaseFigures, isSuspectNamed: Bool, prior: PriorFiling?) {
    let days: Int64 = isSuspectNamed ? 30 : 60
    let determined = record.events.filter { $0.event == "escalated" }.map(\.at).min()?.startOfDay
    let rule =
      "\(days) calendar days from the determination\(isSuspectNamed ? "" : ", while no suspect is named") "
      + "(31 CFR 1020.320(b)(3), 1022.320(b)(3))"
    var clocks = [
      Clock(
        name: "Report, from the determination", rule: rule, began: determined,
        basis: determined == nil
          ? "not begun: no alert of the case has been escalated"
          : "the first escalation of an alert of the case",
        due: determined.map { $0 + .days(days) }),
      Clock(
        name: "Report, counted from the first alert",
        rule: "the same, from the earliest day that could be held against the filer",
        began: figures.noticedAt.startOfDay, basis: "the first alert of the case",
        due: figures.noticedAt.startOfDay + .days(days)),
    ]
    if let prior {
      clocks.append(
        Clock(
          name: "Continuing activity",
          rule: "120 calendar days after the report before (FinCEN and agencies, 9 October 2025)",
          began: prior.filedOn, basis: "the report \(prior.bsaID)", due: prior.filedOn + .days(120)))
    }
    let matched = record.alerts.filter { alert in
      alert.sinkClasses.contains(.sanctioned) || alert.reasons.contains(where: \.isExactSanctionsMatch)
    }.map(\.firstSeenAt).min()?.startOfDay
    clocks.append(
      Clock(
        name: "OFAC, blocked or rejected transactions",
        rule: "ten business days from the blocking or rejection (31 CFR 501.603, 501.604)", began: matched,
        basis: matched == nil
          ? "not begun: no exact match to a sanctions list is in evidence; it begins if anything is blocked or rejected"
          : "the first alert with an exact match to a sanctions list; an earlier blocking counts instead",
        due: matched.map { BusinessDays.after($0, 10) }))
    self.clocks = clocks
  }
}

/// A report that was filed on the case before.
package struct PriorFiling: Equatable, Sendable {
  /// The 14 digits FinCEN acknowledged it with; zeros where they are not known.
  package let bsaID: String
  package let filedOn: Instant
  package let periodFrom: Instant
  package let periodTo: Instant
  package let amount: Money
  /// Its amount and those of all reports it continued.
  package let cumulative: Money

  package init(
    bsaID: String, filedOn: Instant, periodFrom: Instant, periodTo: Instant, amount: Money, cumulative: Money
  ) {
    self.bsaID = bsaID
    self.filedOn = filedOn
    self.periodFrom = periodFrom
    self.periodTo = periodTo
    self.amount = amount
    self.cumulative = cumulative
  }
}

/// Which of its three kinds a report is.
package enum ReportKind: Equatable, Sendable {
  case initial
  case continuing(PriorFiling)
  case correcting(PriorFiling)

  package var prior: PriorFiling? {
    switch self {
    case .initial: nil
    case .continuing(let prior), .correcting(let prior): prior
    }
  }

  package var word: String {
    switch self {
    case .initial: "initial"
    case .continuing: "continuing"
    case .correcting: "correcting"
    }
  }

  /// The first instant a report of this kind covers; nil for everything.
  package var since: Instant? {
    switch self {
    case .initial: nil
    case .continuing(let prior): prior.periodTo.startOfDay + .days(1)
    case .correcting(let prior): prior.periodFrom.startOfDay
    }
  }
}
