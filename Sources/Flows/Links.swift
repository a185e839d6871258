/// Which credits paid for which debits: every draw of lot matching, of the accounts that can lie on a route to a sink.
///
/// Columns, no objects. A hot loop takes the spans of the columns once.
package struct Links: Sendable {
  /// Rows of the window's transactions that were looked at.
  package var rows: Range<Int> { ledgers.members.rows }
  /// Row of the credit that was drawn on, one a link; links of one debit stand together, in the order they were drawn.
  package let credit: [Int32]
  /// Micro-units drawn, > 0, one a link.
  package let amount: [Int64]
  /// Settled transactions whose debtor is their creditor; they open no lot and draw on none.
  package let selfTransfers: Int
  /// Accounts of which pro-rata matching could follow only some lots, ascending: what they passed on is a lower bound.
  package let bounded: [Int32]

  let ledgers: LotLedgers
  /// By entry of the ledgers: where its links end; they begin where those of the entry before end.
  private let linkEnd: [Int32]
  /// By entry of the ledgers: micro-units of a credit that no debit drew.
  private let left: [Int64]

  init(_ ledgers: LotLedgers, matched parts: [MatchedLots], selfTransfers: Int) {
    self.ledgers = ledgers
    self.selfTransfers = selfTransfers
    credit = parts.count == 1 ? parts[0].credit : parts.flatMap(\.credit)
    amount = parts.count == 1 ? parts[0].amount : parts.flatMap(\.amount)
    left = parts.count == 1 ? parts[0].left : parts.flatMap(\.left)
    bounded = parts.flatMap(\.bounded).sorted()
    var linkEnd: [Int32] = []
    linkEnd.reserveCapacity(ledgers.entries.count)
    var linked: Int32 = 0
    for part in parts {
      for end in part.linkEnd { linkEnd.append(linked + end) }
      linked += Int32(part.credit.count)
    }
    self.linkEnd = linkEnd
  }

  /// How many links there are; at most two a row under `fifo` and `lifo`.
  package var count: Int { credit.count }

  /// The links into the debit in a row. O(1).
  package func into(_ row: Int) -> Range<Int> {
    guard let place = ledgers.members.place(row) else { return 0..<0 }
    return into(place: place)
  }

  /// The same by the row's place among ``LotLedgers/members``.
  @inline(__always)
  func into(place: Int) -> Range<Int> {
    let entry = Int(ledgers.debit[place])
    if entry < 0 { return 0..<0 }
    return (entry == 0 ? 0 : Int(linkEnd[entry - 1]))..<Int(linkEnd[entry])
  }

  /// Micro-units of a row's credit that no debit drew; 0 for a row that opened no lot. O(1).
  package func left(_ row: Int) -> Int64 {
    guard let place = ledgers.members.place(row), ledgers.credit[place] >= 0 else { return 0 }
    return left[Int(ledgers.credit[place])]
  }

  /// Micro-units of a debit that earlier credits of its debtor explain. O(links into it).
  package func explained(_ row: Int) -> Int64 {
    var total: Int64 = 0
    for link in into(row) { total += amount[link] }
    return total
  }
}

/// The same links from the other end: which debits each credit paid for.
package struct OnwardLinks: Sendable {
  private let members: RowSet
  private var start: [Int32]
  /// Row of the debit, one an entry.
  package private(set) var debit: [Int32]
  /// Place in ``Links`` of the same link, one an entry.
  package private(set) var link: [Int32]

  /// A stable counting sort by credit. O(rows + links).
  package init(_ links: Links) {
    members = links.ledgers.members
    start = Array(repeating: 0, count: members.count + 1)
    debit = Array(repeating: 0, count: links.count)
    link = Array(repeating: 0, count: links.count)
    for credit in links.credit {
      if let place = members.place(Int(credit)) { start[place + 1] += 1 }
    }
    for place in 0..<members.count { start[place + 1] += start[place] }
    var next = start
    for entry in links.ledgers.entries where entry.isDebit {
      for place in links.into(entry.row) {
        guard let credit = members.place(Int(links.credit[place])) else { continue }
        debit[Int(next[credit])] = Int32(entry.row)
        link[Int(next[credit])] = Int32(place)
        next[credit] += 1
      }
    }
  }

  /// The entries of the credit in a row, their debits ascending in time. O(1).
  package func from(_ row: Int) -> Range<Int> {
    guard let place = members.place(row) else { return 0..<0 }
    return Int(start[place])..<Int(start[place + 1])
  }
}
