import Glibc

/// Runs `body` on a fresh session, and again from its start on another one when the connection could not be made or broke.
///
/// Only for work that has written nothing: a COMMIT whose answer was lost may have happened. At most `attempts` tries;
/// the pause doubles after each. Any other error, the last failure, and a stop asked by a signal are thrown at once. `log`
/// gets one line per retry.
package func withReconnect<T>(
  attempts: Int, pause: Duration, log: (String) -> Void, connect: () throws -> Session,
  body: (Session) throws -> T
) throws -> T {
  var (attempt, pause) = (1, pause)
  while true {
    do {
      return try body(try connect())
    } catch let error as PostgresError
      where (error.kind == .lost || error.kind == .unreachable) && attempt < attempts
    {
      attempt += 1
      try Interrupts.check()
      log("\(error); attempt \(attempt) of \(attempts) follows in \(pause)")
      sleep(pause)
      try Interrupts.check()
      pause *= 2
    }
  }
}

/// Waits; a signal ends it early.
private func sleep(_ duration: Duration) {
  let (seconds, attoseconds) = duration.components
  var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
  _ = unsafe nanosleep(&time, nil)
}
