import CPostgres
import Dispatch
import Glibc
import Synchronization

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
  fileprivate let forms: [CopyForm]?
  fileprivate let gate: CopyGate?
  fileprivate let read: @Sendable (CopyBatch) throws -> T
  fileprivate let then: @Sendable () -> Void

  /// - Parameters:
  ///   - sql: `COPY (…) TO STDOUT (FORMAT binary)`.
  ///   - forms: what its columns are decoded to, 64 at most; nil for `bytes` all of them.
  ///   - gate: nothing is read before it is open; when anything fails, it is opened.
  ///   - then: what is done once all has been read, on the thread that read it.
  package init(
    _ sql: String, as forms: [CopyForm]? = nil, after gate: CopyGate? = nil,
    read: @escaping @Sendable (CopyBatch) throws -> T, then: @escaping @Sendable () -> Void = {}
  ) {
    self.sql = sql
    self.forms = forms
    self.gate = gate
    self.read = read
    self.then = then
  }
}

/// Streams the COPYs of several sessions at once. Each session's are received on one thread and read on another; the caller's
/// thread gets what was read in `take`, one after the other, each server's in the order it sent them. Which server's comes
/// first is not defined.
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
    for copy in sources.flatMap(\.copies) { copy.gate?.open() }
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
        copy.then()
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
  package func copyOut(
    _ sql: String, as forms: [CopyForm]? = nil, _ batch: (CopyBatch) throws -> Void
  ) throws {
    try Postgres.copyOut([CopySource(self, [Copy(sql, as: forms) { $0 }])], take: batch)
  }

  /// Sends what is read of a whole COPY; what went wrong, or nil. Ends early when the channel is closed.
  ///
  /// Another thread receives and decodes, some pieces ahead: the server need not wait while rows are read, nor while the gate
  /// is shut.
  fileprivate func send<T>(_ copy: Copy<T>, to channel: CopyChannel<T>) -> (any Error)? {
    let batches = CopyChannel<CopyBatch>(capacity: piecesAhead)
    let receiver = DispatchGroup()
    nonisolated(unsafe) let session = self
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue(label: "weir.receive").async(group: receiver) {
      let result = unsafe session.receive(copy.sql, as: copy.forms, to: batches)
      failure.withLock { $0 = result }
      batches.send(.end(result))
    }
    var hasEnded = false
    defer {
      batches.close()
      // The receiver may wait for a row that is long in coming.
      if !hasEnded { canceller.cancel() }
      receiver.wait()
    }
    // What has failed meanwhile need not wait.
    while let gate = copy.gate, !gate.isOpenSoon() {
      if let failure = failure.withLock({ $0 }) { return failure }
    }
    do {
      while true {
        switch batches.receive() {
        case .rows(let batch):
          if try !channel.send(.rows(copy.read(batch))) { return nil }
        case .end(let failure):
          hasEnded = true
          return failure
        }
      }
    } catch {
      return error
    }
  }

  /// Hands on a whole COPY as it comes; what went wrong, or nil. Ends early when nobody takes it any more.
  private func receive(_ sql: String, as forms: [CopyForm]?, to batches: CopyChannel<CopyBatch>) -> (
    any Error
  )? {
    do {
      try refuseNul(sql)
      let opened = try unsafe result(sent: PQsendQuery(connection, sql))
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
      var stream = CopyStream(forms ?? Array(repeating: .bytes, count: opened.columnCount))
      while isOpen {
        // As much again of a row that is longer than a piece.
        var piece = CopyPiece(of: max(pieceBytes, stream.rest))
        do throws(PostgresError) {
          isOpen = try receive(into: &piece)
        } catch {
          isOpen = false
          throw error
        }
        stream.append(piece.bytes, rows: piece.rows)
        while let batch = try stream.next() {
          if !batches.send(.rows(batch)) { return nil }
        }
      }
      try check(unsafe ServerResult(PQgetResult(connection)))
      if !stream.isComplete { throw PostgresError(.protocol, "the COPY ended before its trailer") }
      return nil
    } catch {
      return error
    }
  }

  /// Fills a piece with what the server sends next; false at the end of the data.
  private func receive(into piece: inout CopyPiece) throws(PostgresError) -> Bool {
    while !piece.isFull {
      if !receiveSome(into: &piece) { return false }
      if piece.isFull { break }
      // Whoever waits is woken by the first bytes that come. After a moment there are some more, for one waking.
      usleep(microsecondsToCollect)
      var row: UnsafeMutablePointer<CChar>?
      let length = unsafe PQgetCopyData(connection, &row, 0)
      if length == -1 { return false }
      guard length > 0 else { throw copyFailure() }
      unsafe piece.bytes.append(contentsOf: UnsafeRawBufferPointer(start: row, count: Int(length)))
      piece.rows += 1
      unsafe PQfreemem(row)
    }
    return true
  }

  /// Takes what has come, until the piece is full; false at the end of the data.
  ///
  /// `PQgetlineAsync` writes a row where it stays, or as much of it as there is room for. `PQgetCopyData`, which libpq's manual
  /// prefers, would give each row a block of its own.
  private func receiveSome(into piece: inout CopyPiece) -> Bool {
    var length: Int32 = 0
    var rows = 0
    let (size, room) = (piece.size, piece.room)
    piece.bytes.append(addingCapacity: room - piece.bytes.count) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, filled in
        guard let start = buffer.baseAddress else { return }
        func take() -> Int32 {
          unsafe PQgetlineAsync(
            connection, UnsafeMutableRawPointer(start + filled).assumingMemoryBound(to: CChar.self),
            Int32(clamping: buffer.count - filled))
        }
        repeat {
          length = take()
          if length == 0 {
            _ = unsafe PQconsumeInput(connection)
            length = take()
          }
          if length > 0 { (filled, rows) = (filled + Int(length), rows + 1) }
        } while length > 0 && buffer.count - filled > room - size
      }
    }
    piece.rows += rows
    return length >= 0
  }
}

/// A stretch of a COPY's stream.
private struct CopyPiece {
  var bytes: [UInt8] = []
  /// Messages it came in, or parts of one: the server sends each row in one.
  var rows = 0
  /// Bytes that make it full.
  let size: Int
  /// Bytes that it has room for: nearly every row fits into what is left while it is not full.
  let room: Int

  init(of size: Int) {
    self.size = size
    room = size + size / 4
    bytes.reserveCapacity(room)
  }

  var isFull: Bool { bytes.count >= size }
}

/// Large enough that a hand-over between threads costs nothing beside its rows, small enough to stay in the caches.
private let pieceBytes = 131_072

/// What a server sends in this time, a fraction of what a socket holds, so that it need not wait.
private let microsecondsToCollect: UInt32 = 200

/// How far receiving may be ahead of reading.
private let piecesAhead = 32
