package import Ledger
package import Window

/// Parties that deal with so many others that a path through them says nothing: by party, whether it had more than
/// `limit` distinct counterparties in one stretch of `span`.
///
/// Stretches are counted back from `end`. Only settled transactions count. Counterparties are remembered for busy
/// parties alone, and no more than `limit` of them each: O(rows · limit) at worst, near O(rows) on real ledgers.
package func hubs(
  in window: borrowing Window, from: Instant, to end: Instant, moreThan limit: Int, within span: Span
)
  -> [Bool]
{
  let debtor = window.transactions.debtor.span
  let creditor = window.transactions.creditor.span
  let status = window.transactions.status.span
  var isHub = Array(repeating: false, count: window.parties.count)
  var stretchEnd = end
  while stretchEnd > from && span > Span(micros: 0) {
    let rows = window.transactions.rows(from: max(from, stretchEnd - span), to: stretchEnd)
    var known = Counterparties(limit: limit, parties: isHub.count)
    // Counts in one byte stay in the caches.
    let busy =
      limit < 255
      ? busyParties(in: window, rows, moreThan: UInt8(limit))
      : busyParties(in: window, rows, moreThan: UInt32(clamping: limit))
    for party in busy where !isHub[Int(party)] { known.watch(party) }
    if !known.watched.isEmpty {
      rows.forEach(marked: { row in
        let (payer, payee) = (debtor[row], creditor[row])
        return (known.watched.mark(payer) | known.watched.mark(payee)) & (status[row] == .settled).mark
          & (payer != payee).mark
      }) { row in
        if known.add(creditor[row], to: debtor[row]) { isHub[Int(debtor[row])] = true }
        if known.add(debtor[row], to: creditor[row]) { isHub[Int(creditor[row])] = true }
      }
    }
    stretchEnd = stretchEnd - span
  }
  return isHub
}

/// Parties with more settled dealings with others than `limit`, ascending. O(rows + parties).
private func busyParties<Count: FixedWidthInteger & UnsignedInteger>(
  in window: borrowing Window, _ rows: Range<Int>, moreThan limit: Count
) -> [Party] {
  let debtor = window.transactions.debtor.span
  let creditor = window.transactions.creditor.span
  let status = window.transactions.status.span
  var dealings = Array(repeating: Count(0), count: window.parties.count)
  for row in rows where debtor[row] != creditor[row] {
    guard case .settled = status[row] else { continue }
    // Beyond the limit nobody counts.
    dealings[Int(debtor[row])] += dealings[Int(debtor[row])] <= limit ? 1 : 0
    dealings[Int(creditor[row])] += dealings[Int(creditor[row])] <= limit ? 1 : 0
  }
  return (0..<Party(dealings.count)).filter { dealings[Int($0)] > limit }
}

/// Up to `limit` distinct counterparties of each party watched.
private struct Counterparties {
  private(set) var watched: DenseSet
  private let limit: Int
  /// Place of a party that is watched or was.
  private var place: [Int32]
  /// How many are known, by place.
  private var count: [Int] = []
  /// `limit` cells a place.
  private var known: [Party] = []

  init(limit: Int, parties: Int) {
    self.limit = limit
    watched = DenseSet(upTo: parties)
    place = Array(repeating: -1, count: parties)
  }

  mutating func watch(_ party: Party) {
    watched.insert(party)
    place[Int(party)] = Int32(count.count)
    count.append(0)
    known.append(contentsOf: repeatElement(-1, count: limit))
  }

  /// Remembers a counterparty; true when there is one too many, after which the party is no longer watched.
  mutating func add(_ other: Party, to party: Party) -> Bool {
    guard watched.contains(party) else { return false }
    let busy = Int(place[Int(party)])
    let first = busy * limit
    for cell in first..<first + count[busy] where known[cell] == other { return false }
    if count[busy] == limit {
      watched.remove(party)
      return true
    }
    known[first + count[busy]] = other
    count[busy] += 1
    return false
  }
}
