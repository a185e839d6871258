import CPostgres
import Glibc

/// Makes a connection that stands, or throws `.unreachable` or `.refusedPermission`; the caller owns it.
///
/// libpq is driven step by step rather than by its one blocking call because only so can the notice receiver and the
/// verbosity be set first: notices of connecting would go to stderr, and SQLSTATE would be nowhere.
func connect(_ options: ConnectionOptions, _ notices: NoticeBox) throws(PostgresError) -> OpaquePointer {
  try refuseUnreadable(options)
  let settings = [
    ("dbname", options.conninfo), ("client_encoding", "UTF8"),
    ("fallback_application_name", options.applicationName),
  ].filter { !$0.1.isEmpty }
  let started = unsafe withCStrings(settings.map(\.0)) { keywords in
    unsafe withCStrings(settings.map(\.1)) { values in
      unsafe PQconnectStartParams(keywords, values, 1)
    }
  }
  guard let connection = unsafe started else { throw PostgresError(.unreachable, "out of memory") }
  unsafe PQsetErrorVerbosity(connection, PQERRORS_VERBOSE)
  unsafe notices.attach(to: connection)
  do throws(PostgresError) {
    unsafe try complete(connection, fallbackSeconds: options.connectTimeoutSeconds)
  } catch {
    unsafe PQfinish(connection)
    throw error
  }
  unsafe PQsetErrorVerbosity(connection, PQERRORS_DEFAULT)
  return unsafe connection
}

/// Polls until the connection stands, the server says no, or the time is over.
private func complete(_ connection: OpaquePointer, fallbackSeconds: Int) throws(PostgresError) {
  let limit = unsafe timeLimit(connection, fallbackSeconds: fallbackSeconds)
  let start = ContinuousClock.now
  var direction = PGRES_POLLING_WRITING
  if unsafe PQstatus(connection) == CONNECTION_BAD { direction = PGRES_POLLING_FAILED }
  while direction != PGRES_POLLING_OK {
    if direction == PGRES_POLLING_FAILED {
      throw unsafe PostgresError.connecting(
        text(PQerrorMessage(connection)) ?? "", needsPassword: PQconnectionNeedsPassword(connection) == 1)
    }
    let events = Int16(direction == PGRES_POLLING_READING ? POLLIN : POLLOUT)
    var descriptor = unsafe pollfd(fd: PQsocket(connection), events: events, revents: 0)
    let elapsed = start.duration(to: .now)
    let rest = limit.map { max(.zero, $0 - elapsed) + .milliseconds(1) }
    let wait =
      rest.map {
        Int32(clamping: $0.components.seconds * 1000 + $0.components.attoseconds / 1_000_000_000_000_000)
      } ?? -1
    let ready = unsafe poll(&descriptor, 1, wait)
    if ready == 0, let limit {
      let host = unsafe text(PQhost(connection)) ?? ""
      throw PostgresError(
        .unreachable, "no answer from \(host) in \(limit.components.seconds) s",
        hint: "see that the host and port are right and that nothing between drops the packets")
    }
    if ready > 0 { direction = unsafe PQconnectPoll(connection) }
  }
}

/// The time to wait in all: `connect_timeout` from whichever of libpq's sources has it, for each host named. libpq
/// itself counts time only in its blocking call.
private func timeLimit(_ connection: OpaquePointer, fallbackSeconds: Int) -> Duration? {
  var (seconds, hosts) = (fallbackSeconds, 1)
  let list = unsafe PQconninfo(connection)
  defer { unsafe PQconninfoFree(list) }
  var entry = unsafe list
  while let keyword = unsafe entry?.pointee.keyword {
    let value = unsafe text(entry?.pointee.val) ?? ""
    switch unsafe text(keyword) {
    case "connect_timeout": seconds = Int(value) ?? seconds
    case "host", "hostaddr": hosts = max(hosts, value.count { $0 == "," } + 1)
    default: break
    }
    unsafe entry = unsafe entry?.advanced(by: 1)
  }
  return seconds > 0 ? .seconds(max(2, seconds) * hosts) : nil
}

/// Refuses a connection string libpq cannot parse, without libpq's quotations: they may be pieces of a password.
private func refuseUnreadable(_ options: ConnectionOptions) throws(PostgresError) {
  try refuseNul(options.conninfo)
  try refuseNul(options.applicationName)
  guard options.isConnectionString else { return }
  var message: UnsafeMutablePointer<CChar>?
  let parsed = unsafe PQconninfoParse(options.conninfo, &message)
  defer {
    unsafe PQconninfoFree(parsed)
    unsafe PQfreemem(message)
  }
  if unsafe parsed == nil {
    let words = unsafe PostgresError.oneLine(text(message) ?? "")
    throw PostgresError(
      .unreachable,
      "the connection string cannot be read: " + PostgresError.maskingAllQuoted(words))
  }
}

/// Calls `body` with the texts as a null-terminated array of C strings, nil as a null pointer. The texts must hold no NUL.
func withCStrings<T>(
  _ texts: [String?], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T
) -> T {
  var bytes: [CChar] = []
  let offsets = texts.map { text -> Int? in
    guard let text else { return nil }
    defer {
      bytes.append(contentsOf: text.utf8.lazy.map { CChar(bitPattern: $0) })
      bytes.append(0)
    }
    return bytes.count
  }
  return unsafe bytes.withUnsafeBufferPointer { buffer in
    var pointers = unsafe offsets.map { offset in
      unsafe offset.flatMap { unsafe buffer.baseAddress?.advanced(by: $0) }
    }
    unsafe pointers.append(nil)
    return unsafe body(pointers)
  }
}
