import Detection
import Ledger
import Window

/// High ratings that one client gave several workers within days.
struct RatingBurst {
  let client: Party
  /// The most workers within any burst period.
  let mostWorkers: Int
  /// The ratings, ascending in time.
  let rows: [Int32]
  /// Ascending.
  let workers: [Party]
  /// Those of them whom the client paid next to nothing.
  let unpaid: [Party]
}

/// The high ratings in view of clients who gave several close together, and what these clients paid.
struct RatingBursts {
  private var high: [Party: [Rating]] = [:]
  private var payments: RatedPayments?
  private var least = 0
  private var period = Span(micros: 0)

  /// O(events · log events), and one pass over the rows when there is a burst at all.
  init(_ events: PlatformEvents, _ scope: Scope, _ settings: Settings) {
    let window = scope.window
    let ratings = events.range.compactMap { row -> Rating? in
      let event = window.platformEvents[row]
      guard event.kind == .rating, let client = event.counterparty, client != event.account,
        let value = window.text(event.value).flatMap({ ExactDecimal($0)?.scaled(toPower: 3) })
      else { return nil }
      return Rating(row: Int32(row), client: client, worker: event.account, at: event.at, value: value)
    }
    guard let best = ratings.map(\.value).max(), best > 0 else { return }
    let high = ratings.filter {
      Int128($0.value) * 1000 >= Int128(best) * Int128(settings[PlatformCollusion.highRating])
    }
    (least, period) = (
      settings.count(PlatformCollusion.burstWorkers), settings.span(PlatformCollusion.burstPeriod)
    )
    let byClient = Dictionary(grouping: high, by: \.client)
    let bursts = byClient.compactMapValues { Self.burst(of: $0, least: least, within: period).ratings }
    if bursts.isEmpty { return }
    let payments = RatedPayments(ratings, bursts.mapValues { Set($0.map(\.worker)) }, scope)
    guard payments.areDirect(settings) else { return }
    self.payments = payments
    self.high = byClient.filter { bursts[$0.key] != nil }
  }

  /// By client, ascending: its bursts, or, where too few workers are in one, what comes nearest.
  func all(_ settings: Settings) -> [RatingBurst] {
    let asked = settings.count(PlatformCollusion.burstWorkers)
    return high.sorted { $0.key < $1.key }.map { client, all in
      let (most, burst) = Self.burst(of: all, least: asked, within: period)
      let ratings = burst ?? Self.burst(of: all, least: least, within: period).ratings ?? []
      let workers = Set(ratings.map(\.worker)).sorted()
      return RatingBurst(
        client: client, mostWorkers: most, rows: ratings.map(\.row), workers: workers,
        unpaid: workers.filter {
          payments?.paid(by: client, to: $0) ?? 0 < settings[PlatformCollusion.paidLeast]
        })
    }
  }

  /// The most workers in any period, and the ratings that lie in one with enough workers; nil when none does.
  /// O(n · workers in a period).
  private static func burst(
    of ratings: [Rating], least: Int, within period: Span
  ) -> (most: Int, ratings: [Rating]?) {
    var most = 0
    var isIn = Array(repeating: false, count: ratings.count)
    var workers: [Party: Int] = [:]
    var (low, done) = (0, 0)
    for (high, rating) in ratings.enumerated() {
      workers[rating.worker, default: 0] += 1
      while rating.at - ratings[low].at >= period {
        let gone = ratings[low].worker
        workers[gone] = workers[gone] == 1 ? nil : (workers[gone] ?? 0) - 1
        low += 1
      }
      most = max(most, workers.count)
      guard workers.count >= max(2, least) else { continue }
      for place in max(low, done)...high { isIn[place] = true }
      done = high + 1
    }
    let burst = zip(ratings, isIn).filter(\.1).map(\.0)
    return (most, burst.isEmpty ? nil : burst)
  }
}

private struct Rating {
  let row: Int32
  let client: Party
  let worker: Party
  let at: Instant
  /// In thousandths.
  let value: Int64
}

/// What clients paid the workers they rated.
private struct RatedPayments {
  private struct Pair: Hashable {
    let client: Party
    let worker: Party
  }

  /// In micro-units; what is too large to count stops at the largest number.
  private var paid: [Pair: Int64] = [:]
  private let raters: Int
  private var payingRaters = 0

  /// `bursts`: the workers each suspected client rated. One pass; O(rows + parties).
  init(_ ratings: [Rating], _ bursts: [Party: Set<Party>], _ scope: Scope) {
    let window = scope.window
    let count = window.parties.count
    var isRater = Array(repeating: false, count: count)
    var (isRated, isSuspect, hasPaid) = (isRater, isRater, isRater)
    for rating in ratings {
      isRater[Int(rating.client)] = true
      isRated[Int(rating.worker)] = true
    }
    raters = isRater.count { $0 }
    for client in bursts.keys { isSuspect[Int(client)] = true }
    let table = window.transactions
    let (status, debtor, creditor) = (table.status.span, table.debtor.span, table.creditor.span)
    let columns = PartyColumns.of(scope)
    let owners = columns.owner.span
    for row in scope.rows where status[row] == .settled {
      let client = owners[Int(debtor[row])]
      guard isRater[Int(client)] else { continue }
      let worker = owners[Int(creditor[row])]
      guard isRated[Int(worker)] else { continue }
      hasPaid[Int(client)] = true
      guard isSuspect[Int(client)], bursts[client]?.contains(worker) ?? false else { continue }
      let (sum, overflow) = (paid[Pair(client: client, worker: worker)] ?? 0).addingReportingOverflow(
        table.amount[row])
      paid[Pair(client: client, worker: worker)] = overflow ? .max : sum
    }
    payingRaters = hasPaid.count { $0 }
  }

  func paid(by client: Party, to worker: Party) -> Int64 { paid[Pair(client: client, worker: worker)] ?? 0 }

  /// Whether clients pay workers without the platform between, as far as enough of them rate to tell.
  func areDirect(_ settings: Settings) -> Bool {
    raters < settings.count(PlatformCollusion.practiceCount)
      || Int64(payingRaters) * 1000 >= settings[PlatformCollusion.practiceShare] * Int64(raters)
  }
}
