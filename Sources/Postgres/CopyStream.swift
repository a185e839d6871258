/// The parser of a binary COPY: takes the stream in pieces of any size, gives whole rows, decoded as they are found.
///
/// Source: PostgreSQL documentation, COPY, "Binary Format".
struct CopyStream {
  private let forms: [CopyForm]
  /// What came last, and how much of it was read.
  private var bytes: [UInt8] = []
  private var place = 0
  /// How many rows a batch has room for.
  private var room = 0
  private var sawHeader = false
  /// Whether the trailer came.
  private(set) var isComplete = false

  /// Bytes that have come of a row that has not come whole.
  var rest: Int { bytes.count - place }

  /// `forms`: one a column, 64 at most.
  init(_ forms: [CopyForm]) {
    precondition(forms.count <= UInt64.bitWidth, "a COPY is read 64 columns wide at most")
    self.forms = forms
  }

  /// Adds what came next: about so many rows. A piece that begins where a row begins is not copied.
  mutating func append(_ piece: [UInt8], rows: Int) {
    bytes = place == bytes.count ? piece : bytes[place...] + piece
    (place, room) = (0, max(1, rows))
  }

  /// The next rows that have come whole, nil when there are none. Throws `.protocol`. O(their bytes).
  mutating func next() throws(PostgresError) -> CopyBatch? {
    let bytes = bytes
    if !sawHeader {
      guard let end = try headerEnd(bytes.span) else { return nil }
      (sawHeader, place) = (true, end)
    }
    if place == bytes.count { return nil }
    var starts: [Int] = []
    var width = 0
    for form in forms {
      starts.append(width * room)
      width += form.width
    }
    // Written where they stay: no row is looked at twice.
    var words = Array(repeating: UInt64(0), count: width * room)
    var nulls = Array(repeating: UInt64(0), count: room)
    var others: [Int: BinaryNumeric] = [:]
    let count = try fill(bytes, starts.span, words.mutableSpan, nulls.mutableSpan, &others)
    if isComplete && place != bytes.count {
      throw PostgresError(.protocol, "the COPY goes on after its trailer")
    }
    if count == 0 { return nil }
    return CopyBatch(
      count: count, bytes: bytes, forms: forms, words: words, starts: starts, stride: room, nulls: nulls,
      others: others)
  }

  /// Decodes rows into columns as long as they have come whole and there is room; how many. The trailer is a row of -1 fields.
  private mutating func fill(
    _ bytes: [UInt8], _ starts: Span<Int>, _ words: consuming MutableSpan<UInt64>,
    _ nulls: consuming MutableSpan<UInt64>, _ others: inout [Int: BinaryNumeric]
  ) throws(PostgresError) -> Int {
    let (columns, width, room) = (forms, forms.count, nulls.count)
    let (forms, source) = (columns.span, bytes.span)
    var (row, place) = (0, place)
    rows: while row < room, let fields: Int16 = bigEndian(source, place) {
      if fields == -1 {
        (isComplete, place) = (true, place + 2)
        break
      }
      guard fields == width else {
        throw PostgresError(.protocol, "a row of the COPY has \(fields) columns instead of \(width)")
      }
      var (end, isNull) = (place + 2, UInt64(0))
      for column in forms.indices {
        guard let length: Int32 = bigEndian(source, end) else { break rows }
        end &+= 4
        if length < 0 {
          if length < -1 { throw PostgresError(.protocol, "a field of the COPY has a negative length") }
          isNull |= 1 << UInt64(column)
          continue
        }
        guard source.count - end >= Int(length) else { break rows }
        let first = starts[column] &+ row
        end = try forms[column].decode(bytes, end, Int(length), &words, first, first &+ room, &others)
      }
      nulls[row] = isNull
      (row, place) = (row + 1, end)
    }
    self.place = place
    return row
  }

  /// Checks signature and flags; where the extension area ends, nil when it has not come whole.
  private func headerEnd(_ bytes: Span<UInt8>) throws(PostgresError) -> Int? {
    guard bytes.count >= 19 else { return nil }
    for (place, byte) in copySignature.enumerated() where bytes[place] != byte {
      throw PostgresError(.protocol, "the COPY does not begin with the binary signature")
    }
    // Bits 16-31 are critical: whoever does not know one must stop. None is defined since OIDs went (bit 16).
    guard let flags: UInt32 = bigEndian(bytes, 11), flags >> 16 == 0 else {
      throw PostgresError(.protocol, "the COPY has unknown critical flags")
    }
    guard let extra: Int32 = bigEndian(bytes, 15), extra >= 0 else {
      throw PostgresError(.protocol, "the COPY's header has a negative length")
    }
    return bytes.count - 19 >= Int(extra) ? 19 + Int(extra) : nil
  }
}

private let copySignature: [UInt8] = [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00]
