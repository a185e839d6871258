import Ledger
import Window

/// Which of an account's credits paid for which of its debits, first in first out (Clayton's case, 1816).
///
/// For a handful of rows of one account; `Flows` does the same for the whole ledger at once.
struct Forwarding {
  /// A part of a credit that went out with a debit; both are rows.
  struct Draw {
    let credit: Int
    let debit: Int
    /// Micro-units, > 0.
    let amount: Int64
    let rest: Span
  }

  let draws: [Draw]

  /// Rows ascending in (booked_at, id); at one instant credits come before debits. A credit that rested longer than
  /// `maxRest` pays for nothing any more. O(rows).
  init(credits: [Int], debits: [Int], in table: Transactions, maxRest: Span) {
    var draws: [Draw] = []
    var left = credits.map { table.amount[$0] }
    var first = 0
    for debit in debits {
      var wanted = table.amount[debit]
      while wanted > 0, first < credits.count, table.bookedAt[credits[first]] <= table.bookedAt[debit] {
        let rest = Span(micros: table.bookedAt[debit] - table.bookedAt[credits[first]])
        if rest > maxRest || left[first] == 0 {
          first += 1
          continue
        }
        let drawn = min(wanted, left[first])
        draws.append(Draw(credit: credits[first], debit: debit, amount: drawn, rest: rest))
        left[first] -= drawn
        wanted -= drawn
      }
    }
    self.draws = draws
  }
}
