import Ledger

/// The routes of a case as values for the template `flow.mustache`.
struct FlowDrawing {
  let width: String
  let height: String
  let title: String
  let description: String
  let boxes: [Box]
  let lines: [Line]

  struct Box {
    let x: String
    let y: String
    let middle: String
    let nameY: String
    let placeY: String
    let roleY: String
    let name: String
    let place: String
    let role: String
    /// Class of the box: the role's raw value.
    let style: String
    let hint: String
  }

  struct Line {
    let path: String
    let x: String
    /// Above a line that runs across its label is centred; beside one that runs down it begins at the line.
    let anchor: String
    let amountY: String
    let noteY: String
    let restY: String
    let amount: String
    let note: String
    let rest: String
    let style: String
    let hint: String
  }

  init(_ graph: FlowGraph, _ layout: FlowLayout, of record: CaseRecord) {
    width = px(layout.width)
    height = px(layout.height)
    title = "Who paid whom"
    description =
      "\(graph.nodes.count) accounts and destinations, and \(graph.edges.count) connections between them; the table of routes and the "
      + "table of evidence say the same in words."
    boxes = zip(graph.nodes, layout.boxes).map { Self.box($0, at: $1) }
    lines = zip(graph.edges, layout.lines).map { edge, line in
      let rest = edge.rest.map { "rested \($0.spoken)" } ?? ""
      let amount = record.money(edge.amount)
      let note = counted(edge.payments, "payment")
      return Line(
        path: Self.path(line.points),
        x: px(layout.isAcross ? line.label.x : line.label.x - FlowLayout.labelWidth / 2 + 8),
        anchor: layout.isAcross ? "middle" : "start", amountY: px(line.label.y - 10),
        noteY: px(line.label.y + 4), restY: px(line.label.y + 18), amount: amount, note: note, rest: rest,
        style: edge.isContext ? "context" : "counted",
        hint:
          "\(graph.nodes[edge.from].label) to \(graph.nodes[edge.to].label): \(amount), \(note)\(rest.isEmpty ? "" : ", ")\(rest)"
      )
    }
  }

  private static func box(_ node: FlowGraph.Node, at point: FlowLayout.Point) -> Box {
    let top = point.y - FlowLayout.boxHeight / 2
    // Names of companies are often in capitals, which are wider.
    let columns = node.label.count(where: \.isUppercase) * 2 > node.label.count ? 20 : 25
    let country = node.jurisdiction.map { " · \(PlainText.line($0, limit: 3))" } ?? ""
    return Box(
      x: px(point.x - FlowLayout.boxWidth / 2), y: px(top), middle: px(point.x), nameY: px(top + 20),
      placeY: px(top + 36), roleY: px(top + 52), name: PlainText.clipped(node.label, columns: columns),
      place: PlainText.clipped(node.shortPlace, columns: 28), role: node.role.rawValue + country,
      style: node.role.rawValue,
      hint:
        "\(PlainText.line(node.label, limit: 300)), \(PlainText.line(node.place, limit: 160)), \(node.role.rawValue)"
    )
  }

  private static func path(_ points: [FlowLayout.Point]) -> String {
    points.enumerated().map { place, point in
      (place == 0 ? "M" : place == 1 ? "C" : "") + "\(px(point.x)),\(px(point.y))"
    }.joined(separator: " ")
  }
}

/// A length for SVG, to a tenth: enough for the eye, and the same text on every machine.
func px(_ length: Double) -> String {
  let tenths = Int((length * 10).rounded())
  return tenths % 10 == 0
    ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
}

/// `1 payment`, `7 payments`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
