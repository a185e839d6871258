package import Foundation

/// Scores written down: for a terminal, a spreadsheet, a program, a page.
package struct ScoreTable: Sendable {
  /// How it is written.
  package enum Format: String, CaseIterable, Sendable { case table, csv, json, markdown }

  private let scores: [DetectorScore]

  /// The scores of detectors and their total last.
  package init(_ scores: [DetectorScore], total: DetectorScore) { self.scores = scores + [total] }

  /// The sum of tables as ``text(_:)`` wrote them with ``Format/json``, detectors in the order of the first one. Throws
  /// `DecodingError`.
  package init(pooling files: [Data]) throws {
    var pooled: [DetectorScore] = []
    for file in files {
      for score in try JSONDecoder().decode([DetectorScore].self, from: file) {
        if let place = pooled.firstIndex(where: { $0.detector == score.detector }) {
          pooled[place].add(score, ofOneWarehouse: false)
        } else {
          pooled.append(score)
        }
      }
    }
    scores = pooled
  }

  private static let columns = [
    "detector", "easy and typical", "evasive", "precision", "false /1,000 honest",
    "background /1,000", "look-alikes alerted",
    "false at high", "labelled shown", "evidence labelled", "days to alert", "moved before",
  ]

  /// The whole text, ending with a line feed. O(cells).
  package func text(_ format: Format) -> String {
    switch format {
    case .table: aligned
    case .markdown: markdown
    case .csv: csv
    case .json: json
    }
  }

  private var cells: [[String]] {
    scores.map { it in
      [
        it.detector, fraction(it.recall(.easy, .typical)), fraction(it.recall(.evasive)),
        fraction(it.precision),
        rate(it.falseAlerts, of: it.honestAccounts),
        rate(it.backgroundAlerts, of: it.backgroundAccounts), fraction(it.lookAlikeShare),
        String(it.graveFalseAlerts),
        percent(it.coverage), percent(it.purity), it.medianDays.map { decimal($0, 1) } ?? "–",
        percent(it.movedBefore),
      ]
    }
  }

  private var aligned: String {
    let rows = [Self.columns] + cells
    let widths = Self.columns.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return column == 0 ? cell + padding : padding + cell
      }.joined(separator: "  ") + "\n"
    }.joined()
  }

  private var markdown: String {
    let rows =
      [Self.columns, Self.columns.indices.map { $0 == 0 ? "---" : "---:" }]
      + cells.map { row in
        row.enumerated().map { $0 == 0 && $1 != DetectorScore.all ? "`\($1)`" : $1 }
      }
    return rows.map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
  }

  /// Counts beside the figures, so that others can be made of them.
  private var csv: String {
    let header = [
      "detector", "planted_easy", "found_easy", "planted_typical", "found_typical", "planted_evasive",
      "found_evasive", "true_alerts", "false_alerts", "alerts_beside_the_point", "precision",
      "honest_accounts",
      "false_alerts_per_1000_honest", "background_accounts", "background_alerts", "look_alikes",
      "look_alikes_alerted", "false_alerts_at_high", "labelled_transactions", "labelled_shown",
      "evidence_transactions", "evidence_labelled", "median_days_to_alert", "amount", "amount_before_alert",
    ]
    let rows = scores.map { it -> [String] in
      var row = [it.detector]
      for difficulty in Difficulty.allCases {
        row += [String(it.recall(difficulty).whole), String(it.recall(difficulty).part)]
      }
      row += [it.trueAlerts, it.falseAlerts, it.alertsBesideThePoint].map(String.init)
      row.append(it.precision.value.map { decimal($0, 4) } ?? "")
      row.append(String(it.honestAccounts))
      let rate = Double(it.falseAlerts) * 1_000 / Double(it.honestAccounts)
      row.append(it.honestAccounts == 0 ? "" : decimal(rate, 4))
      row += [
        it.backgroundAccounts, it.backgroundAlerts, it.lookAlikes, it.lookAlikesAlerted, it.graveFalseAlerts,
        it.labelledTransactions, it.labelledShown, it.evidenceTransactions, it.evidenceLabelled,
      ].map(String.init)
      row.append(it.medianDays.map { decimal($0, 2) } ?? "")
      row += [it.amount, it.amountBefore].map { decimal(Double($0) / 1e6, 2) }
      return row
    }
    return ([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  private var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    let text = (try? encoder.encode(scores)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    return text + "\n"
  }

  private func fraction(_ share: Share) -> String {
    share.value.map { "\(decimal($0, 2)) (\(share.part)/\(share.whole))" } ?? "–"
  }

  private func percent(_ share: Share) -> String { share.value.map { decimal($0 * 100, 1) + " %" } ?? "–" }

  private func rate(_ count: Int, of accounts: Int) -> String {
    accounts == 0 ? "–" : decimal(Double(count) * 1_000 / Double(accounts), 2)
  }

  /// Rounded half away from zero.
  private func decimal(_ value: Double, _ places: Int) -> String {
    value.formatted(
      .number.precision(.fractionLength(places)).grouping(.never).locale(Locale(identifier: "en_US_POSIX")))
  }
}
