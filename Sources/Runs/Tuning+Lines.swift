import Alerts
package import Detection
package import Ledger

extension Tuning {
  /// What one value costs and catches.
  package struct Line: Sendable, Equatable {
    package let value: Int64
    package let isInForce: Bool
    package let alerts: Int
    package let severities: [Severity: Int]
    /// Alerts that open after the first point: at the first one everything seen so far opens at once.
    package let opened: Int
    /// Opened alerts per week in tenths; nil when there is one point.
    package let perWeekTenths: Int?
    /// Against the value before: alerts that are gone, and new.
    package let gone: Int
    package let new: Int
    /// Schemes found, of those there are; nil when nothing is known.
    package let found: Int?
    package let known: Int?
    /// Alerts that are right and that are wrong, as far as is known.
    package let right: Int
    package let wrong: Int

    /// Per mille; nil when there is nothing to find, or nothing judged.
    package var recall: Int? { known.flatMap { $0 == 0 ? nil : (found ?? 0) * 1000 / $0 } }
    package var precision: Int? { right + wrong == 0 ? nil : right * 1000 / (right + wrong) }
  }

  /// One for each value, ascending.
  package var lines: [Line] {
    values.indices.map { place in
      let mine = raised[place]
      let before = place == 0 ? nil : raised[place - 1]
      let alerts = mine.keys.map { (alertID: alertID($0), subject: $0.subject) }
      let words = alerts.map { truth.word(on: $0.alertID, subject: $0.subject) }
      let recall = truth.isEmpty ? nil : truth.found(by: alerts, detector: detector)
      let opened = mine.values.count { $0.firstSeenAt > points[0] }
      let span = points[points.count - 1] - points[0]
      return Line(
        value: values[place], isInForce: values[place] == inForce, alerts: mine.count,
        severities: Dictionary(grouping: mine.values, by: \.severity).mapValues(\.count), opened: opened,
        perWeekTenths: span.micros == 0
          ? nil
          : Int(
            (Int128(opened) * 10 * Int128(Span.days(7).micros) + Int128(span.micros) / 2)
              / Int128(span.micros)),
        gone: before.map { $0.keys.count { mine[$0] == nil } } ?? 0,
        new: before.map { before in mine.keys.count { before[$0] == nil } } ?? 0,
        found: recall?.found, known: recall?.of, right: words.count { $0 == .guilty },
        wrong: words.count { $0 == .innocent })
    }
  }

  /// An alert near the line, for review.
  package struct Sample: Sendable, Equatable {
    /// Whether the value in force raises it; else only another one does.
    package let isAbove: Bool
    package let alertID: String
    package let subject: String
    /// The values that raise it, from the least to the greatest.
    package let least: Int64
    package let greatest: Int64
    package let firstSeenAt: Instant
    package let severity: Severity
    package let amount: Money
    /// `right`, `wrong` or empty, as far as is known.
    package let word: String
  }

  /// Up to `count` alerts on each side of the value in force: those that the nearest values decide otherwise, and among
  /// equally near ones those whose scheme keys are smallest. Keys are digests, so that is as good as a draw, and always
  /// the same.
  package func samples(_ count: Int) -> [Sample] {
    guard let line = values.firstIndex(of: inForce) else { return [] }
    let all = Set(raised.flatMap(\.keys))
    let marginal = all.compactMap {
      scheme -> (distance: Int, key: SchemeKey, scheme: SchemeName, isAbove: Bool)? in
      let isAbove = raised[line][scheme] != nil
      let others = values.indices.filter { (raised[$0][scheme] != nil) != isAbove }
      return others.map { abs($0 - line) }.min().map { ($0, key(scheme), scheme, isAbove) }
    }.sorted { ($0.distance, $0.key) < ($1.distance, $1.key) }
    return [true, false].flatMap { isAbove in
      marginal.filter { $0.isAbove == isAbove }.prefix(count).compactMap {
        sample($0.scheme, $0.key, isAbove: isAbove)
      }
    }
  }

  private func sample(_ scheme: SchemeName, _ key: SchemeKey, isAbove: Bool) -> Sample? {
    let places = values.indices.filter { raised[$0][scheme] != nil }
    guard let first = places.first, let last = places.last, let shown = raised[first][scheme] else {
      return nil
    }
    let word = truth.word(on: key.alertID, subject: scheme.subject)
    return Sample(
      isAbove: isAbove, alertID: key.alertID, subject: scheme.subject, least: values[first],
      greatest: values[last],
      firstSeenAt: places.compactMap { raised[$0][scheme]?.firstSeenAt }.min() ?? shown.firstSeenAt,
      severity: shown.severity, amount: shown.amount,
      word: word.map { $0 == .guilty ? "right" : "wrong" } ?? "")
  }
}
