import Flows
import Foundation
import Ledger
import Testing
import Window

struct AccountTraceTests {
  /// `a` pays two who both pay `d`, who pays a bank at once, and a third who keeps some.
  private var diamond: SmallLedger {
    ledger(
      ("1", 0, "a", "b", 60), ("2", 0, "a", "c", 40), ("3", 3_600_000_000, "b", "d", 60),
      ("4", 3_600_000_000, "c", "d", 30), ("5", 7_200_000_000, "d", "cn", 90), ("6", 9, "a", "e", 8),
      ("7", 86_400_000_000, "e", "cn", 5), ("8", 86_400_000_001, "e", "cn", 2))
  }

  private func found(_ ledger: SmallLedger, _ account: String, limit: Int = 20) throws -> AccountTrace {
    let (trace, window) = try ledger.trace()
    return try AccountTrace(trace, of: window, account: try #require(window.party(id: account)), limit: limit)
  }

  @Test func `the tree shows splits, merges, both amounts, rests and what was kept`() throws {
    let text = try found(diamond, "a").text
    #expect(
      text == """
        account_id  sink_class  hops     amount
        a           prc_bank       2   7.000000
        a           prc_bank       3  90.000000

        Routes of a, best first, amounts in USD

        transaction  booked at                    to  carried     of      booked as        dwell   kept
        1            2025-10-09T08:53:20Z         b     60.00  60.00  60.000000 USD                0.00
        └─ 3         2025-10-09T09:53:20Z         d     60.00  60.00  60.000000 USD          1 h   0.00
           └─ 5      2025-10-09T10:53:20Z         cn    60.00  90.00  90.000000 USD          1 h         reached prc_bank, merges to 90.00
        2            2025-10-09T08:53:20Z         c     40.00  40.00  40.000000 USD               10.00
        └─ 4         2025-10-09T09:53:20Z         d     30.00  30.00  30.000000 USD          1 h   0.00
           └─ 5      2025-10-09T10:53:20Z         cn    30.00  90.00  90.000000 USD          1 h         reached prc_bank, merges to 90.00
        6            2025-10-09T08:53:20.000009Z  e      8.00   8.00   8.000000 USD                1.00  split
        ├─ 7         2025-10-10T08:53:20Z         cn     5.00   5.00   5.000000 USD  23 h 59 min         reached prc_bank
        └─ 8         2025-10-10T08:53:20.000001Z  cn     2.00   2.00   2.000000 USD  23 h 59 min         reached prc_bank

        """)
  }

  @Test func `what a limit cut off is a stated lower bound`() throws {
    let text = try found(diamond, "a", limit: 2).text
    #expect(
      text.hasSuffix("\nThe routes shown delivered 90.00 of 97.00: a lower bound, others were cut off.\n"))
    #expect(text.contains("a           prc_bank       2   7.000000"))
    #expect(!text.contains("\n6 "))
  }

  @Test func `json has the rows of every trace, each with its routes`() throws {
    struct Row: Decodable, Equatable {
      struct Route: Decodable, Equatable {
        struct Step: Decodable, Equatable {
          let transaction_id, debtor_id, creditor_id, booked_at, amount, amount_original,
            currency_original: String
          let carried, kept: String
          let dwell_micros: Int64
          let split: Bool
          let merged: String?
        }
        let arrived: String
        let steps: [Step]
      }
      let account_id, sink_class, amount: String
      let hops: Int
      let routes_cut: Bool
      let routes: [Route]
    }
    let rows = try JSONDecoder().decode([Row].self, from: Data(try found(diamond, "a").json.utf8))
    #expect(rows.map(\.hops) == [2, 3])
    #expect(rows.map(\.amount) == ["7.000000", "90.000000"])
    #expect(rows.allSatisfy { $0.account_id == "a" && $0.sink_class == "prc_bank" && !$0.routes_cut })
    #expect(rows[0].routes.map(\.arrived) == ["5.000000", "2.000000"])
    #expect(rows[1].routes.map(\.arrived) == ["60.000000", "30.000000"])
    #expect(rows[1].routes[1].steps.map(\.transaction_id) == ["2", "4", "5"])
    #expect(
      rows[1].routes[1].steps[0]
        == Row.Route.Step(
          transaction_id: "2", debtor_id: "a", creditor_id: "c", booked_at: "2025-10-09T08:53:20Z",
          amount: "40.000000", amount_original: "40.000000", currency_original: "USD", carried: "40.000000",
          kept: "10.000000", dwell_micros: 0, split: false, merged: nil))
    #expect(rows[1].routes[1].steps[2].merged == "90.000000")
    #expect(rows[0].routes[0].steps[0].split)
    let cut = try JSONDecoder().decode([Row].self, from: Data(try found(diamond, "a", limit: 1).json.utf8))
    #expect(cut.map(\.routes.count) == [0, 1])
    #expect(cut.map(\.amount) == ["7.000000", "90.000000"])
    #expect(cut.map(\.routes_cut) == [true, true])
  }

  @Test func `csv is the lines of the account in the csv of all`() throws {
    let (trace, window) = try diamond.trace()
    let lines = TraceTable(trace, of: window).csv.split(separator: "\n")
    #expect(
      try found(diamond, "a").table.csv.split(separator: "\n")
        == lines.filter { $0.hasPrefix("a,") || $0.hasPrefix("account_id,") })
  }

  @Test func `an account that routed nothing has no routes`() throws {
    #expect(try found(diamond, "cn").text == "account_id  sink_class  hops  amount\n")
    #expect(try found(diamond, "cn").json == "[]\n")
  }

  @Test func `names that would steer a terminal are shown, not obeyed`() throws {
    var hostile = ledger(("1\u{1B}[2J", 0, "a", "b\u{202E}\n", 60), ("2", 1, "b\u{202E}\n", "cn", 60))
    hostile.lines[0].status = .settled
    let text = try found(hostile, "a").text
    #expect(text.contains("1\\u{1B}[2J") && text.contains("b\\u{202E}\\u{A}"))
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    let (trace, window) = try hostile.trace()
    #expect(TraceTable(trace, of: window).table.contains("b\\u{202E}\\u{A}  prc_bank"))
    #expect(TraceTable(trace, of: window).csv.contains("\"b\u{202E}\n\",prc_bank"))
  }

  @Test func `a circle within one instant is walked once and said to be cut`() throws {
    let circle = ledger(("1", 0, "a", "b", 10), ("2", 0, "b", "a", 4), ("3", 1, "b", "cn", 6))
    let text = try found(circle, "a").text
    #expect(text.contains("\n1 ") && text.contains("\n└─ 3 ") && !text.contains("─ 2 "))
    #expect(text.hasSuffix("delivered 6.00 of 8.40: a lower bound, others were cut off.\n"))
  }
}
