import Detection
import Ledger
import Window

/// How one worker bids and asks for pay.
struct WorkerConduct {
  let worker: Party
  private(set) var bidRows: [Int32] = []
  private(set) var accepted = 0
  /// The most bids within any bid period.
  private(set) var mostBids = 0
  private(set) var requests = 0
  /// Requests with no milestone since the one before, of the same client; ascending. Once they have been excused, those that
  /// no retainer covers.
  private(set) var bareRequests: [Int32] = []

  /// Whether no figure reaches any limit. A sieve: what a figure amounts to is judged elsewhere.
  func isPlain(uses: Int, _ settings: Settings) -> Bool {
    mostBids < settings.count(PlatformCollusion.bids) && uses < settings.count(PlatformCollusion.templateUses)
      && bareRequests.count < max(1, settings.count(PlatformCollusion.requests))
  }

  var bids: Int { bidRows.count }

  /// O(events of the worker · its clients).
  init(of worker: Party, _ events: PlatformEvents, _ settings: Settings) {
    self.worker = worker
    var reached: Set<Party?> = []
    for row in events.rows(of: worker) {
      let event = events[row]
      switch event.kind {
      case .bid: bidRows.append(row)
      case .bidAccepted: accepted += 1
      case .milestone: reached.insert(event.counterparty)
      case .paymentRequest:
        requests += 1
        if reached.remove(event.counterparty) == nil { bareRequests.append(row) }
      case .rating, .document: break
      }
    }
    var low = 0
    for (high, row) in bidRows.enumerated() {
      while events[row].at - events[bidRows[low]].at >= settings.span(PlatformCollusion.bidPeriod) {
        low += 1
      }
      mostBids = max(mostBids, high - low + 1)
    }
  }

  /// Leaves out requests that the practice here explains.
  mutating func excuse(by practice: MilestonePractice, _ events: PlatformEvents) {
    bareRequests = practice.isKnown ? bareRequests.filter { !practice.isRetained(worker, events[$0]) } : []
  }

  /// How often the worker logged in, in view; 0 when logins are not on record. O(logins).
  func logins(in scope: Scope) -> Int {
    scope.window.absent.contains(.logins)
      ? 0 : scope.logins.count { scope.window.logins[$0].account == worker }
  }
}

/// Whether this platform works by milestones, and which contracts do not.
struct MilestonePractice {
  /// Whether a missing milestone means something.
  let isKnown: Bool
  private struct Pair: Hashable {
    let payer: Party
    let payee: Party
  }
  /// Pairs with an agreement to pay at intervals.
  private var retainers: [Pair: [Authorisation]] = [:]

  /// As all workers tell. O(workers + authorisations).
  init(_ workers: [WorkerConduct], in window: Window, _ settings: Settings) {
    let requests = workers.reduce(0) { $0 + $1.requests }
    let bare = workers.reduce(0) { $0 + $1.bareRequests.count }
    isKnown =
      requests < settings.count(PlatformCollusion.practiceCount)
      || Int64(requests - bare) * 1000 >= settings[PlatformCollusion.practiceShare] * Int64(requests)
    if !isKnown || bare == 0 { return }
    let parties = window.parties
    for authorisation in window.authorisations where authorisation.intervalDays != nil {
      guard let payee = authorisation.payee else { continue }
      retainers[Pair(payer: parties.owner(authorisation.payer), payee: parties.owner(payee)), default: []]
        .append(authorisation)
    }
  }

  /// Whether the client of a request had agreed to pay the worker at intervals.
  func isRetained(_ worker: Party, _ request: PlatformEvent) -> Bool {
    guard let client = request.counterparty else { return false }
    return (retainers[Pair(payer: client, payee: worker)] ?? []).contains { agreement in
      agreement.validFrom.map { $0 <= request.at } ?? true
        && agreement.validTo.map { request.at < $0 } ?? true
    }
  }
}
