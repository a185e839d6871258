package import Logging
package import Postgres

extension Session {
  /// Connects as configured; server notices go to the log.
  package convenience init(to configuration: Configuration, log: Logger) throws {
    try self.init(configuration.connection) { notice in
      log.log(level: notice.severity == "WARNING" ? .warning : .debug, "PostgreSQL: \(notice.message)")
    }
  }
}
