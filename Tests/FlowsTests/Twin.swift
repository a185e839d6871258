import Flows
import Ledger

/// Design §5 once more, read line by line: slow, obvious, and sharing no code with the engine.
struct Twin {
  struct Link { let credit: Int, debit: Int, amount: Int128 }

  let ledger: SmallLedger
  let parameters: TraceParameters
  private(set) var links: [Link] = []
  private var settled: [Int] = []

  init(_ ledger: SmallLedger, _ parameters: TraceParameters) {
    self.ledger = ledger
    self.parameters = parameters
    settled = ledger.lines.indices.filter {
      let line = ledger.lines[$0]
      return (line.status == nil || line.status == .settled) && line.from != line.to
    }
    for party in ledger.parties where ledger.sinks[party] == nil && !ledger.stops.contains(party) {
      matchLedger(of: party)
    }
  }

  private mutating func matchLedger(of party: String) {
    struct Lot { let line: Int, at: Int64; var left: Int128 }
    struct Entry { let at: Int64, side: Int, id: [UInt8], line: Int }
    var entries: [Entry] = []
    for index in settled {
      let line = ledger.lines[index]
      if line.to == party {
        entries.append(Entry(at: line.at, side: 0, id: Array(line.id.utf8), line: index))
      }
      if line.from == party {
        entries.append(Entry(at: line.at, side: 1, id: Array(line.id.utf8), line: index))
      }
    }
    entries.sort {
      if ($0.at, $0.side) != ($1.at, $1.side) { return ($0.at, $0.side) < ($1.at, $1.side) }
      return $0.id.lexicographicallyPrecedes($1.id)
    }
    var lots: [Lot] = []
    for entry in entries {
      let amount = Int128(ledger.lines[entry.line].amount)
      if entry.side == 0 {
        lots.append(Lot(line: entry.line, at: entry.at, left: amount))
        continue
      }
      let live = lots.indices.filter {
        lots[$0].left > 0 && entry.at - lots[$0].at <= parameters.maxDwell.micros
      }
      var draws: [Int: Int128] = [:]
      switch parameters.convention {
      case .fifo, .lifo:
        var wanted = amount
        for lot in parameters.convention == .fifo ? live : live.reversed() {
          draws[lot] = min(wanted, lots[lot].left)
          wanted -= draws[lot, default: 0]
        }
      case .proRata:
        let total = live.reduce(Int128(0)) { $0 + lots[$1].left }
        let wanted = min(amount, total)
        for lot in live { draws[lot] = wanted * lots[lot].left / total }
        var remainder = wanted - draws.values.reduce(0, +)
        for lot in live {
          let extra = min(remainder, lots[lot].left - draws[lot, default: 0])
          draws[lot, default: 0] += extra
          remainder -= extra
        }
      }
      for lot in live {
        let drawn = draws[lot, default: 0]
        lots[lot].left -= drawn
        if drawn > 0 { links.append(Link(credit: lots[lot].line, debit: entry.line, amount: drawn)) }
      }
    }
  }

  private func reach(_ line: Int, _ hops: Int, _ sinkClass: SinkClass) -> Int128 {
    if hops == 1 {
      return ledger.sinks[ledger.lines[line].to] == sinkClass ? Int128(ledger.lines[line].amount) : 0
    }
    return links.filter { $0.credit == line }.reduce(0) { sum, link in
      sum + link.amount * reach(link.debit, hops - 1, sinkClass) / Int128(ledger.lines[link.debit].amount)
    }
  }

  /// As ``SmallLedger/routed(_:)``.
  var routed: [String: Int128] {
    var routed: [String: Int128] = [:]
    for sinkClass in Set(ledger.sinks.values) {
      for hops in 1...parameters.maxHops {
        for line in settled {
          let reach = reach(line, hops, sinkClass)
          if reach > 0 {
            routed["\(ledger.lines[line].from) \(sinkClass.rawValue) \(hops)", default: 0] += reach
          }
        }
      }
    }
    return routed
  }
}
