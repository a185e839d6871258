/// Which credits paid for which debits: every draw of lot matching, grouped by debit.
///
/// Columns, no objects: links `start[i]..<start[i + 1]` are those into the debit in row `rows.lowerBound + i`. A hot
/// loop takes the spans of the columns once.
package struct Links: Sendable {
  /// Rows of the window's transactions that were matched.
  package let rows: Range<Int>
  /// Row of the credit that was drawn on, one a link; rows of one debit stand in the order they were drawn.
  package internal(set) var credit: [Int32] = []
  /// Micro-units drawn, > 0, one a link.
  package internal(set) var amount: [Int64] = []
  /// One a row and one more.
  package internal(set) var start: [Int32] = []
  /// Micro-units of each row's credit that no debit drew; 0 for a row that opened no lot.
  package internal(set) var left: [Int64]
  /// Settled transactions whose debtor is their creditor; they open no lot and draw on none.
  package internal(set) var selfTransfers = 0

  init(rows: Range<Int>) {
    self.rows = rows
    left = Array(repeating: 0, count: rows.count)
    start.reserveCapacity(rows.count + 1)
    credit.reserveCapacity(rows.count)
    amount.reserveCapacity(rows.count)
  }

  /// How many links there are; at most two a row under `fifo` and `lifo`.
  package var count: Int { credit.count }

  /// The links into the debit in a row. O(1).
  package func into(_ row: Int) -> Range<Int> {
    let place = row - rows.lowerBound
    return Int(start[place])..<Int(start[place + 1])
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
  private let rows: Range<Int>
  private var start: [Int32]
  /// Row of the debit, one an entry.
  package private(set) var debit: [Int32]
  /// Place in ``Links`` of the same link, one an entry.
  package private(set) var link: [Int32]

  /// A stable counting sort by credit. O(rows + links).
  package init(_ links: Links) {
    rows = links.rows
    start = Array(repeating: 0, count: links.rows.count + 1)
    debit = Array(repeating: 0, count: links.count)
    link = Array(repeating: 0, count: links.count)
    let low = links.rows.lowerBound
    for credit in links.credit { start[Int(credit) - low + 1] += 1 }
    for place in 0..<links.rows.count { start[place + 1] += start[place] }
    var next = start
    for row in links.rows {
      for place in links.into(row) {
        let credit = Int(links.credit[place]) - low
        debit[Int(next[credit])] = Int32(row)
        link[Int(next[credit])] = Int32(place)
        next[credit] += 1
      }
    }
  }

  /// The entries of the credit in a row, their debits ascending in time. O(1).
  package func from(_ row: Int) -> Range<Int> {
    let place = row - rows.lowerBound
    return Int(start[place])..<Int(start[place + 1])
  }
}
