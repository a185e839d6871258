/// Where to connect, and how carefully. Everything left out is filled by libpq's own means: `PG*` variables, the
/// service file, the password file. Weir itself never holds a password.
package struct ConnectionOptions: Sendable {
  /// Empty, a database name, a keyword/value string or a `postgresql://` URI. What it leaves out comes from libpq.
  package var conninfo: String
  /// Shown in `pg_stat_activity` unless the connection string or `PGAPPNAME` says otherwise.
  package var applicationName: String
  /// Seconds to wait for each host unless the connection string, service or `PGCONNECT_TIMEOUT` says otherwise; 0 is for ever.
  package var connectTimeoutSeconds: Int
  /// Milliseconds a statement may take. 0 sets none: what the server has for the role stays in force.
  package var statementTimeoutMilliseconds: Int
  /// Permits a connection that leaves the machine in the clear.
  package var allowUnencrypted: Bool

  /// Options that read everything from libpq's environment.
  package init(
    conninfo: String = "", applicationName: String = "weir", connectTimeoutSeconds: Int = 10,
    statementTimeoutMilliseconds: Int = 0, allowUnencrypted: Bool = false
  ) {
    self.conninfo = conninfo
    self.applicationName = applicationName
    self.connectTimeoutSeconds = connectTimeoutSeconds
    self.statementTimeoutMilliseconds = statementTimeoutMilliseconds
    self.allowUnencrypted = allowUnencrypted
  }

  /// Whether libpq reads `conninfo` as a connection string rather than as the name of a database.
  var isConnectionString: Bool {
    conninfo.contains("=") || conninfo.hasPrefix("postgresql://") || conninfo.hasPrefix("postgres://")
  }
}

/// What the server says beside its answers: a warning, a notice, an `INFO` line of a migration.
package struct Notice: Sendable, Equatable {
  /// `WARNING`, `NOTICE`, `INFO`, `LOG`, `DEBUG`: untranslated.
  package var severity: String
  /// Five characters; `00000` and `01000` are the ordinary ones.
  package var sqlState: String
  /// The primary message, without detail.
  package var message: String

  /// A notice in parts.
  package init(severity: String, sqlState: String, message: String) {
    self.severity = severity
    self.sqlState = sqlState
    self.message = message
  }
}
