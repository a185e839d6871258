/// The current row of a binary COPY. One object serves all rows; what ``bytes(_:)`` returned may be kept, at the price of
/// a copy of the row's buffer.
///
/// Source: PostgreSQL documentation, COPY, "Binary Format".
package final class CopyRow {
  /// Columns of every row.
  package let width: Int
  /// What came and was not yet read: as PostgreSQL sends it, one row, the first one after the header.
  private var storage: [UInt8] = []
  /// Where the next row begins in `storage`.
  private var position = 0
  /// Start of each field in `storage`, and its length or -1 for NULL.
  private var starts: [Int]
  private var lengths: [Int]
  private var sawHeader = false
  /// Whether the trailer came.
  private(set) var isComplete = false

  init(width: Int) {
    self.width = width
    starts = [Int](repeating: 0, count: width)
    lengths = [Int](repeating: -1, count: width)
    storage.reserveCapacity(1024)
  }

  /// The column's bytes in PostgreSQL's binary form of its type (see ``BinaryFormat``), nil for NULL. Columns count from 0.
  package func bytes(_ column: Int) -> ArraySlice<UInt8>? {
    let (start, length) = (starts[column], lengths[column])
    return length < 0 ? nil : storage[start..<start + length]
  }

  /// The column as text, nil for NULL; for types whose binary form is their text (text, varchar, json, …).
  package func text(_ column: Int) -> String? {
    bytes(column).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Adds a piece of the stream behind what is not yet read.
  func append(_ piece: some Collection<UInt8>) {
    if position == storage.count {
      storage.removeAll(keepingCapacity: true)
    } else {
      storage.removeFirst(position)
    }
    position = 0
    storage.append(contentsOf: piece)
  }

  /// Moves to the next row in what has come; false when more must be received first, or at the trailer. Throws `.protocol`.
  func advance() throws(PostgresError) -> Bool {
    let end = storage.count
    if !sawHeader {
      guard try readHeader() else { return false }
    }
    if isComplete {
      if position != end { throw PostgresError(.protocol, "the COPY goes on after its trailer") }
      return false
    }
    guard end - position >= 2 else { return false }
    let fields = Int(Int16(truncatingIfNeeded: Int(storage[position]) << 8 | Int(storage[position + 1])))
    var cursor = position + 2
    if fields == -1 {
      isComplete = true
      position = cursor
      return try advance()
    }
    guard fields == width else {
      throw PostgresError(.protocol, "a row of the COPY has \(fields) columns instead of \(width)")
    }
    for column in 0..<width {
      guard end - cursor >= 4 else { return false }
      let length = Int(bigEndian32(cursor))
      cursor += 4
      guard length >= -1 else { throw PostgresError(.protocol, "a field of the COPY has a negative length") }
      guard end - cursor >= length else { return false }
      starts[column] = cursor
      lengths[column] = length
      if length > 0 { cursor += length }
    }
    position = cursor
    return true
  }

  /// Checks signature and flags and steps over the extension area; false when it has not come whole.
  private func readHeader() throws(PostgresError) -> Bool {
    guard storage.count >= 19 else { return false }
    guard storage[0..<11].elementsEqual(copySignature) else {
      throw PostgresError(.protocol, "the COPY does not begin with the binary signature")
    }
    // Bits 16-31 are critical: whoever does not know one must stop. None is defined since OIDs went (bit 16).
    guard bigEndian32(11) >> 16 == 0 else {
      throw PostgresError(.protocol, "the COPY has unknown critical flags")
    }
    let extra = Int(bigEndian32(15))
    guard extra >= 0 else { throw PostgresError(.protocol, "the COPY's header has a negative length") }
    guard storage.count >= 19 + extra else { return false }
    position = 19 + extra
    sawHeader = true
    return true
  }

  private func bigEndian32(_ at: Int) -> Int32 {
    let high = UInt32(storage[at]) << 24 | UInt32(storage[at + 1]) << 16
    return Int32(bitPattern: high | UInt32(storage[at + 2]) << 8 | UInt32(storage[at + 3]))
  }
}

private let copySignature: [UInt8] = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00]
