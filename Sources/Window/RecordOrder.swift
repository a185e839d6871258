import Ledger

extension Window {
  /// Puts the records in order of (time, id), where they stand; the later rows of a key seen before are taken out. O(n log n)
  /// at worst, near O(n) when rows come nearly in order of time.
  mutating func orderRecords() -> [Reject] {
    // Nearly all authorisations are told apart by what their ids begin with.
    let starts = authorisations.map { Int64(bitPattern: texts.start($0.id) ^ 1 << 63) }
    return
      order(
        \.payoutRequests, .payoutRequests, by: payoutRequests.map(\.requestedAt.micros), \.id, Window.words)
      + order(
        \.detailChanges, .paymentDetailChanges, by: detailChanges.map(\.changedAt.micros), \.id, Window.words)
      + order(\.authorisations, .authorisations, by: starts, \.id, Window.words)
      + order(\.logins, .logins, by: logins.map(\.startedAt.micros), \.id, Window.words)
      + order(\.platformEvents, .platformEvents, by: platformEvents.map(\.at.micros), \.id, Window.words)
  }

  private mutating func order<R>(
    _ column: WritableKeyPath<Window, [R]>, _ relation: Relation, by times: [Int64], _ id: (R) -> Text,
    _ words: (Window) -> (R) -> [String]
  ) -> [Reject] {
    // Taken out, so that the rows stand once in memory.
    var rows: [R] = []
    swap(&rows, &self[keyPath: column])
    let repeats = repeated(rows, id)
    let places = timeOrder(of: times) { left, right in
      let (one, other) = (rows[Int(left)], rows[Int(right)])
      return id(one) != id(other)
        ? texts.precedes(id(one), id(other)) : precedes(words(self)(one), words(self)(other))
    }
    if let places { rows.pick(RowOrder(places)) }
    var (seen, rejects): (Set<Text>, [Reject]) = ([], [])
    if !repeats.isEmpty {
      let key = Contract.columns(of: relation)[0].name
      rows = rows.filter { row in
        if !repeats.contains(id(row)) || seen.insert(id(row)).inserted { return true }
        rejects.append(
          Reject(relation: relation, recordID: texts[id(row)] ?? "", column: key, reason: .duplicateKey))
        return false
      }
    }
    self[keyPath: column] = rows
    return rejects
  }

  /// The ids that several rows have.
  private func repeated<R>(_ rows: [R], _ id: (R) -> Text) -> Set<Text> {
    var isSeen = Array(repeating: false, count: rows.isEmpty ? 0 : texts.count)
    var repeated: Set<Text> = []
    for row in rows {
      let place = Int(id(row).index)
      if isSeen[place] { repeated.insert(id(row)) }
      isSeen[place] = true
    }
    return repeated
  }
}
