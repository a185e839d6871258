import Ledger
package import Window

/// Which credits paid for which debits: every draw of lot matching, of the accounts that route money to a sink.
///
/// Only the ledgers of accounts that make a payment with reach are matched, in rounds: who pays a sink first, then who pays
/// those with money that got there, and so on. What other accounts did with their money carries nothing.
package struct Links: Sendable {
  /// Rows of the window's transactions that were looked at.
  package let rows: Range<Int>
  /// Row of the credit that was drawn on, one a link; links of one debit stand together, in the order they were drawn.
  package private(set) var credit: [Int32] = []
  /// Micro-units drawn, > 0, one a link.
  package private(set) var amount: [Int64] = []
  /// Accounts of which pro-rata matching could follow only some lots, ascending: what they passed on is a lower bound.
  package private(set) var bounded: [Party] = []

  private let debtor: [Party]
  private let creditor: [Party]
  private var rounds: [Round] = []
  /// By party: the round in which its ledger was matched, from 1; 0 for none.
  private var roundOf: [UInt8]

  private struct Round {
    let ledgers: LotLedgers
    /// By entry: where its links end; they begin where those of the entry before end.
    let linkEnd: [Int32]
    /// By entry: micro-units of a credit that no debit drew.
    let left: [Int64]
    /// How many links and places the rounds before have.
    let firstLink: Int
    let firstPlace: Int
  }

  init(_ transactions: Transactions, rows: Range<Int>, parties: Int) {
    self.rows = rows
    debtor = transactions.debtor
    creditor = transactions.creditor
    roundOf = Array(repeating: 0, count: parties)
  }

  /// Matches the ledgers of accounts not matched before, on two cores. O(rows + entries + links).
  mutating func match(_ accounts: DenseSet, of transactions: Transactions, _ parameters: TraceParameters) {
    if accounts.isEmpty { return }
    let ledgers = LotLedgers(transactions, rows: rows, of: accounts, parties: roundOf.count)
    let half = ledgers.half
    let (one, other) = concurrently(
      { MatchedLots(ledgers, 0..<half, of: transactions, parameters) },
      { MatchedLots(ledgers, half..<ledgers.count, of: transactions, parameters) })
    let (firstLink, firstPlace) = (credit.count, placeCount)
    var linkEnd: [Int32] = []
    linkEnd.reserveCapacity(ledgers.entries.count)
    for part in [one, other] {
      let linked = Int32(credit.count)
      for end in part.linkEnd { linkEnd.append(linked + end) }
      credit += part.credit
      amount += part.amount
      bounded += part.bounded
    }
    bounded.sort()
    rounds.append(
      Round(
        ledgers: ledgers, linkEnd: linkEnd, left: one.left + other.left, firstLink: firstLink,
        firstPlace: firstPlace))
    for account in accounts.members { roundOf[Int(account)] = UInt8(rounds.count) }
  }

  /// Whether the ledger of a party was matched. O(1).
  func isMatched(_ party: Party) -> Bool { roundOf[Int(party)] > 0 }

  /// How many links there are; at most one an entry of a ledger under `fifo` and `lifo`.
  package var count: Int { credit.count }

  /// The links into the debit in a row. O(1).
  package func into(_ row: Int) -> Range<Int> {
    let number = roundOf[Int(debtor[row])]
    guard number > 0 else { return 0..<0 }
    let round = rounds[Int(number) - 1]
    guard let place = round.ledgers.rows.place(row) else { return 0..<0 }
    let entry = Int(round.ledgers.debit[place])
    return (entry == 0 ? round.firstLink : Int(round.linkEnd[entry - 1]))..<Int(round.linkEnd[entry])
  }

  /// Micro-units of a row's credit that no debit drew; 0 for a row that opened no lot. O(1).
  package func left(_ row: Int) -> Int64 {
    let number = roundOf[Int(creditor[row])]
    guard number > 0 else { return 0 }
    let round = rounds[Int(number) - 1]
    guard let place = round.ledgers.rows.place(row) else { return 0 }
    return round.left[Int(round.ledgers.credit[place])]
  }

  /// Micro-units of a debit that earlier credits of its debtor explain. O(links into it).
  package func explained(_ row: Int) -> Int64 {
    var total: Int64 = 0
    for link in into(row) { total += amount[link] }
    return total
  }

  /// A number for the row of a credit that was matched, below ``placeCount``; nil for any other row. O(1).
  @inline(__always)
  func place(ofCredit row: Int) -> Int? {
    let number = roundOf[Int(creditor[row])]
    guard number > 0 else { return nil }
    let place = rounds[Int(number) - 1].ledgers.rows.place(row)
    return place.map { $0 + rounds[Int(number) - 1].firstPlace }
  }

  /// How many places there are.
  var placeCount: Int { rounds.last.map { $0.firstPlace + $0.ledgers.rows.count } ?? 0 }

  /// Calls `body` with the row of every debit that was matched, those of one account ascending in time.
  func forEachDebit(_ body: (Int) -> Void) {
    for round in rounds {
      for entry in round.ledgers.entries where entry.isDebit { body(entry.row) }
    }
  }
}

/// The same links from the other end: which debits each credit paid for.
package struct OnwardLinks: Sendable {
  private let links: Links
  private var start: [Int32]
  /// Row of the debit, one an entry.
  package private(set) var debit: [Int32]
  /// Place in ``Links`` of the same link, one an entry.
  package private(set) var link: [Int32]

  /// A stable counting sort by credit. O(rows + links).
  package init(_ links: Links) {
    self.links = links
    start = Array(repeating: 0, count: links.placeCount + 1)
    debit = Array(repeating: 0, count: links.count)
    link = Array(repeating: 0, count: links.count)
    for credit in links.credit {
      if let place = links.place(ofCredit: Int(credit)) { start[place + 1] += 1 }
    }
    for place in 0..<links.placeCount { start[place + 1] += start[place] }
    var next = start
    var (debit, link) = (debit, link)
    links.forEachDebit { row in
      for place in links.into(row) {
        guard let credit = links.place(ofCredit: Int(links.credit[place])) else { continue }
        debit[Int(next[credit])] = Int32(row)
        link[Int(next[credit])] = Int32(place)
        next[credit] += 1
      }
    }
    (self.debit, self.link) = (debit, link)
  }

  /// The entries of the credit in a row, their debits ascending in time. O(1).
  package func from(_ row: Int) -> Range<Int> {
    guard let place = links.place(ofCredit: row) else { return 0..<0 }
    return Int(start[place])..<Int(start[place + 1])
  }
}
