import CPostgres

extension Session {
  /// `COPY … FROM STDIN` in text format: sends the rows, returns how many the server stored. Each row has one text per
  /// column, nil for NULL. Throws the server's error, in which case no row is stored. Memory: one batch of about 64 kB.
  package func copyIn(_ sql: String, _ rows: some Sequence<[String?]>) throws(PostgresError) -> Int {
    try refuseWhileCopying()
    try refuseNul(sql)
    let opened = try unsafe result(sent: PQsendQuery(connection, sql))
    guard opened.status == PGRES_COPY_IN else {
      try check(opened)
      throw PostgresError(.protocol, "copyIn needs a COPY … FROM STDIN statement")
    }
    if opened.isBinary {
      abandonCopy(PGRES_COPY_IN)
      throw PostgresError(.protocol, "copyIn sends text format; the statement asks for another")
    }
    var batch: [UInt8] = []
    batch.reserveCapacity(copyBatchBytes * 2)
    for row in rows {
      do throws(PostgresError) {
        try appendCopyLine(row, to: &batch)
      } catch {
        abandonCopy(PGRES_COPY_IN)
        throw error
      }
      if batch.count >= copyBatchBytes {
        try send(batch)
        batch.removeAll(keepingCapacity: true)
      }
    }
    if !batch.isEmpty { try send(batch) }
    guard unsafe PQputCopyEnd(connection, nil) == 1 else { throw copyFailure() }
    let closed = unsafe ServerResult(PQgetResult(connection))
    defer { drain() }
    try check(closed)
    return closed.affected
  }

  private func send(_ batch: [UInt8]) throws(PostgresError) {
    let sent = unsafe batch.withUnsafeBytes { bytes in
      unsafe PQputCopyData(
        connection, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
    }
    guard sent == 1 else { throw copyFailure() }
  }
}

private let copyBatchBytes = 65_536

/// One line of COPY's text format. Source: PostgreSQL documentation, COPY, "Text Format". Throws for a NUL character.
private func appendCopyLine(_ row: [String?], to batch: inout [UInt8]) throws(PostgresError) {
  for (index, value) in row.enumerated() {
    if index > 0 { batch.append(UInt8(ascii: "\t")) }
    guard let value else {
      batch.append(UInt8(ascii: "\\"))
      batch.append(UInt8(ascii: "N"))
      continue
    }
    try refuseNul(value)
    for byte in value.utf8 {
      let letter: UInt8? =
        switch byte {
        case UInt8(ascii: "\\"): byte
        case UInt8(ascii: "\t"): UInt8(ascii: "t")
        case UInt8(ascii: "\n"): UInt8(ascii: "n")
        case UInt8(ascii: "\r"): UInt8(ascii: "r")
        default: nil
        }
      if letter != nil { batch.append(UInt8(ascii: "\\")) }
      batch.append(letter ?? byte)
    }
  }
  batch.append(UInt8(ascii: "\n"))
}
