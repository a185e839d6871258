import Ledger
import Window

/// Lot matching of some ledgers (design §5, step 3): every debit with the credits that paid for it.
///
/// Account by account, so that the lots at hand stay in the caches. `fifo` and `lifo` are O(entries + links) with links ≤
/// entries. `pro-rata` is O(Σ live lots at each debit), bounded: see ``LiveLots/limit(entries:)``.
struct MatchedLots: Sendable {
  /// One a link: the row drawn on, and micro-units.
  private(set) var credit: [Int32] = []
  private(set) var amount: [Int64] = []
  /// One an entry: how many links there are up to its end, counted from the first of these ledgers.
  private(set) var linkEnd: [Int32] = []
  /// One an entry: micro-units of a credit that no debit drew, 0 for a debit.
  private(set) var left: [Int64] = []
  /// Holders of whose lots pro-rata could follow only some.
  private(set) var bounded: [Party] = []

  private let ledgers: LotLedgers
  private let maxDwell: Int64
  /// The first entry of all; `left` counts from it.
  private let first: Int
  /// Times of the entries from `timesFrom` on.
  private var times: [Int64] = []
  private var timesFrom = 0

  init(
    _ ledgers: LotLedgers, _ range: Range<Int>, of transactions: Transactions, _ parameters: TraceParameters
  ) {
    self.ledgers = ledgers
    maxDwell = parameters.maxDwell.micros
    first = Int(ledgers.start[range.lowerBound])
    let entries = Int(ledgers.start[range.upperBound]) - first
    left = Array(repeating: 0, count: entries)
    linkEnd.reserveCapacity(entries)
    var ledger = range.lowerBound
    while ledger < range.upperBound {
      var end = ledger + 1
      while end < range.upperBound, ledgers.start[end] - ledgers.start[ledger] < Self.gathered { end += 1 }
      gather(Int(ledgers.start[ledger])..<Int(ledgers.start[end]), transactions)
      while ledger < end {
        let own = Int(ledgers.start[ledger])..<Int(ledgers.start[ledger + 1])
        switch parameters.convention {
        case .fifo: drawOldestFirst(own)
        case .lifo: drawNewestFirst(own)
        case .proRata: drawInProportion(own, transactions)
        }
        ledger += 1
      }
    }
    times = []
  }

  /// Entries whose times and amounts are fetched at once: they lie all over the columns, and the processor can wait for many
  /// of them together as long as nothing is decided in between.
  private static let gathered: Int32 = 4096

  /// Sets `left` to the whole amount of every entry, debits too, and fills `times`.
  private mutating func gather(_ entries: Range<Int>, _ transactions: Transactions) {
    let (bookedAt, amounts) = (transactions.bookedAt.span, transactions.amount.span)
    let sides = ledgers.entries
    times.removeAll(keepingCapacity: true)
    timesFrom = entries.lowerBound
    for place in entries {
      let row = sides[place].row
      times.append(bookedAt[row])
      left[place - first] = amounts[row]
    }
  }

  /// Lots opened before this instant are past the dwell limit of a debit.
  private func earliest(_ debit: Int) -> Int64 {
    let (earliest, overflow) = times[debit - timesFrom].subtractingReportingOverflow(maxDwell)
    return overflow ? .min : earliest
  }

  private mutating func drawOldestFirst(_ entries: Range<Int>) {
    var head = entries.lowerBound
    for place in entries {
      if ledgers.entries[place].isDebit {
        var wanted = left[place - first]
        left[place - first] = 0
        let earliest = earliest(place)
        while wanted > 0, head < place {
          let rest = left[head - first]
          // A debit has nothing left.
          if rest > 0, times[head - timesFrom] >= earliest {
            let drawn = min(wanted, rest)
            draw(drawn, from: head)
            wanted -= drawn
            if drawn < rest { break }
          }
          head += 1
        }
      }
      linkEnd.append(Int32(credit.count))
    }
  }

  private mutating func drawNewestFirst(_ entries: Range<Int>) {
    var open: [Int] = []
    for place in entries {
      if ledgers.entries[place].isDebit {
        var wanted = left[place - first]
        left[place - first] = 0
        let earliest = earliest(place)
        while wanted > 0, let top = open.last {
          if times[top - timesFrom] < earliest {
            open.removeAll(keepingCapacity: true)  // what lies beneath is older still
            break
          }
          let drawn = min(wanted, left[top - first])
          draw(drawn, from: top)
          wanted -= drawn
          if left[top - first] == 0 { open.removeLast() }
        }
      } else {
        open.append(place)
      }
      linkEnd.append(Int32(credit.count))
    }
  }

  private mutating func drawInProportion(_ entries: Range<Int>, _ transactions: Transactions) {
    var lots = LiveLots(limit: LiveLots.limit(entries: entries.count))
    for place in entries {
      let amount = left[place - first]
      if ledgers.entries[place].isDebit {
        left[place - first] = 0
        for share in lots.draw(amount, earliest: earliest(place)) { draw(share.amount, from: share.place) }
      } else {
        lots.open(place: place, at: times[place - timesFrom], amount: amount)
      }
      linkEnd.append(Int32(credit.count))
    }
    if lots.isBounded, let entry = entries.first.map({ ledgers.entries[$0] }) {
      bounded.append(entry.isDebit ? transactions.debtor[entry.row] : transactions.creditor[entry.row])
    }
  }

  private mutating func draw(_ drawn: Int64, from lot: Int) {
    left[lot - first] -= drawn
    credit.append(Int32(ledgers.entries[lot].row))
    amount.append(drawn)
  }
}
