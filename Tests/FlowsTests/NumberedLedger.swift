import Flows
import Ledger
import TestSupport
import Window

/// A ledger without names: parties are numbers, and transactions stand in the order of (time, id) already.
///
/// It becomes columns without a warehouse's reader, so that tens of thousands can be traced in a test.
struct NumberedLedger {
  struct Payment: Equatable {
    /// Microseconds since 1970.
    var at: Int64
    var debtor: Int
    var creditor: Int
    /// Micro-units.
    var amount: Int64
    var isSettled = true
  }

  /// By party.
  var sinkClass: [SinkClass?]
  /// By party.
  var isStop: [Bool]
  /// Ascending in time.
  var payments: [Payment] = []

  var parties: Int { sinkClass.count }

  /// Whether money is not followed through a party.
  func isClosed(_ party: Int) -> Bool { isStop[party] || sinkClass[party] != nil }

  /// Payments that count: settled, and not to oneself.
  func counts(_ place: Int) -> Bool {
    payments[place].isSettled && payments[place].debtor != payments[place].creditor
  }

  var window: Window {
    var people = Parties()
    for party in 0..<parties { _ = people.ids.insert(String(party).utf8) }
    var table = Transactions()
    for payment in payments {
      table.bookedAt.append(payment.at)
      table.debtor.append(Party(payment.debtor))
      table.creditor.append(Party(payment.creditor))
      table.amount.append(payment.amount)
      table.kind.append(.transfer)
      table.status.append(payment.isSettled ? .settled : .pending)
    }
    var window = Window(
      from: Instant(micros: 0), to: Instant(year: 2100, month: 1, day: 1), parties: people,
      transactions: table)
    for party in 0..<parties {
      if let sinkClass = sinkClass[party] { window.classification.rank[party] = UInt8(sinkClass.rank) }
      window.classification.isStop[party] = isStop[party]
    }
    return window
  }

  /// Traced, with the engine's own invariants checked.
  func trace(_ parameters: TraceParameters) throws -> Trace {
    let window = window
    let trace = try Trace(window: window, rows: 0..<payments.count, parameters: parameters)
    return trace
  }
}

// MARK: Made up from a seed

extension NumberedLedger {
  /// What a made-up ledger is full of.
  enum Shape: CaseIterable {
    /// Shared instants, with a microsecond more or less now and then.
    case coincidences
    /// One or two instants: circles that close at once.
    case instant
    /// Each pays the next, several times.
    case chain
    /// Almost everything passes one party.
    case hub
    /// Rests of exactly the dwell limit, and of a microsecond more or less.
    case limit
  }

  /// A ledger of at most eight parties and two dozen payments, with self-transfers, parallel payments, circles, payments
  /// that are not settled, sinks of several classes and stop nodes, and parameters to trace it with.
  ///
  /// - Parameter isTiny: whether amounts are a few micro-units, so that coins can be counted.
  static func random(seed: UInt64, convention: Convention, isTiny: Bool) -> (
    ledger: NumberedLedger, parameters: TraceParameters
  ) {
    var random = SplitMix64(seed: seed)
    let shape = Shape.allCases[Int(random.next() % 5)]
    let parties = Int.random(in: 2...8, using: &random)
    var ledger = NumberedLedger(
      sinkClass: Array(repeating: nil, count: parties), isStop: Array(repeating: false, count: parties))
    for party in 0..<parties {
      switch Int.random(in: 0..<10, using: &random) {
      case 0, 1: ledger.sinkClass[party] = SinkClass.allCases[Int(random.next() % 6)]
      case 2: ledger.isStop[party] = true
      default: break
      }
    }
    ledger.sinkClass[parties - 1] = SinkClass.allCases[Int(random.next() % 6)]
    if shape == .hub { (ledger.sinkClass[0], ledger.isStop[0]) = (nil, false) }
    let dwell: Span = [.hours(72), .hours(72), .hours(12), Span(micros: 0)][Int(random.next() % 4)]
    let most: Int64 = isTiny ? 6 : [100, 9_999_999, 1_000_000_000_000_000][Int(random.next() % 3)]
    for _ in 0..<Int.random(in: 3...24, using: &random) {
      let (debtor, creditor) = shape.pair(of: parties, &random)
      ledger.payments.append(
        Payment(
          at: 1_760_000_000_000_000 + shape.time(dwell, &random), debtor: debtor, creditor: creditor,
          amount: Int64.random(in: 1...most, using: &random), isSettled: random.next() % 16 != 0))
    }
    // A stable order is one of the orders that ids could give.
    ledger.payments = ledger.payments.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }
    .map(\.element)
    let hops = Int.random(in: 1...6, using: &random)
    return (ledger, TraceParameters(maxHops: hops, maxDwell: dwell, convention: convention))
  }
}

extension NumberedLedger.Shape {
  fileprivate func pair(of parties: Int, _ random: inout SplitMix64) -> (debtor: Int, creditor: Int) {
    let one = Int.random(in: 0..<parties, using: &random)
    let other = Int.random(in: 0..<parties, using: &random)
    switch self {
    case .chain: return random.next() % 4 == 0 ? (one, other) : (one, (one + 1) % parties)
    case .hub: return random.next() % 8 == 0 ? (one, other) : random.next() % 2 == 0 ? (one, 0) : (0, other)
    case .coincidences, .instant, .limit: return (one, other)
    }
  }

  /// Microseconds from the ledger's begin.
  fileprivate func time(_ dwell: Span, _ random: inout SplitMix64) -> Int64 {
    let halfDay = Span.hours(12).micros
    let jitter = Int64.random(in: -1...1, using: &random)
    switch self {
    case .instant: return Int64.random(in: 0...1, using: &random) * halfDay
    case .limit: return Int64.random(in: 0...3, using: &random) * max(dwell.micros, 1) + jitter
    case .coincidences, .chain, .hub:
      let time = Int64.random(in: 0...13, using: &random) * halfDay
      return random.next() % 5 == 0 ? time + jitter : time
    }
  }
}
