import CPostgres

extension Session {
  /// Runs one statement with parameters in words; nil is NULL. See ``execute(_:with:)``.
  package func execute(_ sql: String, _ parameters: [String?] = []) throws(PostgresError) -> Rows {
    try execute(sql, with: parameters.map(BoundValue.text))
  }

  /// Runs several statements without parameters, as one transaction unless they say otherwise; for SQL that ships with
  /// the program. Answers are dropped.
  package func script(_ sql: String) throws(PostgresError) {
    _ = try command(sql)
  }

  /// Runs SQL without parameters and returns the last command tag.
  func command(_ sql: String) throws(PostgresError) -> String {
    try refuseWhileCopying()
    try refuseNul(sql)
    let result = try unsafe result(sent: PQsendQuery(connection, sql))
    try check(result)
    return result.commandTag
  }

  /// The answer to what was just sent: the first error, or else the last result; a COPY's opening ends the wait.
  ///
  /// `PQexec` would return the last error, and of a connection the server ended that is only that it ended, not why.
  func result(sent: Int32) throws(PostgresError) -> ServerResult {
    guard sent == 1 else { throw PostgresError(isAlive ? .protocol : .lost, connectionMessage) }
    var kept = unsafe ServerResult(PQgetResult(connection))
    while kept.isPresent, !kept.isCopy {
      let next = unsafe ServerResult(PQgetResult(connection))
      guard next.isPresent else { break }
      if !kept.isError { kept = next }
    }
    return kept
  }

  /// Throws what the result reports. A COPY that nobody asked for is ended first.
  func check(_ result: borrowing ServerResult) throws(PostgresError) {
    guard result.isPresent else { throw error(of: result) }
    switch result.status {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: return
    case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
      abandonCopy(result.status)
      throw PostgresError(.protocol, "COPY from or to the client needs copyIn or copyOut")
    default: throw error(of: result)
    }
  }

  /// The error in a result, or in the connection when there is none.
  func error(of result: borrowing ServerResult) -> PostgresError {
    result.error(isAlive: isAlive, connectionMessage: connectionMessage)
  }

  /// Ends a COPY that is under way, so that the next statement finds the session ready.
  func abandonCopy(_ status: ExecStatusType) {
    if status == PGRES_COPY_OUT {
      canceller.cancel()
      var buffer: UnsafeMutablePointer<CChar>?
      while unsafe PQgetCopyData(connection, &buffer, 0) > 0 { unsafe PQfreemem(buffer) }
    } else {
      unsafe PQputCopyEnd(connection, "abandoned by the client")
    }
    drain()
  }

  /// Reads and drops what is left of a statement's answer.
  func drain() {
    while true {
      let result = unsafe ServerResult(PQgetResult(connection))
      // A COPY status would come again for ever if the COPY were not over; a broken connection ends in nil.
      if !result.isPresent || result.isCopy { return }
    }
  }

  /// Why a COPY could not go on: what the server said if it said anything, else libpq's words.
  func copyFailure() -> PostgresError {
    let message = connectionMessage
    let result = unsafe ServerResult(PQgetResult(connection))
    defer { drain() }
    if result.isError { return error(of: result) }
    return PostgresError(isAlive ? .protocol : .lost, message)
  }
}
