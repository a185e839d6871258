import Detection
import Ledger
import Window

/// The settled movements between some holders and everybody else: an account and its own endpoints are one ledger, and
/// what moves between them is in none.
struct HolderLedgers {
  /// The holders asked for, ascending.
  let accounts: [Party]
  private let slot: [Int32]
  private var paid = RowsBySlot()
  private var received = RowsBySlot()

  /// `isAsked` by party. One pass over the rows; O(rows + parties).
  init(_ scope: Scope, _ holders: Holders, of isAsked: [Bool]) {
    let table = scope.window.transactions
    var accounts: [Party] = []
    var slot = Array(repeating: Int32(-1), count: isAsked.count)
    for party in isAsked.indices where isAsked[party] {
      slot[party] = Int32(accounts.count)
      accounts.append(Party(party))
    }
    for party in slot.indices where holders.holder[party] != party {
      slot[party] = slot[Int(holders.holder[party])]
    }
    (self.accounts, self.slot) = (accounts, slot)
    if accounts.isEmpty { return }
    let (status, debtor, creditor) = (table.status.span, table.debtor.span, table.creditor.span)
    let slots = slot.span
    for row in scope.rows where status[row] == .settled {
      let (from, to) = (slots[Int(debtor[row])], slots[Int(creditor[row])])
      if from == to { continue }
      if from >= 0 { paid.add(row, to: from) }
      if to >= 0 { received.add(row, to: to) }
    }
    paid.finish(slots: accounts.count)
    received.finish(slots: accounts.count)
  }

  /// Rows by which a holder paid others, ascending in (booked_at, id). O(1).
  func paid(by account: Party) -> ArraySlice<Int32> { paid[slot[Int(account)]] }

  /// Rows by which others paid a holder. O(1).
  func received(by account: Party) -> ArraySlice<Int32> { received[slot[Int(account)]] }
}

/// Rows gathered in time order, then put together by slot with a stable counting sort.
private struct RowsBySlot {
  private var slots: [Int32] = []
  private var rows: [Int32] = []
  private var start: [Int] = [0]

  mutating func add(_ row: Int, to slot: Int32) {
    slots.append(slot)
    rows.append(Int32(row))
  }

  mutating func finish(slots count: Int) {
    start = Array(repeating: 0, count: count + 1)
    for slot in slots { start[Int(slot) + 1] += 1 }
    for place in 0..<count { start[place + 1] += start[place] }
    var (next, sorted) = (start, rows)
    for (place, slot) in slots.enumerated() {
      sorted[next[Int(slot)]] = rows[place]
      next[Int(slot)] += 1
    }
    (rows, slots) = (sorted, [])
  }

  subscript(_ slot: Int32) -> ArraySlice<Int32> {
    slot < 0 || Int(slot) + 1 >= start.count ? [] : rows[start[Int(slot)]..<start[Int(slot) + 1]]
  }
}
