import ArgumentParser
import Flows
import Foundation
import Ledger
import Window

/// Times tracing alone: columns in memory to routed amounts.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "Times tracing alone and prints one JSON object.")

  @OptionGroup var size: WorldOptions
  @OptionGroup var tracing: TracingOptions

  @Option(help: "Writes `transaction,hops` of all that reached a sink to this file.")
  var reached: String?

  func run() throws {
    let window = size.world.window()
    let trace = try tracing.time(window)
    guard let reached else { return }
    var text = "transaction,hops\n"
    for level in trace.reach.levels {
      for row in level.rows { text += "\(row),\(level.hops)\n" }
    }
    try text.write(toFile: reached, atomically: true, encoding: .utf8)
  }
}

/// Times an account that everybody deals with.
struct HubCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hub", abstract: "Times one account with so many transactions and prints one JSON object.")

  enum Shape: String, CaseIterable, ExpressibleByArgument {
    /// Credits and debits take turns: few lots live at a time.
    case turns
    /// All credits, then all debits: every lot lives when the first debit comes.
    case batch
    /// As many transactions, no hub: what the same edges cost in pairs.
    case none
  }

  @Option(help: "Transactions of the hub.") var edges = 1_000_000
  @Option(help: "turns, batch or none.") var shape = Shape.turns
  @OptionGroup var tracing: TracingOptions

  func run() throws {
    try tracing.time(window())
  }

  /// Every payer pays once, 10.00 to 19.99; the hub pays as many amounts to one sink, within an hour.
  private func window() -> Window {
    let chance = Chance(seed: 1)
    let pairs = edges / 2
    let sink = Party(pairs)
    let hub = { (pair: Int) in shape == .none ? Party(pairs + 1 + pair) : Party(pairs + 1) }
    var table = Transactions()
    func add(_ debtor: Party, _ creditor: Party, _ place: Int) {
      table.bookedAt.append(World.begin.micros + Int64(table.bookedAt.count) * 3_600_000_000 / Int64(edges))
      table.debtor.append(debtor)
      table.creditor.append(creditor)
      table.amount.append(Int64(1000 + chance.below(1000, .amount, place)) * 10_000)
      table.kind.append(.transfer)
      table.status.append(.settled)
    }
    if shape == .batch {
      for pair in 0..<pairs { add(Party(pair), hub(pair), pair) }
      for pair in 0..<pairs { add(hub(pair), sink, pairs + pair) }
    } else {
      for pair in 0..<pairs {
        add(Party(pair), hub(pair), pair)
        add(hub(pair), sink, pairs + pair)
      }
    }
    var window = bench.window(of: table, parties: shape == .none ? 2 * pairs + 1 : pairs + 2)
    window.classification.rank[pairs] = UInt8(SinkClass.prcBank.rank)
    return window
  }
}

struct TracingOptions: ParsableArguments {
  @Option(help: "fifo, lifo or pro-rata.") var convention = Convention.fifo
  @Option(help: "Transactions on the longest route.") var maxHops = 5
  @Option(help: "How many times to trace.") var times = 5

  /// Traces several times and prints what it took as one line of JSON.
  @discardableResult
  func time(_ window: Window) throws -> Trace {
    let rows = 0..<window.transactions.bookedAt.count
    let parameters = TraceParameters(maxHops: maxHops, convention: convention)
    let before = peakMemory()
    var seconds: [Double] = []
    var last: Trace?
    for _ in 0..<max(1, times) {
      last = nil
      let watch = ContinuousClock().now
      last = try Trace(window: window, rows: rows, parameters: parameters)
      seconds.append((ContinuousClock().now - watch) / .seconds(1))
    }
    guard let trace = last else { throw ExitCode.failure }
    let reached = trace.reach.levels.reduce(0) { $0 + $1.rows.count }
    print(
      "{\"rows\": \(rows.count), \"parties\": \(window.parties.count), \"links\": \(trace.links.count), "
        + "\"reached\": \(reached), \"routed\": \(trace.routed.count), \"seconds\": \(seconds), "
        + "\"columns_bytes\": \(before), \"peak_bytes\": \(peakMemory())}")
    return trace
  }

  /// Peak resident memory so far in bytes, VmHWM of /proc; 0 where there is none.
  private func peakMemory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) * 1024
  }
}

extension Convention: ExpressibleByArgument {}
