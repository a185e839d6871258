import Ledger
import TestSupport
import Testing

/// What a dashboard adds up agrees with the alert tables, to the cent (design §8).
@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct BITotalsTests {
  private let warehouse: RunningWarehouse

  /// The demo after a run, with some work done on it.
  init() throws {
    warehouse = try RunningWarehouse.evaluated()
    try warehouse.database.run(
      """
      SELECT weir.record_event(alert_id, 'in_review') FROM weir.alerts WHERE severity = 'medium';
      SELECT weir.record_event(alert_id, 'closed', 'false_positive', 'r')
        FROM (SELECT alert_id FROM weir.alerts WHERE severity = 'medium' ORDER BY alert_id LIMIT 2) AS part;
      SELECT weir.record_event(alert_id, 'escalated')
        FROM (SELECT alert_id FROM weir.alerts WHERE severity = 'high' ORDER BY alert_id LIMIT 3) AS part;
      SELECT weir.record_event(alert_id, 'closed', 'referred', 'r')
        FROM (SELECT alert_id FROM weir.alerts WHERE severity = 'high' ORDER BY alert_id LIMIT 1) AS part;
      """)
  }

  private func one(_ sql: String) throws -> String { try warehouse.database.column(sql)[0] }

  /// A figure of the views, and the same from the tables.
  static let figures: [(bi: String, tables: String)] = [
    ("count(*) FROM weir_bi.fact_alert", "count(*) FROM weir.alerts"),
    ("sum(amount) FROM weir_bi.fact_alert", "sum(amount) FROM weir.alerts"),
    ("sum(amount) FROM weir_bi.fact_alert_transaction WHERE counts", "sum(amount) FROM weir.alerts"),
    (
      "count(DISTINCT (alert_id, transaction_id)) FROM weir_bi.fact_alert_transaction",
      "sum(transaction_count) FROM weir.alerts"
    ),
    ("count(*) FROM weir_bi.fact_alert_record", "count(*) FROM weir.alert_records"),
    ("sum(points) FROM weir_bi.fact_alert_reason", "sum(score) FROM weir.alerts"),
    ("count(*) FROM weir_bi.fact_alert_sink_class", "sum(cardinality(sink_classes)) FROM weir.alerts"),
    ("sum(opened) FROM weir_bi.fact_alert_daily", "count(*) FROM weir.alerts WHERE maturity = 'active'"),
    (
      "sum(opened_amount) FROM weir_bi.fact_alert_daily",
      "sum(amount) FROM weir.alerts WHERE maturity = 'active'"
    ),
    (
      "sum(escalated) FROM weir_bi.fact_alert_daily",
      "count(*) FROM weir.analyst_events WHERE event = 'escalated' OR disposition = 'referred'"
    ),
    (
      "sum(closed) FROM weir_bi.fact_alert_daily",
      "count(*) FROM weir.analyst_events WHERE event = 'closed' AND disposition <> 'referred'"
    ),
    ("sum(alerts) FROM weir_bi.fact_alert_ageing", "count(*) FROM weir.alert_state WHERE asks_for_attention"),
    (
      "sum(amount) FROM weir_bi.fact_alert_ageing",
      "sum(amount) FROM weir.alerts JOIN weir.alert_state USING (alert_id) WHERE asks_for_attention"
    ),
    (
      "sum(alerts) FROM weir_bi.fact_alert_funnel WHERE stage = 'opened'",
      "count(*) FROM weir.alerts WHERE maturity = 'active'"
    ),
    (
      "sum(alerts) FROM weir_bi.fact_alert_funnel WHERE stage = 'triaged'",
      "count(DISTINCT alert_id) FROM weir.analyst_events"
    ),
    (
      "sum(alerts) FROM weir_bi.fact_alert_funnel WHERE stage = 'escalated'",
      "count(DISTINCT alert_id) FROM weir.analyst_events WHERE event = 'escalated' OR disposition = 'referred'"
    ),
    ("sum(alerts) FROM weir_bi.fact_detector_yield", "count(*) FROM weir.alerts"),
    ("sum(amount) FROM weir_bi.fact_detector_yield", "sum(amount) FROM weir.alerts"),
    (
      "sum(false_positives) FROM weir_bi.fact_detector_yield",
      "count(*) FROM weir.analyst_events WHERE disposition = 'false_positive'"
    ),
    ("count(*) FROM weir_bi.fact_case", "count(*) FROM weir.cases"),
    ("sum(amount) FROM weir_bi.fact_case", "sum(amount) FROM weir.cases"),
    ("count(*) FROM weir_bi.fact_case_alert", "sum(alert_count) FROM weir.cases"),
    (
      "sum(amount) FROM weir_bi.fact_money_at_risk",
      "sum(amount) FROM (SELECT max(amount) AS amount FROM weir.alert_transactions WHERE counts GROUP BY transaction_id) AS t"
    ),
    ("count(*) FROM weir_bi.fact_route_hop", "count(*) FROM weir.alert_transactions WHERE role = 'hop'"),
    (
      "count(*) FROM weir_bi.fact_route",
      "count(DISTINCT (alert_id, route_no)) FROM weir.alert_transactions WHERE role = 'hop'"
    ),
    ("count(*) FROM weir_bi.fact_route WHERE sink_class IS NOT NULL", "count(*) FROM weir_bi.fact_route"),
    ("sum(rows_read) FROM weir_bi.fact_run_input", "sum(rows_read) FROM weir.run_inputs"),
    ("count(*) FROM weir_bi.fact_run WHERE is_newest", "1"),
    ("count(*) FROM weir_bi.fact_rejected_row", "count(*) FROM weir.rejected_rows"),
  ]

  @Test func `totals agree with the alert tables`() throws {
    for (bi, tables) in Self.figures {
      #expect(try one("SELECT \(bi)") == (try one("SELECT \(tables)")), "\(bi)")
    }
  }

  @Test func `every key leads to its dimension`() throws {
    for (key, dimension, column) in [
      ("SELECT subject_id AS key FROM weir_bi.fact_alert", "dim_party", "party_id"),
      ("SELECT debtor_id FROM weir_bi.fact_alert_transaction", "dim_party", "party_id"),
      ("SELECT creditor_id FROM weir_bi.fact_alert_transaction", "dim_party", "party_id"),
      ("SELECT destination_id FROM weir_bi.fact_route", "dim_party", "party_id"),
      ("SELECT owner_id FROM weir_bi.dim_party WHERE owner_id IS NOT NULL", "dim_party", "party_id"),
      ("SELECT opened_date::text FROM weir_bi.fact_alert", "dim_date", "date::text"),
      ("SELECT booked_date::text FROM weir_bi.fact_alert_transaction", "dim_date", "date::text"),
      ("SELECT detector FROM weir_bi.fact_alert", "dim_detector", "detector"),
      (
        "SELECT detector || reason_code FROM weir_bi.fact_alert_reason", "dim_reason_code",
        "detector || reason_code"
      ),
      ("SELECT severity FROM weir_bi.fact_case", "dim_severity", "severity"),
      ("SELECT state FROM weir_bi.fact_alert", "dim_state", "state"),
      ("SELECT sink_class FROM weir_bi.fact_alert_sink_class", "dim_sink_class", "sink_class"),
      ("SELECT case_id FROM weir_bi.fact_alert", "fact_case", "case_id"),
    ] {
      let lost =
        "SELECT count(*) FROM (\(key)) AS k (key) WHERE key NOT IN (SELECT \(column) FROM weir_bi.\(dimension))"
      #expect(try one(lost) == "0", "\(key)")
    }
  }

  @Test func `no account number or wallet address is shown whole`() throws {
    let numbers = try warehouse.database.column(
      """
      SELECT account_number FROM weir_source.endpoints WHERE length(account_number) > 4
      UNION SELECT address FROM weir_source.endpoints WHERE length(address) > 4
      """)
    let shown = try warehouse.database.column(
      """
      SELECT to_jsonb(v)::text FROM weir_bi.dim_party AS v UNION ALL SELECT to_jsonb(v)::text FROM weir_bi.fact_alert AS v
      UNION ALL SELECT to_jsonb(v)::text FROM weir_bi.fact_alert_record AS v
      UNION ALL SELECT to_jsonb(v)::text FROM weir_bi.fact_case_alert AS v
      """
    ).joined(separator: "\n")
    #expect(numbers.count > 100)
    #expect(numbers.filter { shown.contains($0) } == [])
    #expect(try one("SELECT count(*) > 0 FROM weir_bi.dim_party WHERE number_masked LIKE '…%'") == "t")
  }

  @Test func `the clocks of an alert run from its opening to what people did`() throws {
    // A Friday, so that two business days end on the Tuesday.
    #expect(
      try one("SELECT weir.after_business_days('2026-05-29 09:30Z', 2)::text") == "2026-06-02 09:30:00+00")
    #expect(
      try one("SELECT weir.after_business_days('2026-05-30 09:30Z', 1)::text") == "2026-06-01 09:30:00+00")
    let row = "FROM weir_bi.fact_alert WHERE state = 'closed' LIMIT 1"
    #expect(
      try one("SELECT is_open::text || is_triage_overdue || is_decision_overdue \(row)") == "falsetruetrue")
    #expect(try one("SELECT triage_due_at = weir.after_business_days(opened_at, 2) \(row)") == "t")
    let open = "FROM weir_bi.fact_alert WHERE state = 'new' LIMIT 1"
    #expect(
      try one("SELECT age_days::text || is_triage_overdue || is_decision_overdue \(open)") == "0falsefalse")
  }
}
