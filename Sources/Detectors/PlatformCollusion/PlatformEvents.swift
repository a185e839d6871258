import Detection
import Ledger
import Window

/// The events in view, by worker. A class, since every worker is judged with it.
final class PlatformEvents: Sendable {
  let window: Window
  let range: Range<Int>
  /// Who has events, ascending; the platform's own accounts left out.
  let workers: [Party]
  private let byWorker: RowsByParty

  /// O(events + parties).
  init(_ scope: Scope) {
    let window = scope.window
    self.window = window
    range = scope.events
    byWorker = RowsByParty(scope.events, parties: window.parties.count) { window.platformEvents[$0].account }
    let (events, parties) = (window.platformEvents, window.parties)
    workers = DenseSet(scope.events.lazy.map { events[$0].account }, upTo: parties.count).members
      .filter { parties.account($0)?.role != .platform }
  }

  /// A worker's events, ascending in time.
  func rows(of worker: Party) -> ArraySlice<Int32> { byWorker[worker] }

  subscript(_ row: Int32) -> PlatformEvent { window.platformEvents[Int(row)] }
}

extension PlatformEvent {
  /// One sentence.
  func summary(in window: Window) -> String {
    let worker = window.id(account)
    let client = counterparty.map { " for \(window.id($0))" } ?? ""
    switch kind {
    case .bid:
      return "\(worker) bid\(client)" + (digest.isNone ? "." : " with template \(shortDigest(in: window)).")
    case .bidAccepted: return "A bid of \(worker) was accepted."
    case .rating:
      return
        "\(counterparty.map { window.id($0) } ?? "Somebody") rated \(worker) \(window.text(value) ?? "")."
    case .document: return "\(worker) filed document \(shortDigest(in: window))."
    case .milestone: return "\(worker) reached a milestone\(client)."
    case .paymentRequest:
      return "\(worker) asked\(counterparty.map { " \(window.id($0))" } ?? "") for payment."
    }
  }

  private func shortDigest(in window: Window) -> String { String((window.text(digest) ?? "").prefix(12)) }
}
