import CPostgres
import Dispatch

/// COPYs that one session sends, one after the other.
package struct CopySource<T: Sendable> {
  let session: Session
  fileprivate let copies: [Copy<T>]

  package init(_ session: Session, _ copies: [Copy<T>]) {
    self.session = session
    self.copies = copies
  }
}

/// A COPY, and what is made of whole rows at a time.
package struct Copy<T: Sendable>: Sendable {
  fileprivate let sql: String
  fileprivate let read: @Sendable (CopyBatch) throws -> T

  /// `sql`: `COPY (…) TO STDOUT (FORMAT binary)`.
  package init(_ sql: String, read: @escaping @Sendable (CopyBatch) throws -> T) {
    self.sql = sql
    self.read = read
  }
}

/// Streams the COPYs of several sessions at once. Each session's are received on a thread of its own, where they are read;
/// the caller's thread gets what was read in `take`, one after the other, each server's in the order it sent them. Which
/// server's comes first is not defined.
///
/// Every source needs a session of its own. Throws what a server reports, `.protocol` for bytes that are not the format,
/// and what reading and `take` throw; then all COPYs are cancelled and the rest dropped, and the sessions can be used on
/// (inside a transaction: after its rollback). Memory: some megabytes a source, and what reading makes of it.
package func copyOut<T: Sendable>(_ sources: [CopySource<T>], take: (T) throws -> Void) throws {
  let channel = CopyChannel<T>(capacity: 8 * sources.count)
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
  for source in sources {
    try source.session.beginCopy()
    reserved += 1
    // The session is the sender's alone until the group is left: everybody else is refused.
    nonisolated(unsafe) let session = source.session
    let copies = source.copies
    DispatchQueue(label: "weir.copy").async(group: senders) {
      for copy in copies {
        if let failure = unsafe session.send(copy, to: channel) {
          channel.send(.end(failure))
          return
        }
      }
      channel.send(.end(nil))
    }
  }
  while running > 0 {
    switch channel.receive() {
    case .rows(let rows): try take(rows)
    case .end(let failure?): throw failure
    case .end(nil): running -= 1
    }
  }
}

extension Session {
  /// One COPY: see ``Postgres/copyOut(_:take:)``.
  package func copyOut(_ sql: String, _ batch: (CopyBatch) throws -> Void) throws {
    try Postgres.copyOut([CopySource(self, [Copy(sql) { $0 }])], take: batch)
  }

  /// Sends what is read of a whole COPY; what went wrong, or nil. Ends early when the channel is closed.
  fileprivate func send<T>(_ copy: Copy<T>, to channel: CopyChannel<T>) -> (any Error)? {
    do {
      try refuseNul(copy.sql)
      let opened = try unsafe result(sent: PQsendQuery(connection, copy.sql))
      guard opened.status == PGRES_COPY_OUT else {
        try check(opened)
        throw PostgresError(.protocol, "copyOut needs a COPY … TO STDOUT statement")
      }
      var isOpen = true
      defer { isOpen ? abandonCopy(PGRES_COPY_OUT) : drain() }
      guard opened.isBinary else {
        throw PostgresError(
          .protocol, "copyOut reads binary format: add (FORMAT binary) to the COPY statement")
      }
      var stream = CopyStream(width: opened.columnCount)
      func pass(_ piece: [UInt8]) throws -> Bool {
        let rows = try stream.rows(in: piece)
        return try rows.count == 0 || channel.send(.rows(copy.read(rows)))
      }
      var piece: [UInt8] = []
      piece.reserveCapacity(pieceBytes * 5 / 4)
      while isOpen {
        do throws(PostgresError) {
          isOpen = try receive(into: &piece)
        } catch {
          isOpen = false
          throw error
        }
        if piece.count < pieceBytes && isOpen { continue }
        if try !pass(piece) { return nil }
        piece = []
        piece.reserveCapacity(pieceBytes * 5 / 4)
      }
      let closed = unsafe ServerResult(PQgetResult(connection))
      try check(closed)
      if !stream.isComplete { throw PostgresError(.protocol, "the COPY ended before its trailer") }
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
