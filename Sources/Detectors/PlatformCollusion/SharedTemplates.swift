import Detection
import Ledger
import Window

/// Templates and documents that workers send who have nothing to do with each other.
struct SharedTemplates {
  /// By worker: events made from a shared template, ascending.
  private(set) var uses: [Party: [Int32]] = [:]
  /// By worker: how many use the most common of its shared templates.
  private(set) var mostWorkers: [Party: Int] = [:]
  /// Filed documents by their digest.
  private var documents: [Text: [Int32]] = [:]
  private let events: PlatformEvents

  /// O(events · log events), and the square of the workers of one template, of whom there are no more than a hub has.
  init(_ events: PlatformEvents, _ settings: Settings, _ acquaintances: inout Acquaintances) {
    self.events = events
    let least = max(2, settings.count(PlatformCollusion.templateWorkers))
    var pairs: [(thing: Int32, party: Party)] = []
    for row in events.range {
      let event = events[Int32(row)]
      if event.digest.isNone { continue }
      switch event.kind {
      case .bid, .paymentRequest: pairs.append((event.digest.index, event.account))
      case .document:
        pairs.append((event.digest.index, event.account))
        documents[event.digest, default: []].append(Int32(row))
      case .bidAccepted, .rating, .milestone: break
      }
    }
    var shared: [Int32: Int] = [:]
    var strangers = acquaintances
    Sharers(pairs).forEach { digest, workers in
      guard (least...max(least, settings.count(PlatformCollusion.hub))).contains(workers.count) else {
        return
      }
      if strangers.strangers(among: workers.map(\.party)) >= least { shared[digest] = workers.count }
    }
    acquaintances = strangers
    if shared.isEmpty { return }
    for row in events.range {
      let event = events[Int32(row)]
      guard !event.digest.isNone,
        event.kind == .bid || event.kind == .paymentRequest || event.kind == .document,
        let workers = shared[event.digest.index]
      else { continue }
      uses[event.account, default: []].append(Int32(row))
      mostWorkers[event.account] = max(mostWorkers[event.account] ?? 0, workers)
    }
  }

  /// The filings of documents that two or more of some accounts filed; of one of them, if asked.
  func documents(sharedAmong accounts: Set<Party>, of account: Party? = nil) -> [Int32] {
    documents.values.flatMap { rows -> [Int32] in
      let filed = rows.filter { accounts.contains(events[$0].account) }
      guard Set(filed.map { events[$0].account }).count >= 2 else { return [] }
      return account == nil ? filed : filed.filter { events[$0].account == account }
    }
    .sorted()
  }
}
