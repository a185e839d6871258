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
      if status[end] == .settled && !closed[Int(creditor[end])] && debtor[end] != creditor[end] {
        lots.open(place: end - low, bookedAt: instant, amount: amount[end], of: Int(creditor[end]))
      }
      end += 1
    } while end < rows.upperBound && bookedAt[end] == instant

    let earliest = instant.subtractingReportingOverflow(maxDwell.micros)
    lots.earliest = earliest.overflow ? .min : earliest.partialValue
    for row in first..<end {
      links.start.append(Int32(links.credit.count))
      guard status[row] == .settled else { continue }
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
  /// Lots opened before this instant are past the dwell limit.
  var earliest: Int64 = .min
  /// Micro-units left, by place of the row; 0 where the row opened no lot. Lots past the limit keep what was left.
  private(set) var left: [Int64]
  private var openedAt: [Int64]
  /// Place of the next lot in the same account's list, or -1.
  private var next: [Int32]
  /// Places of the first and last lot of each party, or -1; `tail` says nothing while `head` is -1.
  private var head: [Int32]
  private var tail: [Int32]
  private let newestFirst: Bool

  init(parties: Int, rows: Int, newestFirst: Bool) {
    left = Array(repeating: 0, count: rows)
    openedAt = Array(repeating: 0, count: rows)
    next = Array(repeating: -1, count: rows)
    head = Array(repeating: -1, count: parties)
    tail = Array(repeating: -1, count: parties)
    self.newestFirst = newestFirst
  }

  mutating func open(place: Int, bookedAt: Int64, amount: Int64, of party: Int) {
    left[place] = amount
    openedAt[place] = bookedAt
    if newestFirst || head[party] < 0 {
      next[place] = head[party]
      if head[party] < 0 { tail[party] = Int32(place) }
      head[party] = Int32(place)
    } else {
      next[Int(tail[party])] = Int32(place)
      tail[party] = Int32(place)
    }
  }

  /// Takes lots from the head until the debit is covered or no live lot is left. O(lots emptied or dropped + 1).
  mutating func drawInOrder(_ debit: Int64, of party: Int, into links: inout Links) {
    var wanted = debit
    while wanted > 0, head[party] >= 0 {
      let place = Int(head[party])
      guard openedAt[place] >= earliest else {
        head[party] = next[place]
        continue
      }
      let drawn = min(wanted, left[place])
      draw(drawn, at: place, into: &links)
      wanted -= drawn
      if left[place] == 0 { head[party] = next[place] }
    }
  }

  /// Takes from every live lot its share, rounded down, and the remainder from the oldest; should that one hold less
  /// than the remainder, from the next oldest, for no lot gives more than it has. O(live lots).
  mutating func drawInProportion(_ debit: Int64, of party: Int, into links: inout Links) {
    while head[party] >= 0, openedAt[Int(head[party])] < earliest { head[party] = next[Int(head[party])] }
    var total: Int128 = 0
    var place = head[party]
    while place >= 0 {
      total += Int128(left[Int(place)])
      place = next[Int(place)]
    }
    guard total > 0 else { return }
    let wanted = min(Int128(debit), total)
    var remainder = wanted
    place = head[party]
    while place >= 0 {
      remainder -= wanted * Int128(left[Int(place)]) / total
      place = next[Int(place)]
    }
    var kept: Int32 = -1
    place = head[party]
    head[party] = -1
    while place >= 0 {
      let lot = Int(place)
      place = next[lot]
      let share = wanted * Int128(left[lot]) / total
      let extra = min(remainder, Int128(left[lot]) - share)
      remainder -= extra
      if share + extra > 0 { draw(Int64(share + extra), at: lot, into: &links) }
      guard left[lot] > 0 else { continue }
      if kept < 0 { head[party] = Int32(lot) } else { next[Int(kept)] = Int32(lot) }
      kept = Int32(lot)
    }
    if kept >= 0 { next[Int(kept)] = -1 }
    tail[party] = kept
  }

  private mutating func draw(_ drawn: Int64, at place: Int, into links: inout Links) {
    left[place] -= drawn
    links.credit.append(Int32(links.rows.lowerBound + place))
    links.amount.append(drawn)
  }
}
