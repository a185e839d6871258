/// Alerts, recall and precision over the values of a parameter, as an SVG of its own.
package struct TuningChart {
  /// What is known of one value.
  package struct Value {
    /// In the parameter's integers: where it stands on the axis.
    package let value: Int64
    package let label: String
    package let alerts: Int
    /// Per mille; nil when nothing is known.
    package let recall: Int?
    package let precision: Int?

    package init(value: Int64, label: String, alerts: Int, recall: Int?, precision: Int?) {
      (self.value, self.label, self.alerts) = (value, label, alerts)
      (self.recall, self.precision) = (recall, precision)
    }
  }

  let title: String
  let description: String
  let ticks: [Tick]
  let marks: [Mark]
  let inForceX: String
  let inForce: String
  let alerts: String
  let recall: [Curve]
  let precision: [Curve]

  struct Tick {
    let y: String
    let labelY: String
    let label: String
    let share: String
  }

  struct Mark {
    let x: String
    let label: String
  }

  struct Curve {
    let points: String
  }

  private static let (left, right) = (70.0, 830.0)
  private static let (top, bottom) = (40.0, 360.0)
  /// Labels that fit under the axis.
  private static let mostMarks = 9

  /// `values` ascending, one of them in force; there is at least one. O(values).
  package init(title: String, values: [Value], inForce: Int64) {
    let (first, last) = (values[0].value, values[values.count - 1].value)
    let width = Double(max(1, last - first))
    func x(_ value: Int64) -> Double { Self.left + Double(value - first) / width * (Self.right - Self.left) }
    func y(_ share: Double) -> Double { Self.bottom - share * (Self.bottom - Self.top) }
    let most = max(4, ((values.map(\.alerts).max() ?? 0) + 3) / 4 * 4)
    self.title = title
    self.inForce = values.first { $0.value == inForce }?.label ?? ""
    inForceX = px(x(inForce))
    ticks = (0...4).map { quarter in
      let height = y(Double(quarter) / 4)
      return Tick(
        y: px(height), labelY: px(height + 4), label: "\(most * quarter / 4)", share: "\(quarter * 25) %")
    }
    let step = max(1, (values.count + Self.mostMarks - 1) / Self.mostMarks)
    marks = values.enumerated().filter { $0.offset % step == 0 }.map {
      Mark(x: px(x($1.value)), label: $1.label)
    }
    func curve(_ height: (Value) -> Double?) -> [Curve] {
      let points = values.compactMap { value in height(value).map { "\(px(x(value.value))),\(px(y($0)))" } }
      return points.isEmpty ? [] : [Curve(points: points.joined(separator: " "))]
    }
    alerts = curve { Double($0.alerts) / Double(most) }.first?.points ?? ""
    recall = curve { $0.recall.map { Double($0) / 1000 } }
    precision = curve { $0.precision.map { Double($0) / 1000 } }
    description = values.map { "\($0.label): \($0.alerts) alerts" }.joined(separator: "; ") + "."
  }

  /// The drawing. Throws for a template that cannot be parsed.
  package func svg() throws -> String { try Page.render(self, template: "tuning") }
}
