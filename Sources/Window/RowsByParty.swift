/// Rows put together by party, or by any other small number, with a stable counting sort: rows of one party keep their order.
package struct RowsByParty: Sendable {
  /// `starts[p]..<starts[p + 1]` are the places of party `p` in `rows`.
  private var starts: [Int32]
  private var rows: [Int32]

  /// `parties` says of each of the rows whose it is, a number in `0..<count`. O(rows + count).
  package init(_ rows: [Int32], of parties: [Party], upTo count: Int) {
    var starts = Array(repeating: Int32(0), count: count + 1)
    for party in parties { starts[Int(party) + 1] += 1 }
    for place in 0..<count { starts[place + 1] += starts[place] }
    self.starts = starts
    self.rows = rows
    var next = starts.mutableSpan
    var sorted = self.rows.mutableSpan
    for (row, party) in zip(rows, parties) {
      sorted[Int(next[Int(party)])] = row
      next[Int(party)] += 1
    }
  }

  /// The rows of a party, in their order. O(1).
  package subscript(_ party: Party) -> ArraySlice<Int32> {
    rows[Int(starts[Int(party)])..<Int(starts[Int(party) + 1])]
  }
}
