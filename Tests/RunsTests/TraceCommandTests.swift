import Foundation
import TestSupport
import Testing

/// `weir trace`, as a process on a real warehouse.
struct TraceCommandTests {
  @Test func `one account's figures come in three formats, its routes in two`() throws {
    let database = try ExitCodeTests.database()
    try database.run(
      """
      INSERT INTO weir_source.endpoints (endpoint_id, kind, account_id, bic) VALUES ('E', 'bank_account', 'B', 'ABOCCNBJ');
      INSERT INTO weir_source.transactions (transaction_id, booked_at, debtor_id, creditor_id, amount, currency)
        VALUES ('in', '2026-03-01', 'A', 'B', 500, 'USD'), ('out', '2026-03-02', 'B', 'E', 450, 'USD');
      """)
    let environment = ["WEIR_CONNECTION": database.uri]
    #expect(try WeirProcess(["migrate"], environment: environment).status == 0, "the starter lists")
    func trace(_ arguments: String...) throws -> WeirProcess {
      try WeirProcess(["trace", "--as-of", "2026-03-03"] + arguments, environment: environment)
    }
    let all = "account_id,sink_class,hops,amount\nA,prc_bank,2,450.000000\nB,prc_bank,1,450.000000\n"
    #expect(try trace().output == all)
    let csv = try trace("--account", "A").output
    #expect(csv == "account_id,sink_class,hops,amount\nA,prc_bank,2,450.000000\n")
    let table = try trace("--account", "A", "--format", "table").output
    #expect(
      table.contains("in           2026-03-01T00:00:00Z  B    500.00  500.00    500 USD         50.00\n"))
    #expect(
      table.contains(
        "└─ out       2026-03-02T00:00:00Z  E    450.00  450.00    450 USD    1 d         reached prc_bank\n")
    )
    let json = try trace("--account", "A", "--format", "json").output
    let rows = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]]
    #expect(rows?.map { $0["amount"] as? String } == ["450.000000"])
    #expect(rows?.map { ($0["routes"] as? [Any])?.count } == [1])
    #expect(try trace("--account", "A", "--routes", "0").status == 64)
  }
}
