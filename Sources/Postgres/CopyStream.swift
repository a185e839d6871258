/// The parser of a binary COPY: takes the stream in pieces of any size, gives whole rows.
///
/// Source: PostgreSQL documentation, COPY, "Binary Format".
struct CopyStream {
  /// What came and was not yet read: the beginning of a row, or of the header.
  private var rest: [UInt8] = []
  private let width: Int
  private var sawHeader = false
  /// Whether the trailer came.
  private(set) var isComplete = false

  init(width: Int) { self.width = width }

  /// The rows that end in this piece. Throws `.protocol`. A piece that begins where a row begins is not copied. O(piece).
  mutating func rows(in piece: [UInt8]) throws(PostgresError) -> CopyBatch {
    let bytes = rest.isEmpty ? piece : rest + piece
    var place = 0
    if !sawHeader {
      guard let end = try headerEnd(bytes.span) else {
        rest = bytes
        return CopyBatch(bytes: [], fields: [], width: width, count: 0)
      }
      (sawHeader, place) = (true, end)
    }
    var (count, end) = (0, place)
    // A field takes four bytes at least.
    let fields = try Array(capacity: (bytes.count - place) / 4) { fields throws(PostgresError) in
      while !isComplete, let next = try row(bytes.span, at: end, &fields) {
        if !isComplete { count += 1 }
        end = next
      }
    }
    if isComplete && end != bytes.count {
      throw PostgresError(.protocol, "the COPY goes on after its trailer")
    }
    rest = Array(bytes[end...])
    return CopyBatch(bytes: bytes, fields: fields, width: width, count: count)
  }

  /// Notes where the fields of the row at `start` lie; its end, or nil when it has not come whole. The trailer is a row
  /// of -1 fields.
  @inline(__always)
  private mutating func row(
    _ bytes: Span<UInt8>, at start: Int, _ fields: inout OutputSpan<CopyBatch.Field>
  ) throws(PostgresError) -> Int? {
    guard bytes.count - start >= 2 else { return nil }
    let count = Int(Int16(bitPattern: UInt16(bytes[start]) << 8 | UInt16(bytes[start + 1])))
    if count == -1 {
      isComplete = true
      return start + 2
    }
    guard count == width else {
      throw PostgresError(.protocol, "a row of the COPY has \(count) columns instead of \(width)")
    }
    let known = fields.count
    var place = start + 2
    for _ in 0..<width {
      guard let length = bigEndian32(bytes, place) else {
        fields.removeLast(fields.count - known)
        return nil
      }
      place += 4
      if length == -1 {
        fields.append(CopyBatch.Field(start: 0, end: -1))
        continue
      }
      if length < -1 { throw PostgresError(.protocol, "a field of the COPY has a negative length") }
      guard bytes.count - place >= Int(length) else {
        fields.removeLast(fields.count - known)
        return nil
      }
      fields.append(CopyBatch.Field(start: Int32(place), end: Int32(place) + length))
      place += Int(length)
    }
    return place
  }

  /// Checks signature and flags; where the extension area ends, nil when it has not come whole.
  private func headerEnd(_ bytes: Span<UInt8>) throws(PostgresError) -> Int? {
    guard bytes.count >= 19 else { return nil }
    for (place, byte) in copySignature.enumerated() where bytes[place] != byte {
      throw PostgresError(.protocol, "the COPY does not begin with the binary signature")
    }
    // Bits 16-31 are critical: whoever does not know one must stop. None is defined since OIDs went (bit 16).
    guard let flags = bigEndian32(bytes, 11), flags >> 16 == 0 else {
      throw PostgresError(.protocol, "the COPY has unknown critical flags")
    }
    guard let extra = bigEndian32(bytes, 15), extra >= 0 else {
      throw PostgresError(.protocol, "the COPY's header has a negative length")
    }
    return bytes.count - 19 >= Int(extra) ? 19 + Int(extra) : nil
  }
}

private let copySignature: [UInt8] = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00]
