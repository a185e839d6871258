import Detection
import Foundation
import FoundationXML
import Ledger
import Reports
import TestSupport
import Testing

@Suite struct CaseFileTests {
  private func page(_ name: String? = nil) throws -> XMLDocument {
    try parsed(try samplePage(try sampleCase(name: name)))
  }

  @Test(arguments: hostileNames) func `a hostile name is text and nothing else`(name: String) throws {
    let document = try page(name)
    let elements = try document.nodes(forXPath: "//*")
    let names = Set(elements.compactMap(\.name))
    #expect(names.isSubset(of: knownElements), "\(names.subtracting(knownElements))")
    for element in elements.compactMap({ $0 as? XMLElement }) {
      let attributes = Set((element.attributes ?? []).compactMap(\.name))
      #expect(attributes.isSubset(of: knownAttributes), "\(element.name ?? ""): \(attributes)")
    }
    #expect(try document.nodes(forXPath: "//title").first?.stringValue == "Case file 11111111-2222-8333")
  }

  @Test(arguments: hostileNames) func `a hostile name takes no more than its room`(name: String) throws {
    for text in try page(name).nodes(forXPath: "//*[local-name()='svg']//*[local-name()='text']") {
      #expect((text.stringValue ?? "").unicodeScalars.count <= 100)
    }
    #expect(try samplePage(try sampleCase(name: name)).utf8.count < 300_000)
  }

  @Test func `it needs nothing from anywhere and runs nothing`() throws {
    let html = try samplePage(try sampleCase())
    #expect(!html.contains("<script") && !html.contains(" style=") && !html.contains("url(http"))
    #expect(
      !html.contains("src=") && !html.contains("@import") && !html.contains("<link")
        && !html.contains("<iframe"))
    let addresses = html.matches(of: #/[a-z]+:\/\/[^"<\s]*/#).map { String($0.0) }
    #expect(Set(addresses) == ["http://www.w3.org/2000/svg"])
    #expect(html.contains("default-src &#39;none&#39;"))
  }

  @Test func `its policy permits its own style, byte for byte`() throws {
    let html = try samplePage(try sampleCase())
    let style = try #require(html.firstMatch(of: #/<style>((?s).*?)<\/style>/#)).1
    let permitted = try #require(html.firstMatch(of: #/style-src &#39;sha256-([A-Za-z0-9+\/=]+)&#39;/#)).1
    let hex = hexDigest(of: String(style))
    let bytes = try #require(Data(base64Encoded: String(permitted)))
    #expect(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == hex)
  }

  @Test func `a screen reader finds its way`() throws {
    let document = try page()
    #expect(document.rootElement()?.attribute(forName: "lang")?.stringValue == "en")
    for landmark in ["header", "nav", "main", "footer"] {
      #expect(try document.nodes(forXPath: "//\(landmark)").count == 1, "\(landmark)")
    }
    #expect(try document.nodes(forXPath: "//h1").count == 1)
    let levels = try document.nodes(forXPath: "//h1|//h2|//h3").compactMap { $0.name?.last?.wholeNumberValue }
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
    let tables = try document.nodes(forXPath: "//table")
    #expect(tables.count >= 6)
    #expect(try document.nodes(forXPath: "//table[not(caption)]").isEmpty)
    #expect(try document.nodes(forXPath: "//th[not(@scope)]").isEmpty)
    let drawings = "//*[local-name()='svg']"
    #expect(try document.nodes(forXPath: drawings).count >= 1)
    #expect(try document.nodes(forXPath: "\(drawings)[not(@role='img')]").isEmpty)
    let ids = Set(try document.nodes(forXPath: "//@id").compactMap(\.stringValue))
    #expect(ids.count == (try document.nodes(forXPath: "//@id").count), "an id is there twice")
    for label in try document.nodes(forXPath: "\(drawings)/@aria-labelledby").compactMap(\.stringValue) {
      let labels = label.split(separator: " ").map(String.init)
      #expect(labels.count == 2 && ids.isSuperset(of: labels))
    }
    for link in try document.nodes(forXPath: "//a/@href").compactMap(\.stringValue) {
      #expect(ids.contains(String(link.dropFirst())), "\(link) leads nowhere")
    }
    for region in try document.nodes(forXPath: "//section/@aria-labelledby").compactMap(\.stringValue) {
      #expect(ids.contains(region))
    }
  }

