import Ledger

extension Window {
  /// The transactions by (booked_at, id) without the later rows of a key seen before, nil for as they are; and the rows that
  /// are left out. `repeats` are the rows whose id an earlier row had.
  ///
  /// Ties are broken by what the rows say, so which of two rows with one key is used does not depend on the order the
  /// warehouse sent them in. O(n log n) at worst, near O(n) when rows come nearly in order of time.
  func transactionOrder(repeats: [Int32]) -> (order: RowOrder?, dropped: [Int32]) {
    let dropped = repeatedRows(repeats)
    let order = timeOrderByHalves(of: transactions.bookedAt) { [ids = transactions.ids] in
      ids.precedes(Int($0), Int($1))
    }
    if dropped.isEmpty { return (order.map(RowOrder.init), []) }
    let used = (order ?? (0..<Int32(transactions.count)).map { $0 }).filter { !dropped.contains($0) }
    return (RowOrder(used), dropped.sorted())
  }

  /// Of the rows that share a key, all but the first in order of time and then of what they say.
  private func repeatedRows(_ repeats: [Int32]) -> Set<Int32> {
    if repeats.isEmpty { return [] }
    let ids = transactions.ids
    let repeated = Set(repeats.map { ids[Int($0)] })
    var groups: [String: [Int32]] = [:]
    for row in 0..<Int32(ids.count) where repeated.contains(ids[Int(row)]) {
      groups[ids[Int(row)], default: []].append(row)
    }
    var dropped: Set<Int32> = []
    for rows in groups.values {
      let used = rows.min { left, right in
        let (one, other) = (Int(left), Int(right))
        let table = transactions
        if table.bookedAt[one] != table.bookedAt[other] { return table.bookedAt[one] < table.bookedAt[other] }
        if table.amount[one] != table.amount[other] { return table.amount[one] < table.amount[other] }
        return precedes(words(transaction: one), words(transaction: other))
      }
      for row in rows where row != used { dropped.insert(row) }
    }
    return dropped
  }
}
