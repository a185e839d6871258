import Alerts
import Detection
import Ledger
import Window

/// Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (2014).
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A study of nothing.
struct NothingToSee: Study {
  func candidates(under settings: Settings) throws -> [Candidate] { [] }
}

/// A detector that finds nothing by itself: tests hand its findings in.
struct Sample: Detector {
  static let id = "sample"
  static let version = 3
  static let answers = ""
  static let redFlags: [RedFlag] = []
  static let misses = ""
  static let lookAlikes = ""
  static let parameters: [Parameter] = []
  static let studied: [Parameter] = []
  static let sieves: [Parameter] = []
  static let signals = [
    Signal("far_path", .path, 39, "money went far"),
    Signal("one_more", .path, 1, "one more"),
    Signal("many_paths", .path, 30, "money went many ways"),
    Signal("other_name", .identity, 30, "the names differ"),
    Signal("almost_other_name", .identity, 29, "the names nearly differ"),
    Signal("listed", .path, 5, "a list names it", isExactSanctionsMatch: true),
    Signal("long_contract", .identity, -20, "a contract covers it"),
    Signal("heavy", .theft, 900, "it is very heavy"),
  ]
  static let needs: Set<Relation> = []
  static let maturity = Maturity.active

  let settings = Settings()
  let lookback = Span.days(90)

  init(settings: Settings = Settings()) {}

  static func signal(_ codes: String...) -> [Signal] { codes.compactMap { signal(code: $0) } }

  func study(_ scope: Scope) throws -> any Study { NothingToSee() }

  func narrative(of scheme: Scheme, in window: Window) throws -> Narrative {
    Narrative(
      headline: "\(scheme.subject): \(try scheme.amount()) in \(scheme.counted.count)", who: scheme.subject,
      what: scheme.fingerprint.joined(separator: " "), when: "\(scheme.firstSeenAt) to \(scheme.lastSeenAt)",
      whereMoved: scheme.transactions.map(\.creditorID).joined(separator: " "),
      why: scheme.signals.map(\.because).joined(separator: ", "), how: scheme.records.map(\.summary).joined())
  }
}

/// ``Sample`` as it was one version ago, under the same id.
struct OldSample: Detector {
  static let id = Sample.id
  static let version = 2
  static let answers = ""
  static let redFlags: [RedFlag] = []
  static let misses = ""
  static let lookAlikes = ""
  static let parameters: [Parameter] = []
  static let studied: [Parameter] = []
  static let sieves: [Parameter] = []
  static let signals = Sample.signals
  static let needs: Set<Relation> = []
  static let maturity = Maturity.shadow

  let settings = Settings()
  let lookback = Span.days(90)

  init(settings: Settings = Settings()) {}

  func study(_ scope: Scope) throws -> any Study { NothingToSee() }

  func narrative(of scheme: Scheme, in window: Window) throws -> Narrative {
    try Sample().narrative(of: scheme, in: window)
  }
}

let firstDay = Instant(year: 2026, month: 3, day: 1)

/// The end of the day `count` days after the first.
func day(_ count: Int64) -> Instant { firstDay + .days(count) }

func transaction(
  _ id: String, _ role: EvidenceRole = .charge, units: Int64 = 100, route: String = "", hop: Int? = nil,
  bookedAt: Instant = firstDay, to creditor: String = "creditor"
) -> TransactionEvidence {
  TransactionEvidence(
    transactionID: id, role: role, route: route, hop: hop, amount: Money(units: units),
    amountOriginal: ExactDecimal(mantissa: Int128(units) * 100, scale: 2), currencyOriginal: "USD",
    bookedAt: bookedAt, debtorID: "debtor", creditorID: creditor)
}

/// A finding about `subject` at a point, as a run would hand it in.
struct Seen {
  var finding: Finding
  var point: Instant
  var old = false
  var parameters = "set 1"

