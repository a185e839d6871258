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
    var dealings = Array(repeating: Int32(0), count: isHub.count)
    for row in rows where status[row] == .settled && debtor[row] != creditor[row] {
      dealings[Int(debtor[row])] += 1
      dealings[Int(creditor[row])] += 1
    }
    var known = Counterparties(of: dealings, limit: limit, besides: isHub)
    for row in rows where status[row] == .settled && debtor[row] != creditor[row] {
      if known.add(creditor[row], to: debtor[row]) { isHub[Int(debtor[row])] = true }
      if known.add(debtor[row], to: creditor[row]) { isHub[Int(creditor[row])] = true }
    }
    stretchEnd = stretchEnd - span
  }
  return isHub
}

/// Up to `limit` distinct counterparties of each party with more dealings than that.
private struct Counterparties {
  private let limit: Int
  /// Place of a party among the busy ones, or -1.
  private var place: [Int32]
  /// How many are known, by place.
  private var count: [Int] = []
  /// `limit` cells a place.
  private var known: [Party]

  init(of dealings: [Int32], limit: Int, besides isHub: [Bool]) {
    self.limit = limit
    place = Array(repeating: -1, count: dealings.count)
    for party in dealings.indices where Int(dealings[party]) > limit && !isHub[party] {
      place[party] = Int32(count.count)
      count.append(0)
    }
    known = Array(repeating: -1, count: count.count * limit)
  }

  /// Remembers a counterparty; true when there is one too many, after which the party is no longer watched.
  mutating func add(_ other: Party, to party: Party) -> Bool {
    guard place[Int(party)] >= 0 else { return false }
    let busy = Int(place[Int(party)])
    let first = busy * limit
    for cell in first..<first + count[busy] where known[cell] == other { return false }
    if count[busy] == limit {
      place[Int(party)] = -1
      return true
    }
    known[first + count[busy]] = other
    count[busy] += 1
    return false
  }
}
