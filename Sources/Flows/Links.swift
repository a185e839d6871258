import Ledger
import Window

/// Which credits paid for which debits: every draw of lot matching, of the accounts that may route money to a sink.
package struct Links: Sendable {
  /// Rows of the window's transactions that were looked at.
  package let rows: Range<Int>
  /// Row of the credit that was drawn on, one a link; links of one debit stand together, in the order they were drawn.
  package let credit: [Int32]
  /// Micro-units drawn, > 0, one a link.
  package let amount: [Int64]
  /// Accounts of which pro-rata matching could follow only some lots, ascending: what they passed on is a lower bound.
  let bounded: [Party]

  private let debtor: [Party]
  private let creditor: [Party]
  private let accounts: DenseSet
  private let ledgers: LotLedgers
  /// By entry: where its links end; they begin where those of the entry before end.
  private let linkEnd: [Int32]
  /// By entry: micro-units of a credit that no debit drew.
  private let left: [Int64]

  /// Matches the ledgers of accounts, on two cores. O(rows + entries + links).
  init(
    _ transactions: Transactions, rows: Range<Int>, of accounts: DenseSet, parties: Int,
    _ parameters: TraceParameters
  ) {
    (self.rows, self.accounts) = (rows, accounts)
    debtor = transactions.debtor
    creditor = transactions.creditor
    let ledgers = LotLedgers(transactions, rows: rows, of: accounts, parties: parties)
    let half = ledgers.half
    let (one, other) = concurrently(
      { MatchedLots(ledgers, 0..<half, of: transactions, parameters) },
      { MatchedLots(ledgers, half..<ledgers.count, of: transactions, parameters) })
    self.ledgers = ledgers
    credit = one.credit + other.credit
    amount = one.amount + other.amount
    left = one.left + other.left
    linkEnd = one.linkEnd + other.linkEnd.map { Int32(one.credit.count) + $0 }
    bounded = (one.bounded + other.bounded).sorted()
  }

  /// How many links there are; at most one an entry of a ledger under `fifo` and `lifo`.
  package var count: Int { credit.count }

  /// The links into the debit in a row. O(1).
  package func into(_ row: Int) -> Range<Int> {
    guard accounts.contains(debtor[row]), let place = ledgers.rows.place(row) else { return 0..<0 }
    let entry = Int(ledgers.debit[place])
    return (entry == 0 ? 0 : Int(linkEnd[entry - 1]))..<Int(linkEnd[entry])
  }

  /// Micro-units of a row's credit that no debit drew; 0 for a row that opened no lot. O(1).
  package func left(_ row: Int) -> Int64 {
    place(ofCredit: row).map { left[Int(ledgers.credit[$0])] } ?? 0
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
    accounts.contains(creditor[row]) ? ledgers.rows.place(row) : nil
  }

  /// How many places there are.
  var placeCount: Int { ledgers.rows.count }
}

/// The links into some debits from the other end: which of these each credit paid for.
package struct OnwardLinks: Sendable {
  private let links: Links
  /// Row of the debit, one an entry.
  package private(set) var debit: [Int32] = []
  /// Place in ``Links`` of the same link, one an entry.
  package private(set) var link: [Int32] = []
  private let byCredit: RowsByParty

  /// `debits` are rows, ascending. O(credits that were matched + links into the debits).
  package init(_ links: Links, into debits: [Int32]) {
    self.links = links
    var credits: [Int32] = []
    for row in debits {
      for place in links.into(Int(row)) {
        guard let credit = links.place(ofCredit: Int(links.credit[place])) else { continue }
        credits.append(Int32(credit))
        debit.append(row)
        link.append(Int32(place))
      }
    }
    byCredit = RowsByParty(Array(0..<Int32(debit.count)), of: credits, upTo: links.placeCount)
  }

  /// The entries of the credit in a row, their debits ascending in time. O(1).
  package func from(_ row: Int) -> ArraySlice<Int32> {
    links.place(ofCredit: row).map { byCredit[Int32($0)] } ?? []
  }
}
