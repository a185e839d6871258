import Ledger

extension Window {
  /// Leaves out the transactions whose key another row has that is used; the rows left out, ascending, as they stood before.
  /// `hashes` are those of the keys that come more than once.
  ///
  /// Of the rows that share a key the first in order of time is used, then of what they say, so which one it is does not depend
  /// on the order the warehouse sent them in. O(1) when no key comes twice, else O(rows).
  func repeatedTransactions(_ hashes: Set<UInt64>) -> [Int] {
    if hashes.isEmpty { return [] }
    let ids = transactions.ids
    let bytes = ids.storage
    let suspects = (0..<ids.count).filter { hashes.contains(ids.key($0).hash(bytes)) }
    return Dictionary(grouping: suspects) { ids[$0] }.values.flatMap { rows in
      let used = rows.min { one, other in
        let table = transactions
        if table.bookedAt[one] != table.bookedAt[other] { return table.bookedAt[one] < table.bookedAt[other] }
        if table.amount[one] != table.amount[other] { return table.amount[one] < table.amount[other] }
        return precedes(words(transaction: one), words(transaction: other))
      }
      return rows.filter { $0 != used }
    }.sorted()
  }
}
