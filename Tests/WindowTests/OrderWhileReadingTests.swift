import Ledger
import TestSupport
import Testing

@testable import Window

@Suite struct OrderWhileReadingTests {
  /// How a warehouse may send its rows.
  enum Arrival: CaseIterable {
    case inOrder, nearlyInOrder, oneLate, backwards, anyhow
  }

  private func rows(_ arrival: Arrival, _ random: inout SplitMix64) -> [Row] {
    let kinds = ["payout", "transfer", "refund"]
    let sent = (0..<300).map { row in
      let minute = arrival == .nearlyInOrder ? row + Int.random(in: 0..<40, using: &random) : row
      return Sample.row(.transactions).changed([
        // Now and then one comes twice, at times many rows later.
        "transaction_id": id(row - (row % 97 == 96 ? Int.random(in: 1...90, using: &random) : 0)),
        "booked_at": Instant(micros: Sample.from.micros + Int64(minute / 3) * 60_000_000).description,
        "amount": "\(Int.random(in: 1...99, using: &random)).5", "kind": kinds[row % 3],
        "currency": Int.random(in: 0..<9, using: &random) == 0 ? "EUR" : "USD",
        "reference": row % 4 == 0 ? nil : "invoice \(row % 50)",
        "authorisation_id": row % 11 == 0 ? "h\(row)" : nil,
        "initiated_by": ["a", "e", "b", "someone \(row)", nil][row % 5],
      ])
    }
    switch arrival {
    case .inOrder, .nearlyInOrder: return sent
    case .oneLate: return Array(sent[1...200] + [sent[0]] + sent[201...])
    case .backwards: return sent.reversed()
    case .anyhow: return sent.shuffled(using: &random)
    }
  }

  private func id(_ number: Int) -> String { number % 3 == 0 ? "\(number)" : "t\(number)" }

  @Test(arguments: Arrival.allCases)
  func `rows put in order as they come are as those put in order at the end`(arrival: Arrival) {
    for seed in 0..<3 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let parties = Sample.rows.filter { $0.relation <= .endpoints || $0.relation == .fxRates }
      let rows = rows(arrival, &random)
      let batch = Int.random(in: 1...150, using: &random)
      let asTheyCome = window(parties, rows, batch, step: 64)
      let atTheEnd = window(parties, rows, batch, step: .max / 4)
      #expect(asTheyCome.window.lines == atTheEnd.window.lines)
      #expect(asTheyCome.rejects == atTheEnd.rejects && asTheyCome.rejects.count > 1)
      #expect(asTheyCome.amountSum == atTheEnd.amountSum)
      let times = asTheyCome.window.transactions.bookedAt
      #expect(times == times.sorted() && times.count + asTheyCome.rejects.count == rows.count)
    }
  }

  @Test(arguments: Arrival.allCases, [true, false])
  func `rows gathered in slices are as those gathered together`(arrival: Arrival, arePartedByTime: Bool) {
    for seed in 0..<3 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let parties = Sample.rows.filter { $0.relation <= .endpoints || $0.relation == .fxRates }
      let rows = rows(arrival, &random)
      let slices = rows.indices.map { row in
        // About fifty minutes each; or nothing that has to do with time.
        arePartedByTime ? min(row / 150, 2) : Int.random(in: 0..<3, using: &random)
      }
      let batch = Int.random(in: 1...50, using: &random)
      let apart = window(
        parties, rows, batch, TransactionBuilder(currency: "USD", expected: [9, 0, 0], step: 64), slices)
      let together = window(parties, rows, batch, step: 64)
      #expect(apart.window.lines == together.window.lines)
      #expect(apart.rejects == together.rejects && apart.amountSum == together.amountSum)
    }
  }

  private func window(
    _ parties: [Row], _ rows: [Row], _ batch: Int, step: Int
  ) -> (window: Window, rejects: [Reject], amountSum: Int128) {
    window(parties, rows, batch, TransactionBuilder(currency: "USD", step: step), rows.map { _ in 0 })
  }

  /// The rows of each slice in batches of so many.
  private func window(
    _ parties: [Row], _ rows: [Row], _ batch: Int, _ transactions: TransactionBuilder, _ slices: [Int]
  ) -> (window: Window, rejects: [Reject], amountSum: Int128) {
    var builder = Sample.builder()
    builder.transactions = transactions
    for row in parties { builder.add(RowBatch([row.cells], row.relation), to: row.relation) }
    for start in stride(from: 0, to: rows.count, by: batch) {
      let next = start..<min(start + batch, rows.count)
      for (slice, places) in Dictionary(grouping: next, by: { slices[$0] }).sorted(by: { $0.key < $1.key }) {
        let batch = RowBatch(places.map { rows[$0].cells }, .transactions)
        builder.transactions.add(builder.transactionReader.read(batch), to: slice)
      }
    }
    return builder.finish()
  }
}
