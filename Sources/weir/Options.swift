import ArgumentParser
import Foundation
import Ledger
import Logging
import Postgres
import Runs

/// What every verb that reaches the warehouse takes.
struct WarehouseOptions: ParsableArguments {
  @Option(help: "Configuration file (YAML). Default: /etc/weir/weir.yaml, if it is there.")
  var config: String?

  @Option(help: "libpq connection string or URI, without a password. Default: libpq's own environment.")
  var database: String?

  /// The configuration in force, the `--database` option on top.
  func configuration() throws -> Configuration {
    try Configuration(
      file: config, environment: ProcessInfo.processInfo.environment,
      options: database.map { [("connection", $0, "option --database")] } ?? [])
  }

  /// Connects, ready to be interrupted.
  func session(_ configuration: Configuration, log: Logger) throws -> Session {
    let session = try Session(to: configuration, log: log)
    Interrupts.watch(session.canceller)
    return session
  }
}

/// An instant on the command line.
struct InstantArgument: ExpressibleByArgument {
  let instant: Instant

  init?(argument: String) {
    guard let instant = try? Instant(argument) else { return nil }
    self.instant = instant
  }
}

/// A duration on the command line.
struct SpanArgument: ExpressibleByArgument {
  let span: Span

  init?(argument: String) {
    guard let span = try? Span(argument) else { return nil }
    self.span = span
  }
}

/// Installs signal handling: a stop asked for ends the running statement and then the program.
func prepareInterrupts(_ log: Logger) throws {
  try Interrupts.install { signal in log.warning("signal \(signal): stopping at the next safe moment") }
}
