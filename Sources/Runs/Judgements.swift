import Alerts
import Detection
import Dispatch
import Ledger
import Postgres
import Synchronization
import Warehouse
import Window

/// What one detector saw.
struct Judgement: Sendable {
  var entry: DetectorLog
  var book: AlertBook
  /// What it nearly saw, by scheme.
  var misses: [SchemeKey: NearMiss] = [:]
}

/// The work of all detectors, taken up one by one by two threads from the start on: detectors know nothing of each other.
final class Judgements: Sendable {
  private let detectors: [any Detector]
  private let points: [Instant]
  private let listVersions: [String]
  /// Places of the detectors, in the order they are begun.
  private let order: [Int]
  private let next = Atomic(0)
  private let threads = DispatchGroup()
  private let state: Mutex<State>
  private let hasChanged = DispatchSemaphore(value: 0)

  private struct State {
    var judgements: [Judgement?]
    /// Detectors and points begun that nobody has been told of.
    var begun: [(detector: String, point: Int)] = []
  }

  /// Begins. Whoever began it calls ``stop()`` when nothing more is wanted.
  init(of detectors: [any Detector], _ window: Window, points: [Instant], listVersions: [String]) {
    self.detectors = detectors
    self.points = points
    self.listVersions = listVersions
    order = detectors.indices.sorted { left, right in
      let (one, other) = (type(of: detectors[left]).effort, type(of: detectors[right]).effort)
      return one != other ? one > other : left < right
    }
    state = Mutex(State(judgements: detectors.map { _ in nil }))
    let shared = Shared()
    for _ in 0..<2 {
      DispatchQueue(label: "weir.judge").async(group: threads) { self.judgeRest(window, shared) }
    }
  }

  /// What a detector saw, once it has judged; meanwhile `progress` hears of the detectors and points that are begun.
  func judgement(at place: Int, _ progress: (String, Int) -> Void = { _, _ in }) -> Judgement {
    while true {
      let (judgement, begun) = state.withLock { state in
        defer { state.begun = [] }
        return (state.judgements[place], state.begun)
      }
      for (detector, point) in begun { progress(detector, point) }
      if let judgement { return judgement }
      hasChanged.wait()
    }
  }

  /// Returns when the last has judged.
  func wait() { threads.wait() }

  /// Lets nobody begin any more, and returns when those that have begun have judged.
  func stop() {
    next.store(order.count, ordering: .relaxed)
    wait()
  }

  /// Judges with detectors nobody has taken up, until there is none.
  private func judgeRest(_ window: Window, _ shared: Shared) {
    while true {
      let turn = next.add(1, ordering: .relaxed).oldValue
      guard turn < order.count else { return }
      let judgement = judge(detectors[order[turn]], window, shared)
      change { $0.judgements[order[turn]] = judgement }
    }
  }

  private func change(_ body: (inout State) -> Void) {
    state.withLock { body(&$0) }
    hasChanged.signal()
  }

  private func judge(_ detector: any Detector, _ window: Window, _ shared: Shared) -> Judgement {
    let watch = ContinuousClock().now
    let type = type(of: detector)
    var entry = DetectorLog(
      detector: detector.id, version: type.version, maturity: detector.maturity,
      parameterDigest: detector.parameterSet.digest, outcome: .ran)
    var book = AlertBook(listVersions: listVersions)
    var misses: [SchemeKey: NearMiss] = [:]
    let missing = type.needs.intersection(window.absent).sorted()
    if !missing.isEmpty {
      entry.outcome = .skipped
      entry.reason = "relation absent: \(missing.map(\.rawValue).joined(separator: ", "))"
      return Judgement(entry: entry, book: book)
    }
    do {
      for (place, point) in points.enumerated() {
        try Interrupts.check()
        change { $0.begun.append((detector.id, place + 1)) }
        let scope = Scope(window: window, asOf: point, lookback: detector.lookback, shared: shared)
        let candidates = try detector.study(scope).candidates(under: detector.settings)
        let findings = try candidates.filter(\.isMet).map { try $0.finding() }
        note(candidates.compactMap { NearMiss($0, of: detector, at: point) }, in: &misses)
        entry.findings += findings.count
        entry.capsHit += findings.count(where: \.isLowerBound)
        book.add(findings, detector: detector, at: point, windowFrom: scope.from)
      }
    } catch {
      (entry.outcome, entry.reason) = (.failed, "\(error)")
    }
    entry.milliseconds = Int64((ContinuousClock().now - watch) / .milliseconds(1))
    return Judgement(entry: entry, book: book, misses: misses)
  }

  /// Keeps the nearest of one point's misses.
  private func note(_ all: [NearMiss], in misses: inout [SchemeKey: NearMiss]) {
    let nearest = all.sorted { ($0.offPerMille, $0.key) < ($1.offPerMille, $1.key) }.prefix(NearMiss.most)
    for miss in nearest where misses[miss.key]?.join(miss) == nil { misses[miss.key] = miss }
  }
}
