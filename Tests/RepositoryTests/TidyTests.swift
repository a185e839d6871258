import Foundation
import Testing

/// What no line may contain, and why.
private let lineRules: [LineRule] = [
  LineRule(
    advice: "names a path of one machine: say it relative to the repository, or as an option",
    holds: { !ruleBook($0) }, forbidden: #"(^|[^\w./-])/(work|root|home|opt)(/|\b)"#),
  LineRule(
    advice: "leaves a note to come back: do it now, or leave it out",
    holds: { !ruleBook($0) }, forbidden: #"\b(TODO|FIXME|HACK)\b"#),
  LineRule(
    advice: "reaches around memory safety: only Sources/Postgres may, behind a safe signature",
    holds: { $0.isNamed(".swift") && !ruleBook($0) && !$0.isIn("Sources/Postgres/", "Sources/CPostgres/") },
    forbidden: #"\bunsafe\b|import CPostgres\b"#, inComments: false),
  LineRule(
    advice: "counts money in floating point: use Money, ExactDecimal or Int128",
    holds: { $0.isNamed(".swift") && $0.isIn("Sources/Ledger/", "Sources/Window/", "Sources/Flows/") },
    forbidden: #"\b(Double|Float|Float80|CGFloat)\b"#, inComments: false),
  LineRule(
    advice: "can trap on what a warehouse holds: throw, or bind it with guard",
    holds: { $0.isNamed(".swift") && !ruleBook($0) },
    forbidden: #"\btry!|\bas!|\bfatalError\("#, inComments: false),
  LineRule(
    advice: "reads a clock: take the instant of the run as a parameter, or excuse the file in `clockReaders`",
    holds: { file in
      file.isIn("Sources/", "sql/") && !clockReaders.keys.contains { file.path.hasPrefix($0) }
    },
    forbidden:
      #"\bDate\(\)|\bDate\.now\b|\b(Continuous|Suspending)Clock\b|\bDispatchTime\.now|\bclock_gettime\b"#
      + #"|\bgettimeofday\b|(?i)\bnow\(\)|\bcurrent_(timestamp|date|time)\b|\blocaltime(stamp)?\b"#
      + #"|\b(clock|statement|transaction)_timestamp\b"#, inComments: false),
  LineRule(
    advice: "selects whatever columns there are: name them, a view may gain one",
    holds: { $0.isNamed(".sql") }, forbidden: #"(?i)\bselect\s+(\w+\.)?\*"#, inComments: false),
]

/// Who may read a clock, and for what. The same as-of on the same data must give the same alerts, so nothing that ends
/// in an alert is here.
private let clockReaders = [
  "Sources/Postgres/Connecting.swift": "how long connecting has taken",
  "Sources/Postgres/CopyGate.swift": "how soon to look whether a COPY has failed while it waits",
  "Sources/Runs/": "when a run began and ended, how long a detector took, how old a list is",
  "Sources/weir/": "the progress bar",
  "sql/migrations/": "defaults of columns that say when people wrote",
  "sql/queries/add_list_version.sql": "when a list was imported",
  "sql/queries/begin_run.sql": "when a run began",
  "sql/queries/clock.sql": "the one reading that is the default as-of",
  "sql/queries/close_killed_runs.sql": "when a run was found dead",
  "sql/queries/finish_run.sql": "when a run ended",
  "sql/queries/record_migration.sql": "when a migration was applied",
]

@Suite struct TidyTests {
  @Test(arguments: lineRules) private func `no line breaks the rule`(rule: LineRule) throws {
    let broken = try rule.broken(in: trackedFiles)
    #expect(broken == [])
  }

  @Test func `each rule catches what it is there for`() throws {
    let planted = [
      TrackedFile(path: "docs/a.md", text: "see /home/me/x"),
      TrackedFile(path: "Sources/Runs/A.swift", text: "let a = 1 // TODO later"),
      TrackedFile(path: "Sources/Runs/B.swift", text: "unsafe f()"),
      TrackedFile(path: "Sources/Flows/C.swift", text: "var share = Double.zero"),
      TrackedFile(path: "Sources/Flows/D.swift", text: "try! f()"),
      TrackedFile(path: "sql/queries/e.sql", text: "WHERE at < NOW()"),
      TrackedFile(path: "sql/queries/f.sql", text: "SELECT a.* FROM a"),
    ]
    for (rule, file) in zip(lineRules, planted) {
      #expect(try rule.broken(in: planted).map { $0.prefix { $0 != ":" } } == [file.path[...]], "\(rule)")
    }
    #expect(planted.count == lineRules.count)
  }

  @Test func `a file is one idea, at most 400 lines`() {
    let long = trackedFiles.filter { $0.isIn("Sources/", "Tests/", "Plugins/") && $0.lines.count > 401 }
    #expect(long.map(\.path) == [], "split it by idea")
  }

  @Test func `a text file ends with one line break and has no carriage return`() {
    let untidy = trackedFiles.filter { file in
      !file.isIn("fixtures/") && !file.text.isEmpty
        && (!file.text.hasSuffix("\n") || file.text.hasSuffix("\n\n") || file.text.contains("\r"))
    }
    #expect(untidy.map(\.path) == [])
  }
}
