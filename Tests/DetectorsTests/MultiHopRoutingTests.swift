import Detection
import Detectors
import Ledger
import TestSupport
import Testing
import Window

/// What a case with one finding cannot show: several subjects at once, hubs, roles and words.
struct MultiHopRoutingTests {
  private let asOf = Instant(year: 2026, month: 3, day: 1)

  private func payment(_ day: Int, _ hour: Int, _ debtor: String, _ creditor: String, _ amount: String)
    -> [String: String]
  {
    let at = asOf - .days(Int64(day)) + .hours(Int64(hour))
    return ["booked_at": at.description, "debtor_id": debtor, "creditor_id": creditor, "amount": amount]
  }

  private func example(
    _ payments: [[String: String]], classes: [[String: String]], settings: [String: String] = [:]
  )
    -> DetectorCase
  {
    var example = DetectorCase(title: "in code", place: "here", kind: "fires", asOf: asOf)
    example.settings = settings
    example.tables["classes"] = classes
    example.tables["transactions"] = payments.enumerated().map { number, row in
      row.merging(["transaction_id": "t\(1000 + number)"]) { kept, _ in kept }
    }
    return example
  }

  private func findings(_ example: DetectorCase) throws -> (
    findings: [Finding], window: Window, detector: MultiHopRouting
  ) {
    let detector = MultiHopRouting(
      settings: try Settings(
        overriding: example.settings, of: MultiHopRouting.parameters, detector: MultiHopRouting.id))
    let (window, rejects) = example.window(lookback: detector.lookback)
    #expect(rejects.isEmpty)
    let scope = Scope(window: window, asOf: asOf, lookback: detector.lookback)
    return (try detector.findings(in: scope), window, detector)
  }

  private func scheme(_ finding: Finding) -> Scheme {
    Scheme(
      subject: finding.subject, fingerprint: finding.fingerprint, signals: finding.signals,
      transactions: finding.transactions, records: finding.records, measures: finding.measures,
      sinkClasses: finding.sinkClasses, hopsMax: finding.hopsMax, isLowerBound: finding.isLowerBound,
      firstSeenAt: asOf, lastSeenAt: asOf)
  }

  /// Eight workers are paid, pay one facilitator, and he sends it all but a fee to an exchange within 36 hours.
  private var facilitator: DetectorCase {
    var payments: [[String: String]] = []
    for month in 0..<3 {
      let day = 80 - 28 * month
      for worker in 1...8 {
        payments.append(payment(day, 0, "employer-\(worker)", "worker-\(worker)", "5000"))
        payments.append(payment(day, worker, "worker-\(worker)", "facilitator", "4000"))
      }
      payments.append(payment(day, 36, "facilitator", "deposit", "29000"))
    }
    var example = example(
      payments,
      classes: [["party_id": "deposit", "class": "exchange", "name": "Example Exchange", "linkage": "PRC"]])
    example.tables["accounts"] =
      [["account_id": "facilitator", "holder_name": "R Osei"]]
      + (1...8).flatMap { number in
        [
          ["account_id": "worker-\(number)", "role": "worker", "country": "US"],
          ["account_id": "employer-\(number)", "role": "client", "country": "US"],
        ]
      }
    return example
  }

  @Test func `workers who pay one facilitator are its subjects, with high severity`() throws {
    let (findings, _, _) = try findings(facilitator)
    // Under first-in first-out the fee of 3,000 falls on the last worker, of whom 1,000 still arrives each month.
    #expect(findings.map(\.subject) == (1...8).map { "worker-\($0)" })
    for finding in findings {
      #expect(Severity(finding.signals) == .high, "\(finding.subject)")
      #expect(finding.signals.map(\.code).contains("shared_intermediary"))
      #expect(finding.signals.map(\.code).contains("prc_linked_exchange"))
    }
    let amounts = try findings.map { try scheme($0).amount() }
    #expect(amounts == Array(repeating: Money(units: 12_000), count: 7) + [Money(units: 3_000)])
  }

