import Ledger
import Window

extension World {
  /// The world as the columns a run traces, without what tracing does not read: texts, originals, the parties' details.
  func window() -> Window {
    var table = Transactions()
    table.bookedAt.reserveCapacity(transactions)
    table.debtor.reserveCapacity(transactions)
    table.creditor.reserveCapacity(transactions)
    table.amount.reserveCapacity(transactions)
    table.kind.reserveCapacity(transactions)
    table.status.reserveCapacity(transactions)
    forEachRow { _, row in
      table.bookedAt.append(row.at)
      table.debtor.append(Party(row.debtor))
      table.creditor.append(Party(row.creditor))
      table.amount.append(row.cents * 10_000)
      table.kind.append(row.kind)
      table.status.append(row.status)
    }
    var window = bench.window(of: table, parties: parties)
    for endpoint in 0..<endpoints {
      if let sinkClass = sinkClass(endpoint: endpoint) {
        window.classification.rank[accounts + endpoint] = UInt8(sinkClass.rank)
      }
    }
    return window
  }
}

/// A window of these transactions among so many parties, nobody of whom is classified.
func window(of table: Transactions, parties count: Int) -> Window {
  var parties = Parties()
  for party in 0..<count { _ = parties.ids.insert(String(party).utf8) }
  return Window(from: World.begin, to: World.end, parties: parties, transactions: table)
}
