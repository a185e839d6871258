/// The parser of a binary COPY: takes the stream in pieces of any size, gives rows. A value on its own, so that no run-time
/// check of exclusive access stands between it and its buffers.
///
/// Source: PostgreSQL documentation, COPY, "Binary Format".
struct CopyStream {
  /// What came and was not yet read: as PostgreSQL sends it, one row, the first one after the header.
  private(set) var storage: [UInt8] = []
  /// Where the next row begins in `storage`.
  private var position = 0
  /// Start and end of each field of the current row in `storage`; the end of a NULL is -1.
  private(set) var fields: [(start: Int, end: Int)]
  private var sawHeader = false
  /// Whether the trailer came.
  private(set) var isComplete = false

  init(width: Int) {
    fields = [(start: Int, end: Int)](repeating: (0, -1), count: width)
    storage.reserveCapacity(1024)
  }

  /// Adds a piece of the stream behind what is not yet read.
  mutating func append(_ piece: some Collection<UInt8>) {
    if position == storage.count {
      storage.removeAll(keepingCapacity: true)
    } else {
      storage.removeFirst(position)
    }
    position = 0
    storage.append(contentsOf: piece)
  }

  /// Moves to the next row in what has come; false when more must be received first, or at the trailer. Throws `.protocol`.
  mutating func advance() throws(PostgresError) -> Bool {
    let end = storage.count
    if !sawHeader {
      guard try readHeader() else { return false }
    }
    if isComplete {
      if position != end { throw PostgresError(.protocol, "the COPY goes on after its trailer") }
      return false
    }
    guard end - position >= 2 else { return false }
    let count = Int(Int16(bitPattern: UInt16(storage[position]) << 8 | UInt16(storage[position + 1])))
    if count == -1 {
      isComplete = true
      position += 2
      return try advance()
    }
    guard count == fields.count else {
      throw PostgresError(.protocol, "a row of the COPY has \(count) columns instead of \(fields.count)")
    }
    guard let next = try split(storage, from: position + 2, into: &fields) else { return false }
    position = next
    return true
  }

  /// Checks signature and flags and steps over the extension area; false when it has not come whole.
  private mutating func readHeader() throws(PostgresError) -> Bool {
    guard storage.count >= 19 else { return false }
    guard storage[0..<11].elementsEqual(copySignature) else {
      throw PostgresError(.protocol, "the COPY does not begin with the binary signature")
    }
    // Bits 16-31 are critical: whoever does not know one must stop. None is defined since OIDs went (bit 16).
    guard bigEndian32(storage.span, 11) >> 16 == 0 else {
      throw PostgresError(.protocol, "the COPY has unknown critical flags")
    }
    let extra = Int(bigEndian32(storage.span, 15))
    guard extra >= 0 else { throw PostgresError(.protocol, "the COPY's header has a negative length") }
    guard storage.count >= 19 + extra else { return false }
    position = 19 + extra
    sawHeader = true
    return true
  }
}

/// Notes where the fields of the row at `start` lie; its end, or nil when it has not come whole.
private func split(
  _ storage: [UInt8], from start: Int, into fields: inout [(start: Int, end: Int)]
) throws(PostgresError) -> Int? {
  let bytes = storage.span
  var places = fields.mutableSpan
  var cursor = start
  for column in places.indices {
    guard bytes.count - cursor >= 4 else { return nil }
    let length = Int(bigEndian32(bytes, cursor))
    cursor += 4
    if length == -1 {
      places[column] = (cursor, -1)
      continue
    }
    guard length >= 0 else { throw PostgresError(.protocol, "a field of the COPY has a negative length") }
    guard bytes.count - cursor >= length else { return nil }
    places[column] = (cursor, cursor + length)
    cursor += length
  }
  return cursor
}

private func bigEndian32(_ bytes: Span<UInt8>, _ at: Int) -> Int32 {
  let high = UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16
  return Int32(bitPattern: high | UInt32(bytes[at + 2]) << 8 | UInt32(bytes[at + 3]))
}

private let copySignature: [UInt8] = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00]