  @Test func `every transaction is on it, and the total is theirs`() throws {
    let record = try sampleCase()
    let html = try samplePage(record)
    for transaction in record.transactions { #expect(html.contains("<bdi>\(transaction.id)</bdi>")) }
    #expect(html.contains(">6,200.55</td>"))
    for text in [
      "USD 6,200.55", "FinCEN, an advisory", "succeeded", "starter-prc-banks", "in review", "escalated",
    ] {
      #expect(html.contains(text), "\(text)")
    }
  }

  @Test func `it does not speak of reports to anybody`() throws {
    let html = try samplePage(try sampleCase())
    #expect(html.firstMatch(of: #/(?i)\bSAR\b|suspicious activity|weir_sar|fincen sar|draft/#) == nil)
  }

  @Test func `without Graphviz it says so and the tables stay`() throws {
    let record = try sampleCase()
    let graph = try FlowGraph(record, CaseFigures(record), roles: record.roles)
    let html = try CaseFile(
      record, graph: graph, layout: .failure(DrawingUnavailable("not drawn here")), version: "0"
    ).html
    #expect(html.contains("<p>not drawn here</p>") && html.contains("Each route by its hops"))
    _ = try parsed(html)
  }

  @Test func `the same case is the same page, and an empty one is a page too`() throws {
    let record = try sampleCase()
    #expect(try samplePage(record) == samplePage(record))
    var empty = record
    (empty.transactions, empty.facts, empty.events, empty.runs, empty.lists) = ([], [], [], [], [])
    let html = try samplePage(empty)
    #expect(html.contains("No payment is in evidence"))
    _ = try parsed(html)
  }

  @Test func `charges are drawn with their running total`() throws {
    var record = try sampleCase()
    for place in record.transactions.indices {
      record.transactions[place].uses = [
        .init(alertID: record.alerts[0].id, role: .charge, amount: Money(units: Int64(100 * (place + 1))))
      ]
    }
    let document = try parsed(try samplePage(record))
    let totals = try document.nodes(forXPath: "//section[@aria-labelledby='charges']//td[7]").compactMap(
      \.stringValue)
    let amounts = try document.nodes(forXPath: "//section[@aria-labelledby='charges']//td[6]").compactMap(
      \.stringValue)
    #expect(amounts.isEmpty == false || totals.isEmpty == false)
    #expect(try samplePage(record).contains("which reaches USD 1,000.00"))
    #expect(try document.nodes(forXPath: "//*[local-name()='rect'][@class='bar']").count == 4)
  }
}

/// Reads a page strictly: what is not well formed throws.
func parsed(_ html: String) throws -> XMLDocument {
  try XMLDocument(data: Data(html.utf8), options: [.nodePreserveWhitespace])
}

/// The page of a case, drawn where Graphviz is installed.
func samplePage(_ record: CaseRecord) throws -> String {
  let graph = try FlowGraph(record, CaseFigures(record), roles: record.roles)
  var layout: Result<FlowLayout, DrawingUnavailable> = .failure(DrawingUnavailable("no Graphviz"))
  if Program.dot.path != nil {
    let drawn = try Program.dot.run(["-Tplain"], input: FlowLayout.description(of: graph, isAcross: true))
    layout = .success(
      try #require(
        FlowLayout(plain: drawn.output, of: graph, isAcross: true), "\(drawn.output)\(drawn.errors)"))
  }
  return try CaseFile(record, graph: graph, layout: layout, version: "0.1.0").html
}

private let knownElements: Set = [
  "html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "h3", "dl", "dt", "dd",
  "nav", "ul", "li",
  "main", "section", "article", "div", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "bdi",
  "span", "figure",
  "figcaption", "svg", "desc", "defs", "marker", "path", "g", "rect", "text", "line", "circle", "polyline",
  "footer",
]

private let knownAttributes: Set = [
  "lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "aria-label", "aria-labelledby",
  "role", "tabindex",
  "scope", "colspan", "viewBox", "width", "height", "xmlns", "refX", "refY", "markerWidth", "markerHeight",
  "orient", "d", "x",
  "y", "rx", "x1", "x2", "y1", "y2", "cx", "cy", "r", "dy", "points",
]
