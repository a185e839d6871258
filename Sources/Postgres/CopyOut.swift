import CPostgres
import Dispatch

/// One COPY of several that run at once.
package struct CopySource {
  package let session: Session
  /// `COPY (…) TO STDOUT (FORMAT binary)`.
  package let sql: String

  package init(_ session: Session, _ sql: String) {
    self.session = session
    self.sql = sql
  }
}

/// Streams several COPYs at once, each received on a thread of its own, and calls `batch` on the caller's thread with
/// whole rows of one of them at a time, in the order each server sends them; which comes first is not defined.
///
/// Every source needs a session of its own. Throws what a server reports, `.protocol` for bytes that are not the format,
/// and what `batch` throws; then all COPYs are cancelled and the rest dropped, and the sessions can be used on (inside a
/// transaction: after its rollback). Memory: about a megabyte a source.
package func copyOut(_ sources: [CopySource], _ batch: (CopyBatch) throws -> Void) throws {
  let channel = CopyChannel(capacity: 2 * sources.count)
  let senders = DispatchGroup()
  var reserved = 0
  var running = sources.count
  defer {
    channel.close()
    // A server may be at work for long without a row to send; whoever sends reads what is left.
    if running > 0 { for source in sources.prefix(reserved) { source.session.canceller.cancel() } }
    senders.wait()
    for source in sources.prefix(reserved) { source.session.endCopy() }
  }
  for (place, source) in sources.enumerated() {
    try source.session.beginCopy()
    reserved += 1
    // The session is the sender's alone until the group is left: everybody else is refused.
    nonisolated(unsafe) let session = source.session
    let sql = source.sql
    DispatchQueue(label: "weir.copy").async(group: senders) {
      let failure = unsafe session.send(sql, as: place, to: channel)
      channel.send(.end(source: place, failure: failure))
    }
  }
  var streams: [CopyStream?] = Array(repeating: nil, count: sources.count)
  while running > 0 {
    switch channel.receive() {
    case .piece(let source, let width, let bytes):
      var stream = streams[source] ?? CopyStream(width: width)
      let rows = try stream.rows(in: bytes)
      streams[source] = stream
      if rows.count > 0 { try batch(rows) }
    case .end(let source, let failure):
      if let failure { throw failure }
      guard streams[source]?.isComplete == true else {
        throw PostgresError(.protocol, "the COPY ended before its trailer")
      }
      running -= 1
    }
  }
}

extension Session {
  /// One COPY: see ``copyOut(_:_:)``.
  package func copyOut(_ sql: String, _ batch: (CopyBatch) throws -> Void) throws {
    try Postgres.copyOut([CopySource(self, sql)], batch)
  }

  /// Sends a whole COPY in pieces; what went wrong, or nil. Ends early when the channel is closed.
  fileprivate func send(_ sql: String, as source: Int, to channel: CopyChannel) -> PostgresError? {
    do throws(PostgresError) {
      try refuseNul(sql)
      let opened = try unsafe result(sent: PQsendQuery(connection, sql))
      guard opened.status == PGRES_COPY_OUT else {
        try check(opened)
        throw PostgresError(.protocol, "copyOut needs a COPY … TO STDOUT statement")
      }
      guard opened.isBinary else {
        abandonCopy(PGRES_COPY_OUT)
        throw PostgresError(
          .protocol, "copyOut reads binary format: add (FORMAT binary) to the COPY statement")
      }
      let width = opened.columnCount
      var piece: [UInt8] = []
      piece.reserveCapacity(pieceBytes * 5 / 4)
      while try receive(into: &piece) {
        if piece.count < pieceBytes { continue }
        if !channel.send(.piece(source: source, width: width, bytes: piece)) {
          abandonCopy(PGRES_COPY_OUT)
          return nil
        }
        piece = []
        piece.reserveCapacity(pieceBytes * 5 / 4)
      }
      let closed = unsafe ServerResult(PQgetResult(connection))
      defer { drain() }
      try check(closed)
      channel.send(.piece(source: source, width: width, bytes: piece))
      return nil
    } catch {
      return error
    }
  }

  /// Appends what the server sends next; false at the end of the data.
  private func receive(into piece: inout [UInt8]) throws(PostgresError) -> Bool {
    var buffer: UnsafeMutablePointer<CChar>?
    let length = unsafe PQgetCopyData(connection, &buffer, 0)
    if length > 0 {
      unsafe piece.append(contentsOf: UnsafeRawBufferPointer(start: buffer, count: Int(length)))
      unsafe PQfreemem(buffer)
      return true
    }
    if length == -1 { return false }
    throw copyFailure()
  }
}

/// Large enough that a hand-over between threads costs nothing beside its rows, small enough to stay in the caches.
private let pieceBytes = 262_144
