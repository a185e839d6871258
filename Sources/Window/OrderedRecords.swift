import Ledger

/// The records of a window in order of (time, id), without the later rows of a key seen before, which are rejected.
struct OrderedRecords: Sendable {
  private(set) var payoutRequests: [PayoutRequest] = []
  private(set) var detailChanges: [DetailChange] = []
  private(set) var authorisations: [Authorisation] = []
  private(set) var logins: [Login] = []
  private(set) var platformEvents: [PlatformEvent] = []
  private(set) var rejects: [Reject] = []

  /// O(n log n) at worst, near O(n) when rows come nearly in order of time.
  init(of window: Window) {
    payoutRequests = sorted(
      window.payoutRequests, .payoutRequests, window, by: { ($0.requestedAt, $0.id) }, words: window.words)
    detailChanges = sorted(
      window.detailChanges, .paymentDetailChanges, window, by: { ($0.changedAt, $0.id) }, words: window.words)
    authorisations = sorted(
      window.authorisations, .authorisations, window, by: { (Instant(micros: 0), $0.id) }, words: window.words
    )
    logins = sorted(window.logins, .logins, window, by: { ($0.startedAt, $0.id) }, words: window.words)
    platformEvents = sorted(
      window.platformEvents, .platformEvents, window, by: { ($0.at, $0.id) }, words: window.words)
  }

  private mutating func sorted<R>(
    _ rows: [R], _ relation: Relation, _ window: Window, by order: (R) -> (at: Instant, id: Text),
    words: (R) -> [String]
  ) -> [R] {
    let texts = window.texts
    let places = timeOrder(of: rows.map { order($0).at.micros }) { left, right in
      let (one, other) = (rows[Int(left)], rows[Int(right)])
      let (first, second) = (order(one).id, order(other).id)
      return first != second ? texts.precedes(first, second) : precedes(words(one), words(other))
    }
    var isSeen = Array(repeating: false, count: rows.isEmpty ? 0 : texts.count)
    var sorted: [R] = []
    sorted.reserveCapacity(rows.count)
    for place in 0..<rows.count {
      let row = rows[places.map { Int($0[place]) } ?? place]
      let id = order(row).id
      if isSeen[Int(id.index)] {
        rejects.append(
          Reject(
            relation: relation, recordID: texts[id] ?? "", column: Contract.columns(of: relation)[0].name,
            reason: .duplicateKey))
      } else {
        isSeen[Int(id.index)] = true
        sorted.append(row)
      }
    }
    return sorted
  }
}
