import Flows
import Ledger
import Testing
import Window

struct TraceTableTests {
  private var sample: SmallLedger {
    var sample = ledger(
      ("1", 0, "b,\"x\"", "m", 1500), ("2", 1, "m", "cn", 1500), ("3", 2, "B", "hk", 2),
      ("4", 3, "B", "ex", 3))
    sample.sinks["hk"] = .hkMoBank
    sample.sinks["ex"] = .exchange
    return sample
  }

  @Test func `csv is ordered bytewise and quoted where it must be`() throws {
    let (trace, window) = try sample.trace()
    #expect(
      TraceTable(trace, of: window).csv == """
        account_id,sink_class,hops,amount
        B,exchange,1,3.000000
        B,hk_mo_bank,1,2.000000
        "b,""x""\",prc_bank,2,1500.000000
        m,prc_bank,1,1500.000000

        """)
  }

  @Test func `json is an array with one object a line`() throws {
    let (trace, window) = try sample.trace()
    let party = try #require(window.party(id: "b,\"x\""))
    #expect(
      TraceTable(trace, of: window, account: party).json == """
        [
          {"account_id": "b,\\"x\\"", "sink_class": "prc_bank", "hops": 2, "amount": "1500.000000"}
        ]

        """)
    let nobody = try Trace(window: window, rows: 0..<0)
    #expect(TraceTable(nobody, of: window).json == "[]\n")
    #expect(TraceTable(nobody, of: window).csv == "account_id,sink_class,hops,amount\n")
  }

  @Test func `the table for a terminal is aligned`() throws {
    let (trace, window) = try sample.trace()
    #expect(
      TraceTable(trace, of: window).table == """
        account_id  sink_class  hops       amount
        B           exchange       1     3.000000
        B           hk_mo_bank     1     2.000000
        b,"x"       prc_bank       2  1500.000000
        m           prc_bank       1  1500.000000

        """)
  }
}
