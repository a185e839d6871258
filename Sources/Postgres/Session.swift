import CPostgres
import Synchronization

/// One connection to PostgreSQL, for one thread. Small on purpose: statements with bound parameters, scripts, COPY in and
/// out, transactions. It speaks UTF-8, UTC and ISO dates, and closes when it goes out of use.
@safe package final class Session {
  let connection: OpaquePointer
  private let notices: NoticeBox
  /// Whether a COPY to this program is under way, on a thread of its own.
  private let isCopying = Atomic(false)
  /// Stops the running statement from another thread.
  package let canceller: Canceller

  /// Connects, checks the encryption rule of ``Encryption`` and sets the session's formats. Throws `.unreachable`,
  /// `.refusedPermission` or `.unencrypted`. What the server says beside its answers goes to `notice`, on the
  /// thread that uses the session.
  package init(
    _ options: ConnectionOptions, notice: @escaping @Sendable (Notice) -> Void
  ) throws(PostgresError) {
    notices = NoticeBox(notice)
    let connection = unsafe try connect(options, notices)
    unsafe self.connection = unsafe connection
    canceller = unsafe Canceller(of: connection)
    let (host, address) = unsafe (text(PQhost(connection)) ?? "", text(PQhostaddr(connection)) ?? "")
    if unsafe Encryption.isRefused(
      host: host, hostaddr: address, tls: PQsslInUse(connection) == 1, gss: PQgssEncInUse(connection) == 1,
      allowUnencrypted: options.allowUnencrypted)
    {
      throw Encryption.refusal(host: host)
    }
    try prepare(options)
  }

  deinit { unsafe PQfinish(connection) }

  /// Whether the connection stood when it was last used. A peer that went away in between shows at the next use.
  package var isAlive: Bool { unsafe PQstatus(connection) == CONNECTION_OK }

  /// Such as 150018 for 15.18.
  package var serverVersion: Int { unsafe Int(PQserverVersion(connection)) }

  /// The name in double quotes, safe inside SQL text. Throws `.server` for a name with a NUL character.
  package func quotedIdentifier(_ name: String) throws(PostgresError) -> String {
    try refuseNul(name)
    let quoted = unsafe name.withCString { unsafe PQescapeIdentifier(connection, $0, name.utf8.count) }
    defer { unsafe PQfreemem(quoted) }
    guard let identifier = unsafe text(quoted) else {
      throw PostgresError(.server, "a name cannot be quoted: \(connectionMessage)")
    }
    return identifier
  }

  /// The text in single quotes, safe inside SQL text. Throws `.server` for a text with a NUL character.
  func quotedLiteral(_ value: String) throws(PostgresError) -> String {
    try refuseNul(value)
    let quoted = unsafe value.withCString { unsafe PQescapeLiteral(connection, $0, value.utf8.count) }
    defer { unsafe PQfreemem(quoted) }
    guard let literal = unsafe text(quoted) else {
      throw PostgresError(.server, "a value cannot be quoted: \(connectionMessage)")
    }
    return literal
  }

  /// Throws `.protocol` while a COPY is under way on this session.
  func refuseWhileCopying() throws(PostgresError) {
    if isCopying.load(ordering: .acquiring) {
      throw PostgresError(.protocol, "a COPY is under way on this session")
    }
  }

  /// Reserves the session for a COPY, until ``endCopy()``.
  func beginCopy() throws(PostgresError) {
    try refuseWhileCopying()
    isCopying.store(true, ordering: .releasing)
  }

  func endCopy() { isCopying.store(false, ordering: .releasing) }

  /// libpq's words on the last thing that went wrong, in one line.
  var connectionMessage: String { unsafe PostgresError.oneLine(text(PQerrorMessage(connection)) ?? "") }

  /// The same text for the same value whatever the server's configuration, and sequential scans that start at the
  /// beginning, so that two reads of one snapshot come in one order.
  private func prepare(_ options: ConnectionOptions) throws(PostgresError) {
    var settings = [
      ("TimeZone", "UTC"), ("DateStyle", "ISO, YMD"), ("IntervalStyle", "postgres"), ("bytea_output", "hex"),
      ("synchronize_seqscans", "off"),
    ]
    if options.statementTimeoutMilliseconds > 0 {
      settings.append(("statement_timeout", String(options.statementTimeoutMilliseconds)))
    }
    for (name, value) in settings {
      _ = try execute("SELECT pg_catalog.set_config($1, $2, false)", [name, value])
    }
  }
}

/// Throws `.server` with SQLSTATE 22021 for a text that C strings, and so PostgreSQL, would cut short.
func refuseNul(_ text: String) throws(PostgresError) {
  if text.utf8.contains(0) {
    throw PostgresError(
      .server, "a text holds a NUL character, which PostgreSQL cannot store", sqlState: "22021")
  }
}
