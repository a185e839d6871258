import Detection
import Ledger

/// Payments and changes on one axis of time, as values for the template `timeline.mustache`.
struct Timeline {
  let width = "900"
  let height: String
  let description: String
  let axisY: String
  let lanes: [Lane]
  let ticks: [Tick]

  struct Lane {
    let name: String
    let y: String
    let labelY: String
    let dots: [Dot]
  }

  struct Dot {
    let x: String
    let y: String
    let style: String
    let hint: String
  }

  struct Tick {
    let x: String
    let label: String
  }

  private static let left = 170.0
  private static let right = 880.0
  private static let laneHeight = 34.0

  /// Nil when there is nothing to show. O(evidence · log evidence).
  init?(_ record: CaseRecord, _ figures: CaseFigures) {
    let entries = Self.entries(record, figures)
    guard let first = entries.map(\.at).min(), let last = entries.map(\.at).max() else { return nil }
    let span = Double(max(1, (last - first).micros))
    func x(_ at: Instant) -> Double {
      Self.left + (Self.right - Self.left) * Double((at - first).micros) / span
    }
    let kinds = Kind.allCases.filter { kind in entries.contains { $0.kind == kind } }
    lanes = kinds.enumerated().map { place, kind in
      let y = 24 + Self.laneHeight * Double(place)
      return Lane(
        name: kind.rawValue, y: px(y), labelY: px(y + 4),
        dots: entries.filter { $0.kind == kind }.map {
          Dot(
            x: px(x($0.at)), y: px(y),
            style: kind == .counted ? "counted" : kind == .payments ? "context" : "fact", hint: $0.words)
        })
    }
    let bottom = 24 + Self.laneHeight * Double(kinds.count - 1) + 20
    axisY = px(bottom)
    height = px(bottom + 30)
    ticks = Self.ticks(from: first, to: last).map { Tick(x: px(x($0.at)), label: $0.label) }
    description =
      "From \(first.date) to \(last.date): "
      + kinds.map { kind in "\(entries.count { $0.kind == kind }) \(kind.rawValue)" }.joined(separator: ", ")
      + ". The tables of evidence list each."
  }

  private enum Kind: String, CaseIterable {
    case counted = "payments that count"
    case payments = "other payments"
    case changes = "changes of details"
    case requests = "payout requests"
    case others = "accounts and others"

    init(_ relation: Relation) {
      switch relation {
      case .paymentDetailChanges: self = .changes
      case .payoutRequests: self = .requests
      default: self = .others
      }
    }
  }

  private struct Entry {
    let at: Instant
    let kind: Kind
    let words: String
  }

  private static func entries(_ record: CaseRecord, _ figures: CaseFigures) -> [Entry] {
    let payments = record.transactions.map { transaction in
      let counted = figures.counted[transaction.id]
      return Entry(
        at: transaction.bookedAt, kind: counted == nil ? .payments : .counted,
        words: "\(transaction.bookedAt.date) \(transaction.original)"
          + (counted.map { ", counted \(record.money($0))" } ?? "")
          + ", transaction \(PlainText.line(transaction.id, limit: 80))")
    }
    let facts = record.facts.map {
      Entry(
        at: $0.at, kind: Kind($0.relation), words: "\($0.at.date) \(PlainText.line($0.summary, limit: 300))")
    }
    return payments + facts
  }

  /// Firsts of months, thinned to at most ten; the two ends when no month begins in between.
  private static func ticks(from first: Instant, to last: Instant) -> [(at: Instant, label: String)] {
    var firsts: [Instant] = []
    var (year, month, _) = first.civil
    while true {
      month += 1
      if month > 12 { (year, month) = (year + 1, 1) }
      let next = Instant(year: year, month: month, day: 1)
      if next > last { break }
      firsts.append(next)
      if firsts.count > 1_200 { break }
    }
    if firsts.isEmpty {
      return first == last ? [(first, first.date)] : [(first, first.date), (last, last.date)]
    }
    let step = (firsts.count + 9) / 10
    return firsts.enumerated().filter { $0.offset % step == 0 }.map { ($1, String($1.date.prefix(7))) }
  }
}
