import Detection
import Ledger
import Window

/// What an earner was paid, pay by pay.
struct PayCycles {
  /// One pay: a payment, or a few close together.
  struct Pay {
    var rows: [Int]
    let at: Instant
    /// Micro-units.
    var amount: Int128
  }

  /// Ascending in time, each within the bounds of a wage.
  let pays: [Pay]

  /// `rows` ascending in (booked_at, id). O(rows).
  init(_ rows: [Int], in table: Transactions, _ settings: Settings) {
    var pays: [Pay] = []
    for row in rows {
      let (at, amount) = (Instant(micros: table.bookedAt[row]), Int128(table.amount[row]))
      if let last = pays.last, at - last.at < settings.span(SalarySkim.onePay) {
        pays[pays.count - 1].rows.append(row)
        pays[pays.count - 1].amount += amount
      } else {
        pays.append(Pay(rows: [row], at: at, amount: amount))
      }
    }
    let bounds = Int128(settings[SalarySkim.minPay])...Int128(settings[SalarySkim.maxPay])
    self.pays = pays.filter { bounds.contains($0.amount) }
  }

  /// Whether the pays keep one rhythm.
  var isRegular: Bool {
    Self.isRegular(zip(pays, pays.dropFirst()).map { $1.at.dayNumber - $0.at.dayNumber })
  }

  /// Days between two pays of a wage every other week, or every month, give or take three.
  private static let rhythms: [ClosedRange<Int64>] = [11...17, 25...34]

  /// Whether at least two intervals, in days, and three of five of them, keep one rhythm.
  static func isRegular(_ intervals: [Int64]) -> Bool {
    guard intervals.count >= 2 else { return false }
    return rhythms.contains { rhythm in
      intervals.count { rhythm.contains($0) } * 5 >= intervals.count * 3
    }
  }
}
