import Foundation
import Postgres
import Synchronization
import Testing

/// The server these tests use, if there is one: `WEIR_TEST_DATABASE`, a URI of a superuser of a throwaway cluster.
enum TestDatabase {
  static let uri = ProcessInfo.processInfo.environment["WEIR_TEST_DATABASE"] ?? ""
  static let reason: Comment = "set WEIR_TEST_DATABASE to the URI of a throwaway PostgreSQL superuser"
  static var isAvailable: Bool { !uri.isEmpty }

  /// A session, with parts of the URI replaced or added, such as `user=nobody`.
  static func session(
    _ parts: String..., statementTimeoutMilliseconds: Int = 0, notices: Notices = Notices()
  ) throws -> Session {
    let address = parts.reduce(uri) { $0 + ($0.contains("?") ? "&" : "?") + $1 }
    return try Session(
      ConnectionOptions(conninfo: address, statementTimeoutMilliseconds: statementTimeoutMilliseconds)
    ) { notices.append($0) }
  }

  /// The error `body` throws, which must be of this module.
  static func error(_ body: () throws -> Void) throws -> PostgresError {
    var caught: (any Error)?
    do { try body() } catch { caught = error }
    return try #require(caught as? PostgresError)
  }

  /// Runs `body` on a thread of its own with a session of its own, once the server process `pid` is in `pg_sleep`. Not
  /// before: between the parts of the protocol that start a statement, the server ignores a cancel.
  static func onceAsleep(_ pid: String, _ body: @escaping @Sendable (Session) throws -> Void) {
    Thread.detachNewThread {
      do {
        let watcher = try session()
        let query = "SELECT 1 FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'"
        while try watcher.execute(query, [pid]).isEmpty { Thread.sleep(forTimeInterval: 0.01) }
        try body(watcher)
      } catch {
        Issue.record(error)
      }
    }
  }
}

/// Collects notices of a session.
final class Notices: Sendable {
  private let received = Mutex<[Notice]>([])
  func append(_ notice: Notice) { received.withLock { $0.append(notice) } }
  var all: [Notice] { received.withLock { $0 } }
}

extension Session {
  /// The first value of the first row.
  func value(_ sql: String, _ parameters: [String?] = []) throws -> String? {
    let rows = try execute(sql, parameters)
    try #require(rows.count > 0)
    return rows[0, 0]
  }

  var backend: String { get throws { try #require(try value("SELECT pg_backend_pid()")) } }
}

/// Texts made to break out of quotes, arrays, COPY lines and C strings.
let hostileTexts = [
  "", " ", "'; DROP TABLE payments; --", "\\", "\\\\", "\\N", "\\.", "a\tb", "a\nb", "a\r\nb",
  "\u{8}\u{c}\u{b}",
  "\"", "\"\"", "{", "}", "{a,b}", "NULL", "null", ",", "$1", "%s%n", "ünï©ødé 名前 🏦", "e\u{301}", "\u{FEFF}x",
  "\u{202E}reversed", "\\x41", "\\101", "E'\\n'", "\u{7f}", "\u{1}", String(repeating: "x", count: 100_000),
  String(repeating: "\\\t\"", count: 9_000),
]

/// Source: S. Vigna, SplitMix64, public domain.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
