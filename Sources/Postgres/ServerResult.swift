import CPostgres

/// One `PGresult`, cleared when it goes out of use.
@safe struct ServerResult: ~Copyable {
  private let pointer: OpaquePointer?

  /// Takes over what libpq returned; nil is libpq's way of saying it had no memory or no connection.
  init(_ pointer: OpaquePointer?) { unsafe self.pointer = pointer }

  deinit { unsafe PQclear(pointer) }

  /// Whether libpq returned anything.
  var isPresent: Bool { unsafe pointer != nil }
  var status: ExecStatusType { unsafe PQresultStatus(pointer) }
  /// Whether the statement failed.
  var isError: Bool { status == PGRES_FATAL_ERROR && isPresent }
  /// Whether a COPY has begun, and data is to follow.
  var isCopy: Bool { [PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH].contains(status) }
  /// Such as `INSERT 0 3` or `ROLLBACK`.
  var commandTag: String { unsafe text(PQcmdStatus(pointer)) ?? "" }
  /// The count in the command tag, 0 if it has none.
  var affected: Int { unsafe Int(text(PQcmdTuples(pointer)) ?? "") ?? 0 }
  /// Columns of an answer or of a COPY.
  var columnCount: Int { unsafe Int(PQnfields(pointer)) }
  /// Whether a COPY under way is in binary format.
  var isBinary: Bool { unsafe PQbinaryTuples(pointer) == 1 }

  /// Copies the answer out.
  func rows() -> Rows {
    let (count, width) = unsafe (PQntuples(pointer), PQnfields(pointer))
    let columns = (0..<width).map { unsafe text(PQfname(pointer, $0)) ?? "" }
    var values: [String?] = []
    values.reserveCapacity(Int(count) * Int(width))
    for row in 0..<count {
      for column in 0..<width {
        if unsafe PQgetisnull(pointer, row, column) == 1 {
          values.append(nil)
        } else {
          let bytes = unsafe UnsafeRawBufferPointer(
            start: PQgetvalue(pointer, row, column), count: Int(PQgetlength(pointer, row, column)))
          unsafe values.append(String(decoding: bytes, as: UTF8.self))
        }
      }
    }
    return Rows(columns: columns, affected: affected, count: Int(count), values: values)
  }

  /// One field of an error or notice, such as `WEIR_DIAG_SQLSTATE`.
  func field(_ code: Int32) -> String? { unsafe text(PQresultErrorField(pointer, code)) }

  /// The error this result carries; `isAlive` as of the connection after it.
  func error(isAlive: Bool, connectionMessage: String) -> PostgresError {
    let message =
      unsafe field(WEIR_DIAG_MESSAGE)
      ?? text(PQresultErrorMessage(pointer)).flatMap { $0.isEmpty ? nil : $0 }
    return .reported(
      sqlState: field(WEIR_DIAG_SQLSTATE), message: message ?? connectionMessage,
      detail: field(WEIR_DIAG_DETAIL), hint: field(WEIR_DIAG_HINT), isAlive: isAlive)
  }
}

/// A C string's text, nil for a null pointer.
func text(_ pointer: UnsafePointer<CChar>?) -> String? {
  guard let pointer = unsafe pointer else { return nil }
  return unsafe String(cString: pointer)
}
