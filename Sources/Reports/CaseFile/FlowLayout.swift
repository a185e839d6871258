/// Where Graphviz puts the boxes and lines of a ``FlowGraph``.
///
/// `dot` is told sizes and connections and never a name, so nothing of the warehouse passes through it and its fonts do
/// not matter: the same graph has one layout on every machine with one version of it.
package struct FlowLayout: Equatable, Sendable {
  /// In points, from the top left.
  package struct Point: Equatable, Sendable {
    package let x: Double
    package let y: Double
  }

  /// A line: a start and then Bézier triples, and the middle of the room left for its label.
  package struct Line: Equatable, Sendable {
    package let points: [Point]
    package let label: Point
  }

  package static let boxWidth = 190.0
  package static let boxHeight = 62.0
  static let labelWidth = 132.0
  static let labelHeight = 48.0
  /// Around everything, so that no line is cut at the edge.
  private static let margin = 3.0

  /// From left to right, instead of from top to bottom.
  package let isAcross: Bool
  package let width: Double
  package let height: Double
  /// Middles of the boxes, in the order of the graph's nodes.
  package let boxes: [Point]
  /// In the order of the graph's edges.
  package let lines: [Line]

  /// The description `dot -Tplain` reads. `isAcross` draws from left to right instead of from top to bottom.
  package static func description(of graph: FlowGraph, isAcross: Bool) -> String {
    var text = "digraph routes {\n"
    text += "  graph [rankdir=\(isAcross ? "LR" : "TB"), nodesep=0.35, ranksep=0.45, margin=0];\n"
    text +=
      "  node [shape=box, fixedsize=true, width=\(inches(boxWidth)), height=\(inches(boxHeight)), label=\"\"];\n"
    for place in graph.nodes.indices { text += "  n\(place);\n" }
    // A table of fixed size is the one label whose room does not depend on a font.
    let label =
      "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" FIXEDSIZE=\"TRUE\" WIDTH=\"\(Int(labelWidth))\" "
      + "HEIGHT=\"\(Int(labelHeight))\"><TR><TD></TD></TR></TABLE>>"
    for edge in graph.edges { text += "  n\(edge.from) -> n\(edge.to) [label=\(label)];\n" }
    return text + "}\n"
  }

  /// Reads what `dot -Tplain` wrote for ``description(of:isAcross:)``; nil when it is not a layout of that graph.
  ///
  /// Source: Graphviz documentation, "Plain-text output format". Lengths are in inches, y grows upwards.
  package init?(plain text: String, of graph: FlowGraph, isAcross: Bool) {
    var size: Point?
    var boxes: [Int: Point] = [:]
    var found: [String: [Line]] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      func number(_ place: Int) -> Double? { words.indices.contains(place) ? Double(words[place]) : nil }
      switch words.first {
      case "graph":
        guard let width = number(2), let height = number(3) else { return nil }
        size = Point(x: width * 72 + 2 * Self.margin, y: height * 72 + 2 * Self.margin)
      case "node":
        guard let size, let name = words.dropFirst().first, let x = number(2), let y = number(3),
          let place = Int(name.dropFirst())
        else { return nil }
        boxes[place] = Self.point(x, y, in: size)
      case "edge":
        guard let size, let count = number(3).flatMap({ Int(exactly: $0) }), (1...1_000).contains(count)
        else {
          return nil
        }
        // n points, then the label's text and its middle.
        let places = (0...count).map { $0 < count ? 4 + 2 * $0 : 5 + 2 * count }
        let points = places.compactMap { place -> Point? in
          guard let x = number(place), let y = number(place + 1) else { return nil }
          return Self.point(x, y, in: size)
        }
        guard points.count == count + 1, let label = points.last else { return nil }
        found["\(words[1])>\(words[2])", default: []].append(Line(points: points.dropLast(), label: label))
      default: continue
      }
    }
    guard let size, boxes.count == graph.nodes.count else { return nil }
    let placed = graph.nodes.indices.compactMap { boxes[$0] }
    let lines = graph.edges.compactMap { found["n\($0.from)>n\($0.to)"]?.first }
    guard placed.count == graph.nodes.count, lines.count == graph.edges.count else { return nil }
    self.isAcross = isAcross
    width = size.x
    height = size.y
    self.boxes = placed
    self.lines = lines
  }

  /// Inches from the bottom left of what `dot` drew as points from the top left of the whole.
  private static func point(_ x: Double, _ y: Double, in size: Point) -> Point {
    Point(x: x * 72 + margin, y: size.y - margin - y * 72)
  }

  private static func inches(_ points: Double) -> String { String(points / 72) }
}
