import Foundation
import Glibc

/// The built `weir`, run as its users run it.
struct WeirProcess {
  let status: Int32
  let output: String
  let errors: String

  /// Beside the test bundle, whatever configuration was built.
  static var binary: URL {
    URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent().appending(
      path: "weir")
  }

  /// Runs it to its end in an environment of its own.
  init(_ arguments: [String], environment: [String: String]) throws {
    let started = try Self.start(arguments, environment: environment)
    output = String(decoding: started.output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    errors = String(decoding: started.errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    started.process.waitUntilExit()
    status = started.process.terminationStatus
  }

  /// Starts it and kills it after so many microseconds, unless it was quicker. Returns whether it was killed.
  static func kill(afterMicroseconds delay: UInt32, _ arguments: [String], environment: [String: String])
    throws -> Bool
  {
    let started = try start(arguments, environment: environment)
    usleep(delay)
    let isRunning = started.process.isRunning
    Glibc.kill(started.process.processIdentifier, SIGKILL)
    started.process.waitUntilExit()
    return isRunning
  }

  private static func start(
    _ arguments: [String], environment: [String: String]
  ) throws -> (process: Process, output: Pipe, errors: Pipe) {
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    process.executableURL = binary
    process.arguments = arguments
    process.environment = environment
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    return (process, output, errors)
  }
}
