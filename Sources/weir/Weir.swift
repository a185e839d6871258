import ArgumentParser
import Postgres

/// The command. Each verb parses its arguments, calls one part of the package, and prints.
@main
struct Weir: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weir",
    abstract:
      "Follows payments to PRC-linked banks, wallets and exchanges, and alerts on DPRK IT-worker red flags.",
    discussion: """
      The warehouse is reached by libpq's own means: PGSERVICE, PGHOST and the other PG* variables, a password file. The
      result goes to standard output, the log to standard error.

      Exit codes: 0 done; 1 a detector failed, the rest is written; 64 usage; 65 contract or configuration broken;
      69 warehouse unreachable; 70 a defect; 74 input or output failed; 75 another run holds the lock; 77 no permission.
      """,
    version: weirVersion,
    subcommands: [
      RunCommand.self, CheckCommand.self, ContractCommand.self, MigrateCommand.self, ListsCommand.self,
      DetectorsCommand.self, TraceCommand.self, ExplainCommand.self, TuneCommand.self, ReplayCommand.self,
      EvaluateCommand.self, CaseFileCommand.self, SARCommand.self, StatusCommand.self,
      DemoCommand.self,
    ])

  /// Parses and runs; every failure becomes one sentence on standard error and one of the documented exit codes.
  static func main() {
    returnLargeBlocks()
    Exit.run {
      do {
        var command = try parseAsRoot()
        try command.run()
      } catch let error where Exit.isUsage(error) {
        let isHelp = exitCode(for: error) == .success
        if isHelp { print(fullMessage(for: error)) } else { StandardError.write(fullMessage(for: error)) }
        throw Exit.Code(isHelp ? 0 : 64)
      }
    }
  }
}

/// The version of this binary, as stored with every run.
let weirVersion = "0.1.0"
