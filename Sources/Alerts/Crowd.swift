import Detection
import Ledger
import Window

/// What others may deal with or name: a party, or a number or address by the text it is written as.
enum Meeting: Hashable {
  case party(Party)
  case text(Text)
}

/// Counts who deals with some few parties, or names some few texts, before a point: the measure of a hub.
struct Crowd {
  private var others: [Meeting: Set<Party>] = [:]

  /// Counts up to one more than `limit`. O(rows + records + endpoints), once for all of `meetings`.
  init(
    at meetings: Set<Meeting>, in window: Window, before point: Instant, span: Span, limit: Int
  ) {
    others = Dictionary(uniqueKeysWithValues: meetings.map { ($0, []) })
    let from = point - span
    var watched: [Party: [Meeting]] = [:]
    var texts = DenseSet(upTo: window.texts.count)
    for meeting in meetings {
      switch meeting {
      case .party(let party): watched[party, default: []].append(meeting)
      case .text(let text): texts.insert(text.index)
      }
    }
    func isMeeting(_ text: Text) -> Bool { !text.isNone && texts.contains(text.index) }
    let parties = window.parties
    for endpoint in parties.endpoints where endpoint.addedAt.map({ $0 < point }) ?? true {
      for text in [endpoint.accountNumber, endpoint.address] where isMeeting(text) {
        watched[endpoint.party, default: []].append(.text(text))
        if let owner = endpoint.owner { meet(.text(text), owner, limit) }
      }
    }
    for request in window.payoutRequests where request.requestedAt >= from && request.requestedAt < point {
      if isMeeting(request.address) { meet(.text(request.address), request.account, limit) }
    }
    for change in window.detailChanges where change.changedAt >= from && change.changedAt < point {
      if isMeeting(change.newValue) { meet(.text(change.newValue), change.account, limit) }
    }
    var isWatched = DenseSet(upTo: parties.count)
    for party in watched.keys { isWatched.insert(party) }
    let table = window.transactions
    for row in Self.rows(table.rows(from: from, to: point), of: isWatched, in: table) {
      let (payer, payee) = (table.debtor[row], table.creditor[row])
      guard table.status[row] == .settled, payer != payee else { continue }
      for meeting in watched[payee] ?? [] { meet(meeting, parties.owner(payer), limit) }
      for meeting in watched[payer] ?? [] { meet(meeting, parties.owner(payee), limit) }
    }
  }

  /// The rows that some of the parties are a side of, ascending; either half on a thread of its own, as nothing else can be
  /// done meanwhile. O(rows).
  private static func rows(_ rows: Range<Int>, of parties: DenseSet, in table: Transactions) -> [Int] {
    let middle = rows.lowerBound + rows.count / 2
    @Sendable func marked(_ rows: Range<Int>) -> [Int] {
      let (debtor, creditor) = (table.debtor.span, table.creditor.span)
      var marked: [Int] = []
      rows.forEach(marked: { parties.mark(debtor[$0]) | parties.mark(creditor[$0]) }) { marked.append($0) }
      return marked
    }
    let (early, late) = concurrently({ marked(rows.lowerBound..<middle) }) {
      marked(middle..<rows.upperBound)
    }
    return early + late
  }

  /// How many others there were, at the one of these that had most. O(meetings).
  func largest(at meetings: Set<Meeting>) -> Int { meetings.map { others[$0]?.count ?? 0 }.max() ?? 0 }

  private mutating func meet(_ meeting: Meeting, _ other: Party, _ limit: Int) {
    guard let known = others[meeting], known.count <= limit else { return }
    others[meeting]?.insert(other)
  }
}
