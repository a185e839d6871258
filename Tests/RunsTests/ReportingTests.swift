import Foundation
import Ledger
import Postgres
import Reports
import Runs
import TestSupport
import Testing
import Warehouse

/// Case files and drafts of everything the demo warehouse hides.
@Suite(.serialized, .enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct ReportingTests {
  private static let schema =
    FinCENSchema.path != nil && Program.xmllint.path != nil ? FinCENSchema.path : nil
  private static let schemaReason = Comment(rawValue: "\(FinCENSchema.reason), or \(Program.xmllint.reason)")

  /// A warehouse that was run to its end, once a process.
  private static let warehouse = Result {
    let warehouse = try RunningWarehouse()
    try warehouse.run(RunningWarehouse.end)
    return Shared(warehouse: warehouse, database: warehouse.database.name)
  }

  private struct Shared: @unchecked Sendable {
    let warehouse: RunningWarehouse
    let database: String
  }

  private func environment(_ user: String? = nil) throws -> [String: String] {
    let uri = try Self.warehouse.get().warehouse.database.uri
    return [
      "WEIR_CONNECTION": user.map { uri.replacing("user=postgres", with: "user=\($0)") } ?? uri,
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    ]
  }

  private func folder() -> URL {
    FileManager.default.temporaryDirectory.appending(path: "weir-reports-\(UUID().uuidString)")
  }

  private static let filer = repositoryRoot.appending(path: "fixtures/demo/filer.yaml").path

  private func column(_ sql: String) throws -> [String] {
    try Self.warehouse.get().warehouse.database.column(sql)
  }

  @Test(.enabled(if: schema != nil, schemaReason))
  func `every case of the demo makes a draft without a fault, its figures those of the tables`() throws {
    let shared = try Self.warehouse.get().warehouse
    let session = try shared.database.connect()
    let reporting = try Reporting(session, configuration: try shared.configuration(), version: "test")
    let output = folder()
    defer { try? FileManager.default.removeItem(at: output) }
    let cases = try column("SELECT case_id FROM weir.cases ORDER BY case_id")
    #expect(cases.count >= 15)
    for id in cases {
      let report = try reporting.draft(
        DraftRequest(
          caseID: id, filer: try Filer(file: Self.filer), schema: Self.schema, folder: output.path,
          asOf: RunningWarehouse.end + .days(1)))
      #expect(report.faults == [], "\(id)")
      let amount = try Money(
        try #require(try column("SELECT amount FROM weir.cases WHERE case_id = '\(id)'").first))
      let drafted = try column("SELECT amount FROM weir_sar.drafts WHERE case_id = '\(id)'")
      #expect(drafted == [amount.description])
      let page = try String(
        contentsOfFile: try reporting.writeCaseFile(id, into: output.path), encoding: .utf8)
      let name = "\(output.path)/DRAFT-case-\(id.prefix(18))"
      let (text, xml) = (try read("\(name)-narrative.txt"), try read("\(name).xml"))
      #expect(try CaseFigures(CaseRecord(json: try read("\(name).json"))).total == amount, "\(id)")
      let attachment = "\(output.path)/case-\(id.prefix(18))-transactions.csv"
      let isAttached =
        try column(
          """
          SELECT EXISTS (
            SELECT FROM weir.alert_transactions JOIN weir.case_alerts USING (alert_id) WHERE case_id = '\(id)')
          """) == ["t"]
      // A case about logins alone has no transactions to attach.
      #expect(FileManager.default.fileExists(atPath: attachment) == isAttached, "\(id)")
      #expect(try isAttached ? attached(attachment) == amount : amount == .zero, "\(id)")
      #expect(try read("\(name).html").contains("USD \(amount.formatted), on the form"), "\(id)")
      #expect(
        try column("SELECT amount FROM weir_bi.fact_case WHERE case_id = '\(id)'") == [amount.description])
      #expect(page.contains(">\(amount.formatted)</td>"), "\(id)")
      if amount == .zero {
        #expect(xml.contains("<fc2:NoAmountInvolvedIndicator>Y<") && xml.contains("TotalAmount=\"0\""))
      } else {
        let sums = ["USD \(amount.formatted)", "at least USD \(amount.formatted)"]
        #expect(sums.contains { text.contains("It involves \($0) in") }, "\(id)")
        let dollars = (amount.micros + 999_999) / 1_000_000
        #expect(
          xml.contains("<fc2:TotalSuspiciousAmountText>\(dollars)<")
            && xml.contains("TotalAmount=\"\(dollars)\""))
      }
      let counted = try column(
        """
        SELECT max(amount)::text FROM weir.alert_transactions JOIN weir.case_alerts USING (alert_id)
        WHERE counts AND case_id = '\(id)' GROUP BY transaction_id
        """)
      #expect(try Money.sum(counted.map { try Money($0) }) == amount)
      for part in counted { #expect(page.contains(">\(try Money(part).formatted)</td>"), "\(id): \(part)") }
    }
  }

  /// The sum of the column `counted_amount`. No cell of the demo holds a line break.
  private func attached(_ path: String) throws -> Money {
    let rows = try read(path).split(whereSeparator: \.isNewline).map(cells)
    let place = try #require(rows[0].firstIndex(of: "counted_amount"))
    return try Money.sum(rows.dropFirst().map { $0[place] }.filter { !$0.isEmpty }.map { try Money($0) })
  }

  /// The cells of one line: those between commas outside quotation marks.
  private func cells(_ line: Substring) -> [String] {
    var isQuoted = false
    return line.split(omittingEmptySubsequences: false) { character in
      if character == "\"" { isQuoted.toggle() }
      return character == "," && !isQuoted
    }.map { String($0).replacing("\"", with: "") }
  }

  @Test func `a draft changes nothing that others may read, not a byte`() throws {
    let id = try #require(try column("SELECT case_id FROM weir.cases ORDER BY priority DESC").first)
    let tables = try column(
      """
      SELECT schemaname || '.' || relname FROM pg_stat_user_tables WHERE schemaname NOT IN ('weir_sar')
      UNION ALL SELECT schemaname || '.' || viewname FROM pg_views WHERE schemaname LIKE 'weir%' ORDER BY 1
      """)
    #expect(tables.contains("weir.runs") && tables.contains("weir_bi.fact_case"))
    func digests() throws -> [String] {
      try tables.map { table in
        try column(
          "SELECT '\(table) ' || md5(coalesce(string_agg(r::text, '|' ORDER BY r::text), '')) FROM \(table) AS r"
        )[0]
      }
    }
    let before = try digests()
    let output = folder()
    defer { try? FileManager.default.removeItem(at: output) }
    let run = try WeirProcess(
      ["sar", "draft", id, "--filer", Self.filer, "--output", output.path, "--as-of", "2026-06-02"],
      environment: try environment())
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    #expect(try digests() == before)
  }

  @Test func `what runs, status and checks say has no word of it`() throws {
    for arguments in [["run", "--as-of", "2026-06-01", "--dry-run"], ["status"], ["check"], ["detectors"]] {
      let said = try WeirProcess(arguments, environment: try environment())
      #expect(said.status == 0 && said.output.count > 50, "\(arguments)")
      let words = (said.output + said.errors).firstMatch(of: #/(?i)\bSARs?\b|weir_sar|\bdraft|\bfiling\b/#)
      #expect(words == nil, "\(arguments): \(words.map { String($0.0) } ?? "")")
    }
  }

  @Test func `the command writes for its owner alone, says nothing aloud, and records what it did`() throws {
    let output = folder()
    defer { try? FileManager.default.removeItem(at: output) }
    let id = try #require(try column("SELECT case_id FROM weir.cases ORDER BY priority DESC").first)
    let arguments = [
      "sar", "draft", String(id.prefix(13)), "--filer", Self.filer, "--output", output.path, "--as-of",
      "2026-06-02",
    ]
    let run = try WeirProcess(arguments, environment: try environment())
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.errors == "")
    let files = try FileManager.default.contentsOfDirectory(atPath: output.path)
    #expect(files.count == 6 && files.allSatisfy { !$0.lowercased().contains("sar") })
    for file in files { #expect(run.output.contains(file) && mode("\(output.path)/\(file)") == 0o600) }
    #expect(mode(output.path) == 0o700)
    #expect(run.output.contains("Report, counted from the first alert: last day"))
    let before = try column("SELECT count(*) FROM weir_sar.drafts WHERE case_id = '\(id)'")
    #expect(try WeirProcess(arguments, environment: try environment()).status == 0)
    #expect(try column("SELECT count(*) FROM weir_sar.drafts WHERE case_id = '\(id)'") != before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: output.path).count == 6)
  }

  @Test func `a case file has no word of it, and one draft more changes no page`() throws {
    let output = folder()
    defer { try? FileManager.default.removeItem(at: output) }
    let id = try #require(try column("SELECT alert_id FROM weir.alerts ORDER BY score DESC").first)
    let run = try WeirProcess(["case-file", id, "--output", output.path], environment: try environment())
    #expect(run.status == 0 && run.errors == "", "\(run.errors)")
    let path = run.output.trimmingCharacters(in: .newlines)
    #expect(mode(path) == 0o600)
    #expect(try read(path).firstMatch(of: #/(?i)\bSAR\b|weir_sar|draft/#) == nil)
  }

  @Test func `nothing in the run log or the tables of alerts knows of drafts`() throws {
    let columns = try column(
      """
      SELECT table_schema || '.' || table_name || '.' || column_name FROM information_schema.columns
      WHERE table_schema IN ('weir', 'weir_bi') AND (table_name || ' ' || column_name) ~* '\\m(sar|draft|filing)'
      """)
    #expect(columns == [])
  }

  @Test func `faults are written, told, and end in 65`() throws {
    let output = folder()
    defer { try? FileManager.default.removeItem(at: output) }
    let id = try #require(try column("SELECT case_id FROM weir.cases ORDER BY priority DESC").first)
    let early = try WeirProcess(
      ["sar", "draft", id, "--filer", Self.filer, "--output", output.path, "--as-of", "2026-03-01"],
      environment: try environment())
    #expect(early.status == 65 && early.output.contains("the activity ends after the filing date"))
    let list = try read("\(output.path)/DRAFT-case-\(id.prefix(18))-faults.txt")
    #expect(list.contains("- the activity ends after the filing date"))
    let faults = try column(
      "SELECT faults::text FROM weir_sar.drafts WHERE case_id = '\(id)' ORDER BY recorded_at DESC")
    #expect(faults.first?.contains("the activity ends after the filing date") == true)
    let noSchema = try WeirProcess(
      [
        "sar", "draft", id, "--filer", Self.filer, "--output", output.path, "--schema", "/nonexistent.xsd",
        "--as-of", "2026-06-02",
      ],
      environment: try environment())
    #expect(noSchema.status == 65 && noSchema.output.contains("cannot be read"))
  }

  @Test func `wrong arguments, files, folders and roles have their codes`() throws {
    let output = folder()
    defer { try? FileManager.default.removeItem(at: output) }
    let id = try #require(try column("SELECT case_id FROM weir.cases ORDER BY priority DESC").first)
    func draft(_ id: String, filer: String = Self.filer, output: String, user: String? = nil) throws
      -> WeirProcess
    {
      try WeirProcess(
        ["sar", "draft", id, "--filer", filer, "--output", output], environment: try environment(user))
    }
    #expect(try WeirProcess(["sar", "draft", id], environment: try environment()).status == 64)
    #expect(try draft("ffffffffff", output: output.path).status == 64)
    #expect(try WeirProcess(["case-file", "ffffffffff"], environment: try environment()).status == 64)
    #expect(try draft(id, filer: "/nonexistent.yaml", output: output.path).status == 65)
    let poor = FileManager.default.temporaryDirectory.appending(path: "weir-filer-\(UUID().uuidString).yaml")
    try "transmitter: {name: X}\n".write(to: poor, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: poor) }
    let incomplete = try draft(id, filer: poor.path, output: output.path)
    #expect(incomplete.status == 65 && incomplete.errors.contains("'transmitter.tcc' is missing"))
    #expect(!FileManager.default.fileExists(atPath: output.path))
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    try "x".write(to: output.appending(path: "x"), atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: output.path)
    let open = try draft(id, output: output.path)
    #expect(open.status == 74 && open.errors.contains("can be entered by others"))
    let shared = try Self.warehouse.get()
    for (number, role) in ["weir_analyst", "weir_job", "weir_bi"].enumerated() {
      let login = "\(shared.database)_\(number)"
      try shared.warehouse.database.run("CREATE ROLE \(login) LOGIN IN ROLE \(role)")
      defer { try? shared.warehouse.database.run("DROP ROLE \(login)") }
      #expect(try draft(id, output: folder().path, user: login).status == 77, "\(role)")
    }
    let login = "\(shared.database)_c"
    try shared.warehouse.database.run("CREATE ROLE \(login) LOGIN IN ROLE weir_compliance, weir_reader")
    defer { try? shared.warehouse.database.run("DROP ROLE \(login)") }
    let private_ = folder()
    defer { try? FileManager.default.removeItem(at: private_) }
    let allowed = try WeirProcess(
      ["sar", "draft", id, "--filer", Self.filer, "--output", private_.path, "--as-of", "2026-06-02"],
      environment: try environment(login))
    #expect(allowed.status == 0, "\(allowed.output)\(allowed.errors)")
  }

  @Test func `what was filed is continued, and may be corrected`() throws {
    let output = folder()
    defer { try? FileManager.default.removeItem(at: output) }
    let id = try #require(
      try column("SELECT case_id FROM weir.cases WHERE alert_count = 1 AND amount > 0 ORDER BY priority DESC")
        .first)
    func draft(_ more: String...) throws -> WeirProcess {
      try WeirProcess(
        ["sar", "draft", id, "--filer", Self.filer, "--output", output.path, "--as-of", "2026-06-02"] + more,
        environment: try environment())
    }
    #expect(try draft("--correct").status == 65)
    #expect(try draft().status == 0)
    try Self.warehouse.get().warehouse.database.run(
      """
      INSERT INTO weir_sar.filings (case_id, bsa_id, filed_on, period_from, period_to, amount, cumulative_amount)
      VALUES ('\(id)', '31000000000001', '2026-04-20', '2026-01-01', '2026-04-15', 1, 1)
      """)
    let next = try draft()
    #expect(next.status == 0, "\(next.output)")
    #expect(next.output.contains("Continuing activity: last day 2026-08-18"))
    let xml = try read("\(output.path)/DRAFT-case-\(id.prefix(18)).xml")
    #expect(
      xml.contains("<fc2:ContinuingActivityReportIndicator>Y<")
        && xml.contains("CumulativeTotalViolationAmountText"))
    #expect(try draft("--correct").status == 0)
    #expect(
      try column("SELECT kind FROM weir_sar.drafts WHERE case_id = '\(id)' ORDER BY recorded_at").suffix(3)
        == ["initial", "continuing", "correcting"])
  }

  private func read(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  private func mode(_ path: String) -> Int {
    ((try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]) as? NSNumber)?.intValue ?? 0
  }
}
