import Foundation
import Logging

/// The log on standard error: sentences on a terminal, JSON lines under cron.
struct LogHandler: Logging.LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info
  let isTerminal: Bool

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let text = event.message.description
    if isTerminal {
      StandardError.write((event.level >= .warning ? "\(event.level): " : "") + text)
      return
    }
    let line = Line(level: event.level.rawValue, message: text)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if let json = try? encoder.encode(line) { StandardError.write(String(decoding: json, as: UTF8.self)) }
  }

  private struct Line: Encodable {
    let level: String
    let message: String
  }
}

/// The program's one logger.
func makeLogger() -> Logger {
  let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
  return Logger(label: "weir") { _ in LogHandler(isTerminal: isTerminal) }
}

/// One line on a terminal that says what is being done; silent elsewhere.
final class ProgressLine {
  private let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
  private var shown = ""

  /// Replaces the line; only when the text changed.
  func show(_ text: String) {
    if !isTerminal || text == shown { return }
    FileHandle.standardError.write(Data("\r\u{1B}[2K\(text)".utf8))
    shown = text
  }

  /// Removes the line, so that results stand on a clean one.
  func clear() {
    if isTerminal && !shown.isEmpty { FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8)) }
    shown = ""
  }
}
