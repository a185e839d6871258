import CPostgres

/// What is bound to a parameter of a statement, in the form it is sent in. Made on any thread: many values at once take their
/// time.
package enum BoundValue: Sendable {
  /// One value in words, of whatever type the statement gives it; nil is SQL NULL.
  case text(String?)
  /// A value in the binary form of its type.
  case binary([UInt8])

  fileprivate var isNull: Bool {
    if case .text(nil) = self { true } else { false }
  }

  fileprivate var isBinary: Bool {
    if case .binary = self { true } else { false }
  }
}

extension Session {
  /// Runs one statement. Parameters are `$1`, `$2`, … and always travel apart from the SQL. Answers come whole and as text.
  /// Throws every kind but those of connecting.
  package func execute(_ sql: String, with values: [BoundValue]) throws(PostgresError) -> Rows {
    try refuseWhileCopying()
    try refuseNul(sql)
    var bytes: [UInt8] = []
    var places: [Range<Int>?] = []
    for value in values {
      let start = bytes.count
      switch value {
      case .text(let text):
        try refuseNul(text ?? "")
        bytes.append(contentsOf: (text ?? "").utf8)
        bytes.append(0)
      case .binary(let form): bytes.append(contentsOf: form)
      }
      places.append(value.isNull ? nil : start..<bytes.count)
    }
    let lengths = places.map { Int32(clamping: $0?.count ?? 0) }
    let formats = values.map { $0.isBinary ? Int32(1) : 0 }
    let sent = unsafe bytes.withUnsafeBytes { buffer in
      let first = unsafe buffer.bindMemory(to: CChar.self).baseAddress
      let pointers = unsafe places.map { place in
        unsafe place.flatMap { unsafe first?.advanced(by: $0.lowerBound) }
      }
      return unsafe PQsendQueryParams(
        connection, sql, Int32(clamping: values.count), nil, pointers, lengths, formats, 0)
    }
    let result = try result(sent: sent)
    try check(result)
    return result.rows()
  }
}
