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
  /// Creditors of whose lots pro-rata could follow only some.
  private(set) var bounded: [Int32] = []

  init(
    _ ledgers: LotLedgers, _ range: Range<Int>, of transactions: Transactions, _ parameters: TraceParameters
  ) {
    let entries = Int(ledgers.start[range.lowerBound])..<Int(ledgers.start[range.upperBound])
    left = Array(repeating: 0, count: entries.count)
    linkEnd.reserveCapacity(entries.count)
    for ledger in range {
      let own = Int(ledgers.start[ledger])..<Int(ledgers.start[ledger + 1])
      let book = LotBook(
        entries: own, first: entries.lowerBound, ledgers: ledgers, transactions: transactions,
        maxDwell: parameters.maxDwell.micros)
      switch parameters.convention {
      case .fifo: drawOldestFirst(book)
      case .lifo: drawNewestFirst(book)
      case .proRata: drawInProportion(book)
      }
    }
  }

  private mutating func drawOldestFirst(_ book: LotBook) {
    var head = book.entries.lowerBound
    for place in book.entries {
      let entry = book[place]
      if entry.isDebit {
        var wanted = book.amount(entry)
        let earliest = book.earliest(for: entry)
        while wanted > 0, head < place {
          let lot = book[head]
          let rest = left[head - book.first]
          if rest == 0 || lot.isDebit || book.bookedAt(lot) < earliest {
            head += 1
            continue
          }
          let drawn = min(wanted, rest)
          draw(drawn, from: head, lot, book)
          wanted -= drawn
          if drawn == rest { head += 1 }
        }
      } else {
        left[place - book.first] = book.amount(entry)
      }
      linkEnd.append(Int32(credit.count))
    }
  }

  private mutating func drawNewestFirst(_ book: LotBook) {
    var open: [Int32] = []
    for place in book.entries {
      let entry = book[place]
      if entry.isDebit {
        var wanted = book.amount(entry)
        let earliest = book.earliest(for: entry)
        while wanted > 0, let top = open.last {
          let lot = book[Int(top)]
          if book.bookedAt(lot) < earliest {
            open.removeAll(keepingCapacity: true)  // what lies beneath is older still
            break
          }
          let rest = left[Int(top) - book.first]
          let drawn = min(wanted, rest)
          draw(drawn, from: Int(top), lot, book)
          wanted -= drawn
          if drawn == rest { open.removeLast() }
        }
      } else {
        left[place - book.first] = book.amount(entry)
        open.append(Int32(place))
      }
      linkEnd.append(Int32(credit.count))
    }
  }

  private mutating func drawInProportion(_ book: LotBook) {
    var lots = LiveLots(limit: LiveLots.limit(entries: book.entries.count))
    for place in book.entries {
      let entry = book[place]
      if entry.isDebit {
        let shares = lots.draw(book.amount(entry), earliest: book.earliest(for: entry))
        for share in shares { draw(share.amount, from: share.place, book[share.place], book) }
      } else {
        left[place - book.first] = book.amount(entry)
        lots.open(place: place, at: book.bookedAt(entry), amount: book.amount(entry))
      }
      linkEnd.append(Int32(credit.count))
    }
    if lots.isBounded, let first = book.entries.first { bounded.append(book.holder(book[first])) }
  }

  @inline(__always)
  private mutating func draw(_ drawn: Int64, from place: Int, _ lot: LotLedgers.Entry, _ book: LotBook) {
    left[place - book.first] -= drawn
    credit.append(Int32(lot.row))
    amount.append(drawn)
  }
}

/// One ledger being matched.
private struct LotBook {
  let entries: Range<Int>
  /// Of all that are matched together.
  let first: Int
  let ledgers: LotLedgers
  let transactions: Transactions
  let maxDwell: Int64

  subscript(_ place: Int) -> LotLedgers.Entry { ledgers.entries[place] }

  func amount(_ entry: LotLedgers.Entry) -> Int64 { transactions.amount[entry.row] }
  func bookedAt(_ entry: LotLedgers.Entry) -> Int64 { transactions.bookedAt[entry.row] }

  /// Lots opened before this instant are past the dwell limit.
  func earliest(for debit: LotLedgers.Entry) -> Int64 {
    let (earliest, overflow) = bookedAt(debit).subtractingReportingOverflow(maxDwell)
    return overflow ? .min : earliest
  }

  /// Whose ledger it is.
  func holder(_ entry: LotLedgers.Entry) -> Party {
    entry.isDebit ? transactions.debtor[entry.row] : transactions.creditor[entry.row]
  }
}
