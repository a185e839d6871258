import Detection
import Ledger

/// Small charges and what they add up to, as values for the template `charges.mustache` and for the table beside it.
struct ChargesChart {
  let width = "900"
  let height = "300"
  let description: String
  let bars: [Bar]
  let line: String
  let ticks: [Tick]
  let rows: [Row]

  struct Bar {
    let x: String
    let y: String
    let width: String
    let height: String
    let hint: String
  }

  struct Tick {
    let y: String
    let labelY: String
    let label: String
  }

  struct Row {
    let number: String
    let date: String
    let transaction: String
    let payer: String
    let payee: String
    let amount: String
    let total: String
  }

  private static let left = 120.0
  private static let right = 880.0
  private static let top = 20.0
  private static let bottom = 270.0

  /// Nil when the case has no charges. Throws ``LedgerError/overflow(_:)``. O(charges).
  init?(_ record: CaseRecord, _ figures: CaseFigures) throws {
    let charges = record.transactions.filter { transaction in
      figures.counted[transaction.id] != nil && transaction.uses.contains { $0.role == .charge }
    }
    if charges.isEmpty { return nil }
    var running = Money.zero
    var totals: [Money] = []
    for charge in charges {
      running = try running.adding(figures.counted[charge.id] ?? .zero)
      totals.append(running)
    }
    let step = (Self.right - Self.left) / Double(charges.count)
    let scale = (Self.bottom - Self.top) / Double(max(1, running.micros))
    func y(_ amount: Money) -> Double { Self.bottom - Double(amount.micros) * scale }
    let total = record.money(running)
    bars = charges.enumerated().map { place, charge in
      let amount = figures.counted[charge.id] ?? .zero
      let left = Self.left + step * (Double(place) + 0.15)
      return Bar(
        x: px(left), y: px(y(amount)), width: px(max(1, step * 0.7)),
        height: px(max(1, Self.bottom - y(amount))),
        hint: "\(charge.bookedAt.date): \(record.money(amount)), running total \(record.money(totals[place]))"
      )
    }
    line = totals.enumerated().map { place, total in
      "\(px(Self.left + step * (Double(place) + 0.5))),\(px(y(total)))"
    }.joined(separator: " ")
    ticks = (0...4).map { quarter in
      let amount = running.scaled(by: Int64(quarter), over: 4)
      return Tick(y: px(y(amount)), labelY: px(y(amount) + 4), label: record.money(amount))
    }
    description =
      "\(counted(charges.count, "charge")) from \(charges.first?.bookedAt.date ?? "") to "
      + "\(charges.last?.bookedAt.date ?? ""), each a bar; the line is their running total, which reaches \(total)."
    rows = zip(charges, totals).enumerated().map { place, charge in
      Row(
        number: "\(place + 1)", date: charge.0.bookedAt.date,
        transaction: PlainText.line(charge.0.id, limit: 80),
        payer: record.label(charge.0.debtorID), payee: record.label(charge.0.creditorID),
        amount: (figures.counted[charge.0.id] ?? .zero).formatted, total: charge.1.formatted)
    }
  }
}

extension CaseRecord {
  /// A party's name as shown, or its identifier.
  package func label(_ id: String) -> String { party(id)?.label ?? PlainText.line(id, limit: 120) }
}