  var detector: any Detector { old ? OldSample() as any Detector : Sample() }
  var windowFrom: Instant { point - .days(90) }
  var stored: StoredAlert {
    StoredAlert(
      finding, of: detector, at: point, windowFrom: windowFrom, listVersions: ["l 1"],
      parameterDigest: parameters)
  }
}

extension Seen {
  /// A finding that shares keys, points and values with its like often enough to make every kind of tie.
  static func random(subject: String = "acct-1", using random: inout SplitMix64) -> Seen {
    let transactions = (0..<Int.random(in: 0...8, using: &random)).map { _ in
      let role = EvidenceRole.allCases.randomElement(using: &random) ?? .charge
      let onRoute = role == .hop
      return TransactionEvidence(
        transactionID: "t\(Int.random(in: 1...4, using: &random))", role: role,
        route: onRoute ? ["t1>t2", "t3>t4"].randomElement(using: &random) ?? "" : "",
        hop: onRoute ? Int.random(in: 1...2, using: &random) : nil,
        amount: Money(micros: Int64.random(in: 1...3, using: &random)),
        amountOriginal: ExactDecimal(
          mantissa: Int128(Int.random(in: 1...2, using: &random)),
          scale: Int.random(in: 0...1, using: &random)),
        currencyOriginal: ["USD", "CNY"].randomElement(using: &random) ?? "",
        bookedAt: day(Int64.random(in: 0...1, using: &random)),
        debtorID: "d\(Int.random(in: 1...2, using: &random))",
        creditorID: "c\(Int.random(in: 1...2, using: &random))")
    }
    let records = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      RecordEvidence(
        relation: [.payoutRequests, .accounts].randomElement(using: &random) ?? .accounts,
        recordID: "r\(Int.random(in: 1...2, using: &random))",
        at: day(Int64.random(in: 0...1, using: &random)),
        summary: "s\(Int.random(in: 1...2, using: &random))")
    }
    let finding = Finding(
      subject: subject, fingerprint: ["one"],
      signals: Sample.signals.filter { _ in Bool.random(using: &random) },
      transactions: transactions, records: records,
      measures: [
        "total": .money(Money(micros: Int64.random(in: 0...2, using: &random))),
        "share": .ratio(perMille: Int64.random(in: 0...2, using: &random)),
        "dwell": .duration(Span(micros: Int64.random(in: 0...1, using: &random))),
      ],
      sinkClasses: Set(SinkClass.allCases.filter { _ in Bool.random(using: &random) }),
      hopsMax: Int.random(in: 0...5, using: &random), isLowerBound: Int.random(in: 0...9, using: &random) == 0
    )
    return Seen(
      finding: finding, point: day(Int64.random(in: 1...4, using: &random)), old: Bool.random(using: &random),
      parameters: ["set 1", "set 2"].randomElement(using: &random) ?? "")
  }
}

/// What comes back after a stored alert went through the tables, rows in the order of the tables.
func reread(_ alert: StoredAlert) throws -> StoredAlert {
  var latest = alert.latest
  latest.measures = try [String: Measure](jsonText: alert.latest.measures.jsonText)
  return StoredAlert(
    detector: alert.detector, subject: alert.subject, fingerprint: alert.fingerprint,
    reasonCodes: alert.reasonCodes.sorted(),
    transactions: alert.transactions.values.sorted(by: SeenTransaction.inOrder),
    records: alert.records.values.sorted(by: SeenRecord.inOrder), sinkClasses: alert.sinkClasses.sorted(),
    hopsMax: alert.hopsMax, isLowerBound: alert.isLowerBound, firstSeenAt: alert.firstSeenAt,
    windowFrom: alert.windowFrom, windowTo: alert.windowTo, listVersions: alert.listVersions.sorted(),
    latest: latest)
}

func joined(_ left: StoredAlert, _ right: StoredAlert) -> StoredAlert {
  var result = left
  result.join(right)
  return result
}

let emptyWindow = Window(from: firstDay, to: day(30))