  @Test func `the story tells the subject, the conduit, the payer and the sink apart`() throws {
    let (findings, window, detector) = try findings(facilitator)
    let finding = try #require(findings.first)
    let words = try detector.narrative(of: scheme(finding), in: window)
    #expect(
      words.headline
        == "USD 12,000.00 from worker-1 reached a virtual-asset exchange through R Osei (facilitator)")
    #expect(words.who.contains("Subject, where the routing begins: worker-1, worker, declares US."))
    #expect(words.who.contains("Conduits, who passed the money on: R Osei (facilitator)."))
    #expect(words.who.contains("Final recipients: deposit at Example Exchange"))
    #expect(words.who.contains("not under suspicion: employer-1."))
    #expect(
      words.what
        == "3 payments of the subject delivered USD 12,000.00 to a virtual-asset exchange. Payments this way were 100 % of what it paid out in the period."
    )
    #expect(
      words.when == "From 2025-12-11 to 2026-02-05. Between two hops the money rested 1 d 11 h at the median."
    )
    #expect(words.whereMoved == "worker-1 → R Osei (facilitator) → deposit: USD 12,000.00 by 3 routes.")
    #expect(words.why.hasPrefix("This is suspicious because the money reached a listed endpoint"))
  }

  @Test func `a story can be told when its parties have left the window`() throws {
    let (findings, window, detector) = try findings(facilitator)
    let finding = try #require(findings.first)
    let words = try detector.narrative(of: scheme(finding), in: Window(from: window.from, to: window.to))
    #expect(
      words.headline == "USD 12,000.00 from worker-1 reached a virtual-asset exchange through facilitator")
  }

  @Test func `payers are evidence for understanding and do not count`() throws {
    let (findings, _, _) = try findings(facilitator)
    let finding = try #require(findings.first)
    let context = finding.transactions.filter { $0.role == .context }
    #expect(context.map(\.debtorID) == ["employer-1", "employer-1", "employer-1"])
    #expect(context.map(\.amount) == Array(repeating: Money(units: 4_000), count: 3))
  }

  @Test func `an account without a role, with many payees and little routed, is a payer`() throws {
    var payments: [[String: String]] = []
    for month in 0..<3 {
      payments.append(payment(80 - 28 * month, 1, "firm", "bo", "5000"))
      payments.append(payment(80 - 28 * month, 9, "bo", "cn", "5000"))
      for payee in 1...9 { payments.append(payment(80 - 28 * month, 2, "firm", "staff-\(payee)", "900")) }
    }
    let classes = [["party_id": "cn", "class": "prc_bank"]]
    #expect(try findings(example(payments, classes: classes)).findings.isEmpty)
    let nine = try findings(example(payments.filter { $0["creditor_id"] != "staff-9" }, classes: classes))
      .findings
    #expect(nine.map(\.subject) == ["firm"])
  }

  @Test func `money into a hub is not followed and makes the amount a lower bound`() throws {
    var payments = (0..<51).map { payment(10, 5, "market", "stall-\($0)", "1") }
    for day in [40, 20] {
      payments.append(payment(day, 1, "ann", "bo", "6000"))
      payments.append(payment(day, 9, "bo", "cn", "6000"))
    }
    payments.append(payment(15, 1, "ann", "market", "700"))
    let (findings, window, detector) = try findings(
      example(payments, classes: [["party_id": "cn", "class": "prc_bank"]]))
    let finding = try #require(findings.first)
    #expect(finding.isLowerBound)
    #expect(finding.measures["not_followed_amount"] == .money(Money(units: 700)))
    let words = try detector.narrative(of: scheme(finding), in: window)
    #expect(words.how.contains("USD 700.00 went to parties with too many dealings to be followed"))
  }

  @Test func `more routes than are shown make the amount a lower bound`() throws {
    var payments: [[String: String]] = []
    for day in stride(from: 60, to: 10, by: -10) {
      payments.append(payment(day, 1, "ann", "bo", "6000"))
      payments.append(payment(day, 9, "bo", "cn", "6000"))
    }
    let classes = [["party_id": "cn", "class": "prc_bank"]]
    let whole = try #require(try findings(example(payments, classes: classes)).findings.first)
    #expect(!whole.isLowerBound)
    let cut = try #require(
      try findings(example(payments, classes: classes, settings: ["max_routes": "2"])).findings.first)
    #expect(cut.isLowerBound)
    #expect(try scheme(cut).amount() == scheme(whole).amount())
    #expect(Set(cut.transactions.filter { $0.role == .hop }.map(\.route)).count == 2)
  }

  @Test func `a cheat's payments are judged apart from those to an honest supplier`() throws {
    var payments: [[String: String]] = []
    for day in [60, 40, 20] {
      payments.append(
        payment(day, 1, "ann", "supplier", "90000").merging(["authorisation_id": "po-1"]) { kept, _ in kept })
      payments.append(payment(day, 3, "supplier", "cn", "90000"))
      payments.append(payment(day, 5, "ann", "bo", "6000"))
      payments.append(payment(day, 9, "bo", "cn", "6000"))
    }
    var example = example(payments, classes: [["party_id": "cn", "class": "prc_bank"]])
    example.tables["authorisations"] = [
      ["authorisation_id": "po-1", "payer_id": "ann", "payee_id": "supplier", "kind": "purchase_order"]
    ]
    let finding = try #require(try findings(example).findings.first)
    #expect(try scheme(finding).amount() == Money(units: 18_000))
  }

  @Test func `it looks back over the period and what matching needs before it`() {
    #expect(MultiHopRouting(settings: Settings()).lookback == .days(105))
  }
}
