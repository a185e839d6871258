import ArgumentParser

/// What the measurements need in one process: a made-up world as rows for a warehouse or as columns, and a stopwatch
/// around the trace. `Benchmarks/run` drives it.
@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    subcommands: [RowsCommand.self, LedgerCommand.self, TraceCommand.self, HubCommand.self])
}

struct WorldOptions: ParsableArguments {
  @Option(help: "How many transactions.") var transactions = 1_000_000
  @Option(help: "How many accounts.") var accounts = 100_000
  @Option(help: "How many of a thousand endpoints are sinks.") var sinksPerMille = 20
  @Option(help: "Another seed, another world.") var seed: UInt64 = 1

  var world: World {
    World(transactions: transactions, accounts: accounts, sinksPerMille: sinksPerMille, seed: seed)
  }
}
