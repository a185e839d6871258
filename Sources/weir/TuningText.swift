import Detection
import Ledger
import Reports
import Runs

/// What a tuning found, as tables for people, as CSV, and as a drawing.
struct TuningText {
  let tuning: Tuning
  let samples: [Tuning.Sample]

  init(_ tuning: Tuning, samples count: Int) {
    self.tuning = tuning
    samples = tuning.samples(count)
  }

  private func value(_ value: Int64) -> String { tuning.parameter.text(value) }

  private func percent(_ perMille: Int?) -> String {
    perMille.map { "\($0 / 10).\($0 % 10) %" } ?? ""
  }

  // MARK: For people

  var table: String {
    let lines = tuning.lines
    let hasTruth = !tuning.truth.isEmpty
    var header = [
      "", tuning.parameter.name, "alerts", "critical", "high", "medium", "low", "per week", "gone", "new",
    ]
    if hasTruth { header += ["found", "recall", "right", "wrong", "precision"] }
    let rows = lines.map { line in
      var row = [line.isInForce ? "in force" : "", value(line.value), "\(line.alerts)"]
      row += Severity.allCases.reversed().map { "\(line.severities[$0] ?? 0)" }
      row += [line.perWeekTenths.map { "\($0 / 10).\($0 % 10)" } ?? "", "\(line.gone)", "\(line.new)"]
      if hasTruth {
        row += [
          line.found.map { "\($0) of \(line.known ?? 0)" } ?? "", percent(line.recall), "\(line.right)",
          "\(line.wrong)", percent(line.precision),
        ]
      }
      return row
    }
    return textTable(header, rows, rightAligned: Set(1..<header.count))
  }

  var text: String {
    let points = tuning.points
    var parts = [
      "\(tuning.detector), \(tuning.parameter.name): \(tuning.parameter.meaning)",
      "\(points.count) evaluation \(points.count == 1 ? "point" : "points"), \(points[0]) to \(points[points.count - 1]); "
        + "gone and new are counted against the value above",
      "", table,
    ]
    if !samples.isEmpty {
      let rows = samples.map { sample in
        [
          sample.isAbove ? "above" : "below", sample.alertID, sample.subject,
          "\(value(sample.least)) to \(value(sample.greatest))", sample.firstSeenAt.date,
          sample.severity.rawValue,
          sample.amount.formatted, sample.word,
        ]
      }
      parts += [
        "",
        "Alerts near the line, for review: raised at the value in force (above), or only at another (below)",
        textTable(
          ["side", "alert", "subject", "raised at", "first seen", "severity", "amount", "known"], rows,
          rightAligned: [6]),
      ]
    }
    return parts.joined(separator: "\n")
  }

  // MARK: For programs

  var csv: String {
    let header = [
      "detector", "parameter", "value", "in_force", "alerts", "critical", "high", "medium", "low", "opened",
      "per_week",
      "gone", "new", "schemes_found", "schemes_known", "right", "wrong",
    ]
    let rows = tuning.lines.map { line in
      var row = [tuning.detector, tuning.parameter.name, value(line.value)]
      row += ["\(line.isInForce)", "\(line.alerts)"]
      row += Severity.allCases.reversed().map { "\(line.severities[$0] ?? 0)" }
      row += ["\(line.opened)", line.perWeekTenths.map { "\($0 / 10).\($0 % 10)" } ?? ""]
      row += ["\(line.gone)", "\(line.new)"]
      row += [line.found, line.known].map { $0.map(String.init) ?? "" }
      return row + ["\(line.right)", "\(line.wrong)"]
    }
    return ([header] + rows).map(CSVText.row).joined()
  }

  var samplesCSV: String {
    let header = [
      "side", "alert_id", "subject_id", "least_value", "greatest_value", "first_seen_at", "severity",
      "amount", "known",
    ]
    let rows = samples.map { sample in
      [
        sample.isAbove ? "above" : "below", sample.alertID, sample.subject, value(sample.least),
        value(sample.greatest), sample.firstSeenAt.description, sample.severity.rawValue,
        sample.amount.description,
        sample.word,
      ]
    }
    return ([header] + rows).map(CSVText.row).joined()
  }

  var chart: TuningChart {
    TuningChart(
      title: "\(tuning.detector): \(tuning.parameter.name)",
      values: tuning.lines.map {
        TuningChart.Value(
          value: $0.value, label: value($0.value), alerts: $0.alerts, recall: $0.recall,
          precision: $0.precision)
      }, inForce: tuning.inForce)
  }
}
