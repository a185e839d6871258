import CPostgres

/// Stops the statement its session is running, from any thread. It outlives the session harmlessly.
@safe package final class Canceller: @unchecked Sendable {
  // Immutable after init; PQcancel only reads it and is documented as safe even in a signal handler.
  private let handle: OpaquePointer?

  init(of connection: OpaquePointer) { unsafe handle = unsafe PQgetCancel(connection) }

  deinit { unsafe PQfreeCancel(handle) }

  /// Asks the server to stop; the statement then fails with `.cancelled`. False if the request could not be sent; true
  /// says nothing on whether a statement was running. Blocks for one short connection to the server.
  @discardableResult package func cancel() -> Bool {
    var message = [CChar](repeating: 0, count: 256)
    return unsafe message.withUnsafeMutableBufferPointer {
      unsafe PQcancel(handle, $0.baseAddress, Int32($0.count)) == 1
    }
  }
}
