import CPostgres

extension Session {
  /// `COPY (…) TO STDOUT (FORMAT binary)`, streamed: calls `row` once for each row with the same ``CopyRow``. The order is
  /// the server's. Throws what the server reports, `.protocol` for bytes that are not the format, and what `row`
  /// throws; then the COPY is cancelled and the rest dropped, and the session can be used on (inside a transaction: after
  /// its rollback). Memory: one row.
  package func copyOut(_ sql: String, _ row: (CopyRow) throws -> Void) throws {
    try refuseNul(sql)
    let opened = try unsafe result(sent: PQsendQuery(connection, sql))
    guard opened.status == PGRES_COPY_OUT else {
      try check(opened)
      throw PostgresError(.protocol, "copyOut needs a COPY … TO STDOUT statement")
    }
    guard opened.isBinary else {
      abandonCopy(PGRES_COPY_OUT)
      throw PostgresError(.protocol, "copyOut reads binary format: add (FORMAT binary) to the COPY statement")
    }
    let current = CopyRow(width: opened.columnCount)
    do {
      while try receive(into: current) {
        while try unsafe current.stream.advance() { try row(current) }
      }
    } catch let failure as CopyFailure {
      throw failure.error
    } catch {
      abandonCopy(PGRES_COPY_OUT)
      throw error
    }
    let closed = unsafe ServerResult(PQgetResult(connection))
    defer { drain() }
    try check(closed)
    if unsafe !current.stream.isComplete {
      throw PostgresError(.protocol, "the COPY ended before its trailer")
    }
  }

  /// Takes the next piece from the server; false at the end of the data.
  private func receive(into row: CopyRow) throws -> Bool {
    var buffer: UnsafeMutablePointer<CChar>?
    let length = unsafe PQgetCopyData(connection, &buffer, 0)
    if length > 0 {
      unsafe row.stream.append(UnsafeRawBufferPointer(start: buffer, count: Int(length)))
      unsafe PQfreemem(buffer)
      return true
    }
    if length == -1 { return false }
    throw CopyFailure(error: copyFailure())
  }
}

/// A failure of the stream itself, after which there is nothing left to cancel.
private struct CopyFailure: Error {
  let error: PostgresError
}
