import ArgumentParser
import Ledger

/// Fills a warehouse.
struct RowsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rows", abstract: "Writes the rows of one relation in COPY's text form.")

  @OptionGroup var size: WorldOptions
  @Option(help: "int8, text or uuid.") var identifiers = Identifiers.int8
  @Option(help: "Transactions in a stretch sent in random order.") var disorder = 1024
  @Argument(help: "A relation of the source contract.") var relation: Relations.Name

  func run() throws {
    try Relations(world: size.world, identifiers: identifiers, disorder: disorder).write(relation)
  }
}

/// What the peers of the trace read: settled transactions between two parties, and the sinks, by number.
struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Writes settled transactions (or, with --sinks, the sinks) by number.")

  @OptionGroup var size: WorldOptions
  @Flag(help: "The parties that are sinks, with their class.") var sinks = false

  func run() throws {
    let world = size.world
    var line = Line()
    if sinks {
      for endpoint in 0..<world.endpoints {
        guard let sinkClass = world.sinkClass(endpoint: endpoint) else { continue }
        line.append(world.accounts + endpoint)
        line.tab()
        line.append(sinkClass.rawValue)
        try line.end()
      }
    } else {
      try world.forEachRow { number, row in
        guard row.status == .settled, row.debtor != row.creditor else { return }
        line.append(number)
        line.tab()
        line.append(Int(row.at))
        line.tab()
        line.append(row.debtor)
        line.tab()
        line.append(row.creditor)
        try line.end()
      }
    }
    try line.flush()
  }
}
