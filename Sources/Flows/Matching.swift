import Ledger
import Window

/// Matches every debit with the credits that paid for it, by lots (design §5, steps 1-3).
///
/// One pass over the rows in time order; the ledgers of all accounts advance together. `fifo` and `lifo` are
/// O(rows + links) with links ≤ 2 · rows. `pro-rata` is O(rows + Σ live lots at each debit).
///
/// - Parameter isClosed: by party; sinks and stop nodes, whose ledgers match nothing.
func matchLots(
  _ transactions: Transactions, rows: Range<Int>, isClosed: [Bool], maxDwell: Span, convention: Convention
) -> Links {
  var links = Links(rows: rows)
  var lots = LiveLots(parties: isClosed.count, rows: rows.count, newestFirst: convention == .lifo)
  let low = rows.lowerBound
  let bookedAt = transactions.bookedAt.span
  let debtor = transactions.debtor.span
  let creditor = transactions.creditor.span
  let amount = transactions.amount.span
  let status = transactions.status.span
  let closed = isClosed.span

  var first = low
  while first < rows.upperBound {
    // At one instant credits come before debits: all rows of the instant open their lots before any draws.
    let instant = bookedAt[first]
    var end = first
    repeat {
      if case .settled = status[end], debtor[end] != creditor[end], !closed[Int(creditor[end])] {
        lots.open(place: end - low, bookedAt: instant, amount: amount[end], of: Int(creditor[end]))
      }
      end += 1
    } while end < rows.upperBound && bookedAt[end] == instant

    let earliest = instant.subtractingReportingOverflow(maxDwell.micros)
    lots.earliest = earliest.overflow ? .min : earliest.partialValue
    for row in first..<end {
      links.start.append(Int32(links.credit.count))
      guard case .settled = status[row] else { continue }
      let party = debtor[row]
      if party == creditor[row] {
        links.selfTransfers += 1
      } else if !closed[Int(party)] {
        if convention == .proRata {
          lots.drawInProportion(amount[row], of: Int(party), into: &links)
        } else {
          lots.drawInOrder(amount[row], of: Int(party), into: &links)
        }
      }
    }
    first = end
  }
  links.start.append(Int32(links.credit.count))
  links.left = lots.left
  return links
}

/// The lots of every account with money left, as lists threaded through the rows: a row opens at most one lot, its
/// creditor's.
///
/// Debits draw from the head of a list. `fifo` and `lifo` differ only in the end at which a new lot enters. Lots enter
/// in order of time, so under `fifo` the oldest is met first, and under `lifo` everything behind a lot past the dwell
/// limit is older still: a lot past the limit is dropped when it is met, and each lot is dropped once.
private struct LiveLots {
  /// Side by side, because a lot is met at random places in memory: one cache line instead of three.
  private struct Lot {
    /// Micro-units; 0 where the row opened no lot. Lots past the limit keep what was left.
    var left: Int64 = 0
    var openedAt: Int64 = 0
    /// Place of the next lot in the same account's list, or -1.
    var next: Int32 = -1
  }

  /// Places of a party's first and last lot, or -1; `tail` says nothing while `head` is -1.
  private struct List {
    var head: Int32 = -1
    var tail: Int32 = -1
  }

  /// Lots opened before this instant are past the dwell limit.
  var earliest: Int64 = .min
  /// By place of the row.
  private var lots: [Lot]
  /// By party.
  private var lists: [List]
  private let newestFirst: Bool

  init(parties: Int, rows: Int, newestFirst: Bool) {
    lots = Array(repeating: Lot(), count: rows)
    lists = Array(repeating: List(), count: parties)
    self.newestFirst = newestFirst
  }

  /// What no debit drew, by place of the row.
  var left: [Int64] { lots.map { $0.left } }

  mutating func open(place: Int, bookedAt: Int64, amount: Int64, of party: Int) {
    let list = lists[party]
    if newestFirst || list.head < 0 {
      lots[place] = Lot(left: amount, openedAt: bookedAt, next: list.head)
      lists[party].head = Int32(place)
      if list.head < 0 { lists[party].tail = Int32(place) }
    } else {
      lots[place] = Lot(left: amount, openedAt: bookedAt)
      lots[Int(list.tail)].next = Int32(place)
      lists[party].tail = Int32(place)
    }
  }

  /// Takes lots from the head until the debit is covered or no live lot is left. O(lots emptied or dropped + 1).
  mutating func drawInOrder(_ debit: Int64, of party: Int, into links: inout Links) {
    var wanted = debit
    var head = lists[party].head
    while wanted > 0, head >= 0 {
      let place = Int(head)
      let lot = lots[place]
      if lot.openedAt >= earliest {
        let drawn = min(wanted, lot.left)
        draw(drawn, at: place, into: &links)
        wanted -= drawn
        if drawn < lot.left { break }
      }
      head = lot.next
    }
    lists[party].head = head
  }

  /// Takes from every live lot its share, rounded down, and the remainder from the oldest; should that one hold less
  /// than the remainder, from the next oldest, for no lot gives more than it has. O(live lots).
  mutating func drawInProportion(_ debit: Int64, of party: Int, into links: inout Links) {
    var head = lists[party].head
    while head >= 0, lots[Int(head)].openedAt < earliest { head = lots[Int(head)].next }
    var total: Int128 = 0
    var place = head
    while place >= 0 {
      total += Int128(lots[Int(place)].left)
      place = lots[Int(place)].next
    }
    lists[party].head = head
    guard total > 0 else { return }
    let wanted = min(Int128(debit), total)
    var remainder = wanted
    place = head
    while place >= 0 {
      remainder -= wanted * Int128(lots[Int(place)].left) / total
      place = lots[Int(place)].next
    }
    var kept = List()
    place = head
    while place >= 0 {
      let lot = lots[Int(place)]
      let share = wanted * Int128(lot.left) / total
      let extra = min(remainder, Int128(lot.left) - share)
      remainder -= extra
      if share + extra > 0 { draw(Int64(share + extra), at: Int(place), into: &links) }
      if lots[Int(place)].left > 0 {
        if kept.head < 0 { kept.head = place } else { lots[Int(kept.tail)].next = place }
        kept.tail = place
      }
      place = lot.next
    }
    if kept.tail >= 0 { lots[Int(kept.tail)].next = -1 }
    lists[party] = kept
  }

  private mutating func draw(_ drawn: Int64, at place: Int, into links: inout Links) {
    lots[place].left -= drawn
    links.credit.append(Int32(links.rows.lowerBound + place))
    links.amount.append(drawn)
  }
}
