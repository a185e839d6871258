import ArgumentParser
import Foundation
import Ledger
import Lists
import Postgres
import Reports
import Runs
import Warehouse

/// How errors become exit codes (design §9).
enum Exit {
  /// An exit code without anything more to say.
  struct Code: Error {
    let value: Int32

    init(_ value: Int32) { self.value = value }
  }

  /// Runs the program and leaves with its code.
  static func run(_ body: () throws -> Void) -> Never {
    do {
      try body()
      exit(0)
    } catch let code as Code {
      exit(code.value)
    } catch {
      if let signal = Interrupts.requested {
        StandardError.write("weir: stopped by signal \(signal); nothing of this run was written")
        exit(128 + signal)
      }
      StandardError.write("weir: \(error)")
      exit(code(for: error))
    }
  }

  /// The documented code of an error; 70 for what should not happen.
  static func code(for error: any Error) -> Int32 {
    switch error {
    case let error as PostgresError:
      switch error.kind {
      case .unreachable, .lost, .cancelled, .lockTimeout: 69
      case .refusedPermission, .unencrypted: 77
      case .server, .protocol: 70
      }
    case let error as WarehouseError:
      switch error {
      case .locked: 75
      case .contractBroken(let faults): faults.contains { $0.problem == .noRight } ? 77 : 65
      case .tooManyRejects, .databaseNewer, .databaseOlder, .migrationChanged: 65
      }
    case is ConfigurationError, is FilerIncomplete, is NothingFiled, is ListError, is LedgerError,
      is StoredAlertUnreadable, is RelationMissing:
      65
    case is UnknownAccount, is UnknownDetector, is NoSuchCase, is NoSuchRun: 64
    case is CocoaError, is FolderOpenToOthers: 74
    default: 70
    }
  }

  /// Whether an error is the argument parser's own: help, version, or arguments that do not fit.
  static func isUsage(_ error: any Error) -> Bool {
    error is CleanExit || error is ValidationError || String(describing: type(of: error)) == "CommandError"
  }
}

/// Standard error, for the one sentence a failed command leaves.
enum StandardError {
  static func write(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
