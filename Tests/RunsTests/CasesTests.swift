import Alerts
import Demo
import Evaluation
import Ledger
import TestSupport
import Testing

/// Cases as runs write them, and how people's decisions show in the next run.
@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct CasesTests {
  static let end = RunningWarehouse.end

  /// One run over a small demo warehouse.
  private let warehouse: RunningWarehouse

  init() throws { warehouse = try RunningWarehouse.evaluated() }

  private func rows(_ sql: String) throws -> [String] { try warehouse.database.column(sql) }

  @Test func `every active alert is in one case, and a case is what its alerts amount to`() throws {
    #expect(
      try rows(
        """
        SELECT alert_id FROM weir.alerts LEFT JOIN weir.case_alerts USING (alert_id)
        WHERE (maturity = 'active') <> (case_id IS NOT NULL)
        """) == [])
    #expect(
      try rows(
        """
        SELECT c.case_id FROM weir.cases AS c
        CROSS JOIN LATERAL (
          SELECT sum(amount) AS amount FROM (
            SELECT max(t.amount) AS amount FROM weir.case_alerts AS m JOIN weir.alert_transactions AS t USING (alert_id)
            WHERE m.case_id = c.case_id AND t.counts GROUP BY t.transaction_id
          ) AS once
        ) AS money
        CROSS JOIN LATERAL (
          SELECT count(*) AS alerts, count(DISTINCT subject_id) AS subjects, min(first_seen_at) AS opened,
            max(weir.severity_rank(severity)) AS severity
          FROM weir.case_alerts AS m JOIN weir.alerts AS a USING (alert_id) WHERE m.case_id = c.case_id
        ) AS sums
        WHERE c.amount <> coalesce(money.amount, 0) OR c.alert_count <> sums.alerts OR c.subject_count <> sums.subjects
          OR c.opened_at <> sums.opened OR weir.severity_rank(c.severity) < sums.severity
        """) == [])
    #expect(try rows("SELECT count(*) > 5 FROM weir.cases") == ["t"])
    #expect(try rows("SELECT max(alert_count) > 2 FROM weir.cases") == ["t"])
  }

  @Test func `alerts about one subject are one case`() throws {
    #expect(
      try rows(
        """
        SELECT subject_id FROM weir.alerts JOIN weir.case_alerts USING (alert_id)
        GROUP BY subject_id HAVING count(DISTINCT case_id) > 1
        """) == [])
  }

  @Test func `people paid at one destination are one case, and strangers who use one exchange are not`()
    throws
  {
    // The mule cell of the demo meets at one exchange account; the big exchange's customers do not meet anywhere.
    // Who shares a name, an address or a template is not tied to the others by money.
    let apart = ["payee-name-mismatch", "login-anomaly", "platform-collusion"]
    let schemes = DemoWarehouse.generate(accounts: 800).labels.filter {
      $0.isScheme && !apart.contains($0.detector)
    }
    for scheme in schemes where !scheme.partyIDs.isEmpty {
      let parties = ([scheme.subjectID] + scheme.partyIDs).map { "'\($0)'" }.joined(separator: ", ")
      let cases = try rows(
        """
        SELECT DISTINCT case_id FROM weir.alerts JOIN weir.case_alerts USING (alert_id)
        WHERE detector = '\(scheme.detector)' AND subject_id IN (\(parties))
        """)
      #expect(cases.count <= 1, "\(scheme.schemeID), \(scheme.story): \(cases.count) cases")
    }
    #expect(try rows("SELECT count(*) FROM weir.cases WHERE subject_count > 12") == ["0"])
  }

  @Test func `no honest look-alike leads a high case`() throws {
    let labels = DemoWarehouse.generate(accounts: 800).labels
    let guilty = Set(labels.filter(\.isScheme).flatMap { [$0.subjectID] + $0.partyIDs })
    let lookAlikes = Set(labels.filter { !$0.isScheme }.map(\.subjectID)).subtracting(guilty)
    let grave = try rows("SELECT subject_id FROM weir.cases WHERE severity IN ('high', 'critical')")
    #expect(lookAlikes.count > 5)
    #expect(lookAlikes.intersection(grave) == [])
  }

  @Test func `two old cases that come to share a destination become one`() throws {
    let warehouse = try RunningWarehouse()
    try warehouse.run(Self.end - .days(2))
    let database = warehouse.database
    // Two subjects with nothing in common so far.
    let subjects = try database.column(
      """
      SELECT subject_id FROM weir.cases JOIN weir_source.accounts ON account_id::text = subject_id
      WHERE alert_count = 1 AND role = 'worker' ORDER BY subject_id LIMIT 2
      """)
    try #require(subjects.count == 2)
    let mine = "SELECT case_id FROM weir.cases WHERE subject_id IN ('\(subjects[0])', '\(subjects[1])')"
    let before = try database.column(mine)
    #expect(before.count == 2)
    try database.run(
      """
      CREATE TABLE kept AS SELECT * FROM weir_source.payment_detail_changes;
      DROP VIEW weir_source.payment_detail_changes;
      CREATE VIEW weir_source.payment_detail_changes AS SELECT * FROM kept;
      INSERT INTO kept (change_id, account_id, changed_at, field, old_value, new_value)
      SELECT 900001 + n, a.account_id, '2026-05-31 10:00Z', 'bank_account', 'US1234567890' || n, 'DE44500105175407'
      FROM unnest(ARRAY['\(subjects[0])', '\(subjects[1])']) WITH ORDINALITY AS s (id, n)
      JOIN weir_source.accounts AS a ON a.account_id::text = s.id;
      """)
    try warehouse.run(Self.end)
    for old in before {
      let now = try database.column(
        "SELECT case_id FROM weir.case_alerts JOIN weir.cases USING (case_id) WHERE own_case_id = '\(old)'")
      #expect(now.count == 1)
      #expect(before.contains(now[0]))
    }
    let merges = try database.column("SELECT merged_at::date FROM weir.case_merges")
    #expect(merges == ["2026-06-01"])
    #expect(try database.column(mine).count <= 1)
  }

  @Test func `a suppressed alert is written, grows, and is said to be suppressed`() throws {
    let warehouse = try RunningWarehouse()
    try warehouse.run(Self.end - .days(30))
    let database = warehouse.database
    let alert = try database.column(
      "SELECT alert_id FROM weir.alerts WHERE detector = 'multi-hop-routing' ORDER BY alert_id LIMIT 1")[0]
    _ = try database.column(
      "SELECT weir.suppress('{\"alert_id\": \"\(alert)\"}', 'a known supplier', 'ann', '2026-07-01Z')")
    let evidence = "SELECT weir.evidence_count('\(alert)')"
    let before = try database.column(evidence)
    let run = try warehouse.command("run", "--as-of", Self.end.description)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("; 1 suppressed: kept up to date, asking for no attention"))
    #expect(try database.column(evidence) != before)
    let queue = "SELECT count(*) FROM weir.alert_state WHERE alert_id = '\(alert)' AND asks_for_attention"
    #expect(try database.column(queue) == ["0"])
    let told = try warehouse.command("explain", alert)
    #expect(told.output.contains("suppressed until 2026-07-01T00:00:00Z by ann"))
    #expect(told.output.contains("a known supplier"))
  }

  @Test(arguments: [
    "multi-hop-routing", "installment-charges", "virtual-currency-payout", "payment-detail-churn",
  ])
  func `explain answers every question, adds up, and says what was not searched`(detector: String) throws {
    let alert = try rows(
      "SELECT alert_id FROM weir.alerts WHERE detector = '\(detector)' ORDER BY score DESC, alert_id LIMIT 1")[
        0]
    let told = try warehouse.command("explain", String(alert.prefix(13)))
    #expect(told.status == 0, "\(told.errors)")
    for heading in [
      "Who", "What", "When", "Where", "Why", "How", "Why this severity", "Measured", "Evidence",
      "Held against the limits in force", "Not searched", "History",
    ] {
      #expect(told.output.contains(heading), "\(heading)")
    }
    let score = try rows("SELECT score FROM weir.alerts WHERE alert_id = '\(alert)'")[0]
    #expect(told.output.contains("= \(score) points;"))
    let points = told.output.matches(of: #/(?m)^ +([+-]\d+)  \w/#).compactMap { Int($0.1) }
    #expect(points.reduce(0, +) == Int(score))
    for code in try rows("SELECT unnest(reason_codes) FROM weir.alerts WHERE alert_id = '\(alert)'") {
      #expect(told.output.contains(code))
    }
  }

  @Test func `explain says how an alert was closed, by whom and why`() throws {
    let alert = try rows("SELECT alert_id FROM weir.alerts ORDER BY score DESC, alert_id LIMIT 1")[0]
    try warehouse.database.run("SELECT weir.record_event('\(alert)', 'assigned', assignee => 'ann')")
    try warehouse.database.run(
      "SELECT weir.record_event('\(alert)', 'closed', 'false_positive', 'one family')")
    let told = try warehouse.command("explain", alert).output
    #expect(told.contains("closed as false positive, with ann: one family"))
  }

  @Test func `explain of a case adds up to what is stored, subject by subject and term by term`() throws {
    // The largest, one of each severity, and the first of all.
    let cases = try rows(
      """
      (SELECT case_id FROM weir.cases ORDER BY alert_count DESC, case_id LIMIT 1)
      UNION (SELECT DISTINCT ON (severity) case_id FROM weir.cases ORDER BY severity, case_id)
      UNION (SELECT case_id FROM weir.cases ORDER BY subject_count DESC, case_id LIMIT 1)
      """)
    #expect(cases.count >= 3)
    for id in cases {
      let told = try warehouse.command("explain", String(id.prefix(13)))
      #expect(told.status == 0, "\(told.errors)")
      let stored = try rows(
        "SELECT unnest(ARRAY[severity, priority::text, subject_count::text]) FROM weir.cases WHERE case_id = '\(id)'"
      )
      #expect(told.output.contains("The case has the highest of these: \(stored[0])"))
      #expect(!told.output.contains("Stored is"))
      let terms = told.output.matches(of: #/(?m)^ +[+=]([\d,]+,\d{3}|0) /#)
        .compactMap { Int64($0.1.replacing(",", with: "")) }
      #expect(terms.count == 4)
      #expect(terms.dropLast().reduce(0, +) == Int64(stored[1]))
      #expect(terms.last == Int64(stored[1]))
      // Each subject's points add up to its total.
      var (sum, totals) = (0, 0)
      for line in told.output.split(separator: "\n") {
        if let points = line.firstMatch(of: #/^ +([+-]\d+)  \w/#).flatMap({ Int($0.1) }) { sum += points }
        if let total = line.firstMatch(of: #/^  = (-?\d+) points;/#).flatMap({ Int($0.1) }) {
          #expect(sum == total, "\(id): \(line)")
          (sum, totals) = (0, totals + 1)
        }
      }
      #expect(totals == Int(stored[2]))
      for alert in try rows("SELECT alert_id FROM weir.case_alerts WHERE case_id = '\(id)'") {
        #expect(told.output.contains(alert))
      }
    }
  }

  @Test func `explain names what the run could not look at`() throws {
    let warehouse = try RunningWarehouse()
    try warehouse.database.run("DROP VIEW weir_source.payment_detail_changes")
    try warehouse.run(Self.end)
    let alert = try warehouse.database.column("SELECT alert_id FROM weir.alerts LIMIT 1")[0]
    let told = try warehouse.command("explain", alert)
    #expect(told.output.contains("payment-detail-churn did not run: relation absent: payment_detail_changes"))
  }

  @Test(arguments: ["ffffffff", "%", "_", ""])
  func `explain of no alert, or of several, is a usage error`(beginning: String) throws {
    let told = try warehouse.command("explain", beginning)
    #expect(told.status == 64)
    #expect(told.errors.contains("alert"))
  }
}
