import CPostgres

/// Carries the notice closure through libpq's void pointer. The session keeps it for as long as its connection.
final class NoticeBox {
  private let receive: @Sendable (Notice) -> Void

  init(_ receive: @escaping @Sendable (Notice) -> Void) { self.receive = receive }

  /// Sends the connection's notices here instead of to stderr.
  func attach(to connection: OpaquePointer) {
    let receiver: PQnoticeReceiver = { box, result in
      guard let box = unsafe box else { return }
      func field(_ code: Int32) -> String { unsafe text(PQresultErrorField(result, code)) ?? "" }
      unsafe Unmanaged<NoticeBox>.fromOpaque(box).takeUnretainedValue().receive(
        Notice(
          severity: field(WEIR_DIAG_SEVERITY), sqlState: field(WEIR_DIAG_SQLSTATE),
          message: field(WEIR_DIAG_MESSAGE)))
    }
    unsafe PQsetNoticeReceiver(connection, receiver, Unmanaged.passUnretained(self).toOpaque())
  }
}
