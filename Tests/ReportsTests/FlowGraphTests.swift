import Detection
import Ledger
import Reports
import TestSupport
import Testing

@Suite struct FlowGraphTests {
  private func graph(_ record: CaseRecord) throws -> FlowGraph {
    try FlowGraph(record, CaseFigures(record), roles: record.roles)
  }

  private func amounts(_ graph: FlowGraph) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: graph.edges.map { edge in
        (
          "\(graph.nodes[edge.from].parties[0].id)>\(graph.nodes[edge.to].parties[0].id)",
          edge.amount.formatted
        )
      })
  }

  @Test func `connections carry what the routes carried, with the rest before`() throws {
    let graph = try graph(try sampleCase())
    #expect(amounts(graph) == ["P>A": "5,200.00", "A>B": "5,000.00", "B>E1": "4,700.00", "A>E2": "1,500.55"])
    let last = try #require(graph.edges.first { graph.nodes[$0.to].parties[0].id == "E1" })
    #expect(last.rest == .days(1) && !last.isContext)
    #expect(graph.edges.filter(\.isContext).count == 1)
    #expect(graph.nodes.map(\.role) == [.subject, .intermediary, .recipient, .recipient, .payer])
  }

  @Test func `money that two alerts follow over one step is drawn once, and two subjects' money twice`()
    throws
  {
    var record = try sampleCase()
    let (first, second) = (record.alerts[0].id, record.alerts[1].id)
    // A second alert, about B, follows the tail of the same route.
    record.transactions[2].uses += [
      .init(alertID: second, role: .hop, route: 1, hop: 2, amount: try Money("4700"))
    ]
    record.transactions[1].uses += [
      .init(alertID: second, role: .hop, route: 1, hop: 1, amount: try Money("4700"))
    ]
    #expect(amounts(try graph(record))["B>E1"] == "4,700.00")
    // Another payment into B is carried on by the same transaction.
    record.transactions.insert(
      CaseTransaction(
        id: "t2b", bookedAt: record.transactions[1].bookedAt, debtorID: "C", creditorID: "B",
        amountOriginal: try #require(ExactDecimal("300")), currencyOriginal: "USD",
        uses: [.init(alertID: first, role: .hop, route: 2, hop: 1, amount: try Money("300"))]), at: 2)
    record.transactions[3].uses += [
      .init(alertID: first, role: .hop, route: 2, hop: 2, amount: try Money("300"))
    ]
    #expect(amounts(try graph(record))["B>E1"] == "5,000.00")
  }

  @Test func `registrations of one wallet are one box`() throws {
    var record = try sampleCase()
    var other = try #require(record.party("E2"))
    (other.id, other.name) = ("E3", "Somebody Else")
    let address = other.endpoint?.address?.lowercased()
    other.endpoint?.address = address
    record.parties.append(other)
    record.transactions.append(
      CaseTransaction(
        id: "t5", bookedAt: record.transactions[3].bookedAt, debtorID: "B", creditorID: "E3",
        amountOriginal: try #require(ExactDecimal("1")), currencyOriginal: "USD",
        uses: [.init(alertID: record.alerts[1].id, role: .payout, amount: Money(units: 1))]))
    let graph = try graph(record)
    let box = try #require(graph.nodes.first { $0.parties.count == 2 })
    #expect(box.label == "Yara Hansen, Somebody Else")
  }

  @Test func `beyond the limit the smaller connections are left out, and counted`() throws {
    var record = try sampleCase()
    for number in 0..<100 {
      record.transactions.append(
        CaseTransaction(
          id: "n\(number)", bookedAt: record.transactions[3].bookedAt, debtorID: "A",
          creditorID: "X\(number)",
          amountOriginal: try #require(ExactDecimal("1")), currencyOriginal: "USD",
          uses: [.init(alertID: record.alerts[1].id, role: .payout, amount: Money(units: Int64(number + 1)))])
      )
    }
    let graph = try graph(record)
    #expect(graph.edges.count == FlowGraph.edgeLimit && graph.leftOut == 104 - FlowGraph.edgeLimit)
    #expect(!amounts(graph).keys.contains("A>X0"))
  }

  @Test(
    .enabled(if: Program.dot.path != nil, Comment(rawValue: Program.dot.reason)), arguments: [true, false])
  func `Graphviz places every box, none over another`(isAcross: Bool) throws {
    let graph = try graph(try sampleCase())
    let description = FlowLayout.description(of: graph, isAcross: isAcross)
    #expect(!description.contains("Yara") && !description.contains("5,200"), "names stay out of it")
    let layout = try #require(
      FlowLayout(
        plain: try Program.dot.run(["-Tplain"], input: description).output, of: graph, isAcross: isAcross))
    for (place, box) in layout.boxes.enumerated() {
      #expect(box.x >= 0 && box.x <= layout.width && box.y >= 0 && box.y <= layout.height)
      for other in layout.boxes.dropFirst(place + 1) {
        #expect(abs(box.x - other.x) >= FlowLayout.boxWidth || abs(box.y - other.y) >= FlowLayout.boxHeight)
      }
    }
  }

  @Test(arguments: [
    "", "graph 1 2 3\n", "graph 1 x 3", "graph 1 5 5\nnode n0 1 1 1 1\nstop\n",
    "graph 1 5 5\nnode n99 1 1 1 1\nstop\n",
    "edge n0 n1 4 1 1", "graph 1 5 5\nedge n0 n1 999999999 1 1\n", "graph 1 5 5\nnode",
    "graph 1 5 5\nedge n0 n1 -1 1 1 1",
  ])
  func `what is no layout of this graph is none`(text: String) throws {
    #expect(FlowLayout(plain: text, of: try graph(try sampleCase()), isAcross: true) == nil)
  }
}
