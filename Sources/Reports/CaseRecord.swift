package import Detection
package import Ledger

/// A case, or an alert that stands for itself, as reports see it: everything they tell is a function of this value.
///
/// It is neutral: no form of any authority, no page. `case.json` beside a draft is this value, so another writer (goAML,
/// say) can start from it.
package struct CaseRecord: Codable, Equatable, Sendable {
  package enum Kind: String, Codable, Sendable { case alert, `case` }

  package var kind: Kind
  /// UUID of the case, or of the alert.
  package var id: String
  package var headline: String
  package var severity: Severity
  /// The reporting currency: of every ``Money`` in here.
  package var currency: String
  /// Most severe first, then by amount, then by when they were first seen.
  package var alerts: [ReportedAlert]
  /// Everybody on a transaction or record, and who registered them; ascending by id, bytewise.
  package var parties: [CaseParty]
  /// Each transaction once, ascending by (booked_at, id).
  package var transactions: [CaseTransaction]
  /// Evidence that is not a transaction, ascending by (at, relation, id).
  package var facts: [CaseFact]
  /// What became of the alerts, ascending in time.
  package var events: [CaseEvent]
  /// The runs that first and last saw the alerts, ascending by id.
  package var runs: [CaseRun]
  /// The lists the alerts name, by name.
  package var lists: [CaseList]
  /// What could not be read and so is not in here, in sentences.
  package var notRead: [String]

  package init(
    kind: Kind, id: String, headline: String, severity: Severity, currency: String,
    alerts: [ReportedAlert] = [],
    parties: [CaseParty] = [], transactions: [CaseTransaction] = [], facts: [CaseFact] = [],
    events: [CaseEvent] = [], runs: [CaseRun] = [], lists: [CaseList] = [], notRead: [String] = []
  ) {
    self.kind = kind
    self.id = id
    self.headline = headline
    self.severity = severity
    self.currency = currency
    self.alerts = alerts
    self.parties = parties
    self.transactions = transactions
    self.facts = facts
    self.events = events
    self.runs = runs
    self.lists = lists
    self.notRead = notRead
  }

  /// Enough of the id to find it again, and short enough for a form's 25 characters: `818c6dba-0244-89d4`.
  package var shortID: String { String(id.prefix(18)) }

  /// A party by its identifier. O(parties).
  package func party(_ id: String) -> CaseParty? { parties.first { $0.id == id } }
}

/// One alert of a case, as its detector worded it.
package struct ReportedAlert: Codable, Equatable, Sendable {
  package var id: String
  package var detector: String
  package var detectorVersion: Int
  package var subjectID: String
  package var severity: Severity
  package var score: Int
  package var headline: String
  package var who: String
  package var what: String
  package var when: String
  package var whereMoved: String
  package var why: String
  package var how: String
  package var amount: Money
  package var currency: String
  package var isLowerBound: Bool
  /// What was searched: `[windowFrom, windowTo)`.
  package var windowFrom: Instant
  package var windowTo: Instant
  package var firstSeenAt: Instant
  package var lastSeenAt: Instant
  /// Stored reason codes, with what their detector says of them today.
  package var reasons: [Reason]
  /// The published indicators its detector answers.
  package var redFlags: [Citation]
  package var sinkClasses: [SinkClass]
  /// Figures behind the judgement, in words, by name.
  package var measures: [String: String]

  /// One reason code of an alert.
  package struct Reason: Codable, Equatable, Sendable {
    package var code: String
    /// A clause that finishes "This is suspicious because …"; nil for a code its detector no longer declares.
    package var because: String?
    package var isExactSanctionsMatch: Bool

    package init(code: String, because: String? = nil, isExactSanctionsMatch: Bool = false) {
      self.code = code
      self.because = because
      self.isExactSanctionsMatch = isExactSanctionsMatch
    }
  }

  /// A red flag and who published it.
  package struct Citation: Codable, Hashable, Sendable {
    package var source: String
    package var indicator: String

    package init(source: String, indicator: String) {
      self.source = source
      self.indicator = indicator
    }
  }

  package init(
    id: String, detector: String, detectorVersion: Int, subjectID: String, severity: Severity, score: Int,
    headline: String, who: String, what: String, when: String, whereMoved: String, why: String, how: String,
    amount: Money, currency: String, isLowerBound: Bool, windowFrom: Instant, windowTo: Instant,
    firstSeenAt: Instant,
    lastSeenAt: Instant, reasons: [Reason], redFlags: [Citation] = [], sinkClasses: [SinkClass] = [],
    measures: [String: String] = [:]
  ) {
    self.id = id
    self.detector = detector
    self.detectorVersion = detectorVersion
    self.subjectID = subjectID
    self.severity = severity
    self.score = score
    self.headline = headline
    self.who = who
    self.what = what
    self.when = when
    self.whereMoved = whereMoved
    self.why = why
    self.how = how
    self.amount = amount
    self.currency = currency
    self.isLowerBound = isLowerBound
    self.windowFrom = windowFrom
    self.windowTo = windowTo
    self.firstSeenAt = firstSeenAt
    self.lastSeenAt = lastSeenAt
    self.reasons = reasons
    self.redFlags = redFlags
    self.sinkClasses = sinkClasses
    self.measures = measures
  }
}
