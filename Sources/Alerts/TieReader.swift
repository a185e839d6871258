package import Detection
package import Ledger
package import Window

/// Reads from the evidence of alerts what they may have in common with others.
///
/// What counts: the subject; every account or endpoint that money went to, its registrant with it; accounts and endpoints
/// that other evidence is about; and the account numbers and wallet addresses of all these, of requests and of changes. Payers
/// do not count, as two schemes may have one victim, nor do stop nodes and the platform's own accounts.
package struct TieReader {
  private let window: Window
  private let destinations: any DestinationReader
  private let span: Span
  private var requests: [String: PayoutRequest] = [:]
  private var changes: [String: DetailChange] = [:]

  /// A tie as far as the evidence tells.
  private struct Sighting {
    var kind: Tie.Kind
    /// Where its crowd is counted; none for a subject, which ties whatever it is: it is whom the alert is about.
    var meetings: Set<Meeting>
    var firstSeenAt: Instant
  }

  /// `lookback` is how far back the window surely reaches from every evaluation point of the run.
  package init(_ window: Window, destinations: any DestinationReader, lookback: Span) {
    self.window = window
    self.destinations = destinations
    span = min(Tie.crowdSpan, lookback)
  }

  /// The ties of the alerts that are not among those `known`, or are seen earlier now, in a fixed order.
  ///
  /// O(evidence), and for each evaluation point that saw a new tie one pass over the rows before it.
  package mutating func newTies(of alerts: [StoredAlert], known: [Tie]) -> [Tie] {
    var firstSeen: [String: [String: Instant]] = [:]
    for tie in known { firstSeen[tie.alertID, default: [:]][tie.value] = tie.firstSeenAt }
    findRecords(of: alerts)
    var fresh: [(alertID: String, value: String, sighting: Sighting)] = []
    for alert in alerts {
      let (id, known) = (alert.key.alertID, firstSeen[alert.key.alertID] ?? [:])
      for (value, sighting) in sightings(in: alert)
      where known[value].map({ sighting.firstSeenAt < $0 }) ?? true {
        fresh.append((id, value, sighting))
      }
    }
    var crowds: [Instant: Crowd] = [:]
    for (point, sighted) in Dictionary(grouping: fresh, by: \.sighting.firstSeenAt) {
      let meetings = Set(sighted.flatMap(\.sighting.meetings))
      guard !meetings.isEmpty, point - span >= window.from, point <= window.to else { continue }
      crowds[point] = Crowd(at: meetings, in: window, before: point, span: span, limit: Tie.crowdLimit)
    }
    return fresh.map { alertID, value, sighting in
      let crowd = crowds[sighting.firstSeenAt]
      return Tie(
        alertID: alertID, kind: sighting.kind, value: value, firstSeenAt: sighting.firstSeenAt,
        sharedBy: sighting.meetings.isEmpty ? 0 : crowd?.largest(at: sighting.meetings))
    }.sorted(by: Tie.inOrder)
  }

  private func sightings(in alert: StoredAlert) -> [String: Sighting] {
    var found: [String: Sighting] = [:]
    func see(_ value: String, _ kind: Tie.Kind, _ meeting: Meeting?, _ point: Instant) {
      var sighting = Sighting(kind: kind, meetings: Set([meeting].compactMap(\.self)), firstSeenAt: point)
      if let known = found[value] {
        if known.firstSeenAt < point { return }
        if known.firstSeenAt == point { sighting.meetings.formUnion(known.meetings) }
      }
      found[value] = sighting
    }
    func see(_ destination: Destination, _ point: Instant) {
      let meeting: Meeting? = destination.written.isNone ? nil : .text(destination.written)
      see(destination.digest, .destination, meeting, point)
    }
    func see(_ party: Party, _ point: Instant) {
      for party in Set([party, window.parties.owner(party)]) where isPrivate(party) {
        see(window.id(party), .party, .party(party), point)
        if let endpoint = window.parties.endpoint(party) {
          for destination in destinations.destinations(of: endpoint) { see(destination, point) }
        }
      }
    }
    func see(id: String, _ point: Instant) {
      if let party = window.party(id: id) { see(party, point) }
    }
    for row in alert.transactions.values where row.evidence.role != .context {
      see(id: row.evidence.creditorID, row.firstSeenAt)
    }
    for record in alert.records.values {
      switch record.evidence.relation {
      case .accounts, .endpoints: see(id: record.evidence.recordID, record.firstSeenAt)
      case .payoutRequests:
        guard let request = requests[record.evidence.recordID] else { continue }
        for party in [request.account, request.endpoint].compactMap(\.self) { see(party, record.firstSeenAt) }
        for destination in destinations.destinations(of: request) { see(destination, record.firstSeenAt) }
      case .paymentDetailChanges:
        guard let change = changes[record.evidence.recordID] else { continue }
        for party in [change.account, change.endpoint].compactMap(\.self) { see(party, record.firstSeenAt) }
        for destination in destinations.destinations(of: change) { see(destination, record.firstSeenAt) }
      default: break
      }
    }
    if let subject = window.party(id: alert.subject) { see(subject, alert.firstSeenAt) }
    found[alert.subject] = Sighting(kind: .subject, meetings: [], firstSeenAt: alert.firstSeenAt)
    return found
  }

  /// Whether it is somebody's own, rather than the platform's or a processor's.
  private func isPrivate(_ party: Party) -> Bool {
    !window.classification.isStop[Int(party)] && window.parties.account(party)?.role != .platform
  }

  /// Finds the requests and changes in evidence, by id.
  private mutating func findRecords(of alerts: [StoredAlert]) {
    var wanted = DenseSet(upTo: window.texts.count)
    for record in alerts.lazy.flatMap(\.records.values) {
      if let id = window.texts.find(record.evidence.recordID.utf8) { wanted.insert(id.index) }
    }
    for request in window.payoutRequests where wanted.contains(request.id.index) {
      requests[window.text(request.id) ?? ""] = request
    }
    for change in window.detailChanges where wanted.contains(change.id.index) {
      changes[window.text(change.id) ?? ""] = change
    }
  }
}
