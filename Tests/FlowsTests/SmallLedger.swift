import Flows
import Ledger
import TestSupport
import Window

/// A ledger of a few lines, as a test writes it.
struct SmallLedger {
  struct Line {
    var id: String
    /// Microseconds since 1970.
    var at: Int64
    var from: String
    var to: String
    /// Micro-units.
    var amount: Int64
    var status: TransactionStatus?
    var kind: TransactionKind?
  }

  var parties: [String]
  var lines: [Line] = []
  var sinks: [String: SinkClass] = [:]
  var stops: Set<String> = []

  var window: Window {
    let far = Instant(year: 2100, month: 1, day: 1)
    var builder = WindowBuilder(from: Instant(micros: 0), to: far, future: far, currency: "USD")
    builder.add(accounts, to: .accounts)
    builder.add(transactions, to: .transactions)
    var window = builder.finish().window
    for (id, sinkClass) in sinks {
      if let party = window.party(id: id) { window.classification.rank[Int(party)] = UInt8(sinkClass.rank) }
    }
    for id in stops {
      if let party = window.party(id: id) { window.classification.isStop[Int(party)] = true }
    }
    return window
  }

  private var accounts: RowBatch {
    let others = (1..<Contract.columns(of: .accounts).count).map { _ in RowBatch.TestColumn.absent }
    return RowBatch(count: parties.count, columns: [Self.texts(parties)] + others)
  }

  private var transactions: RowBatch {
    RowBatch(
      count: lines.count,
      columns: [
        Self.texts(lines.map(\.id)), .integers(lines.map(\.at)), Self.texts(lines.map(\.from)),
        Self.texts(lines.map(\.to)),
        .numbers(lines.map { .value(ExactDecimal(mantissa: Int128($0.amount), scale: 6)) }),
        Self.texts(lines.map { _ in "USD" }), Self.texts(lines.map(\.kind?.rawValue)),
        Self.texts(lines.map(\.status?.rawValue)), .absent, .absent, .absent,
      ])
  }

  private static func texts(_ cells: [String?]) -> RowBatch.TestColumn {
    .texts(cells.map { $0.map { Array($0.utf8) } })
  }

  /// The same with numbers for names, in the order of (time, id bytewise).
  var numbered: NumberedLedger {
    let number = Dictionary(uniqueKeysWithValues: parties.enumerated().map { ($0.element, $0.offset) })
    let ordered = lines.sorted { left, right in
      left.at != right.at ? left.at < right.at : left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
    }
    return NumberedLedger(
      sinkClass: parties.map { sinks[$0] }, isStop: parties.map { stops.contains($0) },
      payments: ordered.map {
        NumberedLedger.Payment(
          at: $0.at, debtor: number[$0.from] ?? 0, creditor: number[$0.to] ?? 0, amount: $0.amount,
          isSettled: $0.status == nil || $0.status == .settled)
      })
  }

  func trace(_ parameters: TraceParameters = TraceParameters()) throws -> (trace: Trace, window: Window) {
    let window = window
    return (try Trace(window: window, rows: 0..<window.transactions.count, parameters: parameters), window)
  }

  /// What was routed, as `account class hops` → micro-units.
  func routed(_ parameters: TraceParameters = TraceParameters()) throws -> [String: Int128] {
    let (trace, window) = try trace(parameters)
    var routed: [String: Int128] = [:]
    for entry in trace.routed {
      routed["\(window.id(entry.party)) \(entry.sinkClass.rawValue) \(entry.hops)"] = Int128(
        entry.amount.micros)
    }
    return routed
  }
}

extension SmallLedger {
  /// A ledger full of coincidences: shared instants, parallel payments, circles, self-transfers, payments at and one
  /// microsecond past the dwell limit of 72 h, sinks and stop nodes anywhere, and rows that are not settled.
  static func random(seed: UInt64) -> SmallLedger {
    var random = SplitMix64(seed: seed)
    let names = (0..<Int.random(in: 2...12, using: &random)).map { "p\($0 * 7 % 13)" }
    var ledger = SmallLedger(parties: names)
    for name in names {
      switch Int.random(in: 0..<12, using: &random) {
      case 0, 1: ledger.sinks[name] = SinkClass.allCases.randomElement(using: &random)
      case 2: ledger.stops.insert(name)
      default: break
      }
    }
    if ledger.sinks.isEmpty { ledger.sinks[names[0]] = SinkClass.allCases.randomElement(using: &random) }
    if Int.random(in: 0..<20, using: &random) == 0 { ledger.stops.formUnion(ledger.sinks.keys) }
    let largest: Int64 = [5, 100, 9_999_999, 1_000_000_000_000_000].randomElement(using: &random) ?? 5
    let instants = Int64.random(in: 1...14, using: &random)
    for number in 0..<Int.random(in: 5...50, using: &random) {
      let half = Int64.random(in: 0..<instants, using: &random)
      let jitter: Int64 =
        Int.random(in: 0..<5, using: &random) == 0 ? Int64.random(in: -1...1, using: &random) : 0
      ledger.lines.append(
        Line(
          id: "\(Int.random(in: 0..<30, using: &random))-\(number)",
          at: 1_760_000_000_000_000 + half * 12 * 3_600_000_000 + jitter,
          from: names.randomElement(using: &random) ?? "", to: names.randomElement(using: &random) ?? "",
          amount: Int64.random(in: 1...largest, using: &random),
          status: [
            nil, nil, .settled, .settled, .settled, .settled, .settled, .settled, .pending, .failed,
            .reversed,
          ].randomElement(
            using: &random)
            ?? nil,
          kind: ([nil] + TransactionKind.allCases).randomElement(using: &random) ?? nil))
    }
    return ledger
  }
}
