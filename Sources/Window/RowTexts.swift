/// A text a row that is mostly of its own, such as remittance information.
package struct RowTexts: Sendable {
  /// One a row, -1 for null. Equal handles are equal texts; equal texts may have several handles.
  package private(set) var handle: [Int32] = []
  private var texts = TextColumn()

  package init() {}

  /// Makes room for so many rows.
  mutating func reserve(_ rows: Int) { handle.reserveCapacity(rows) }

  /// Handles lie below this.
  package var handleCount: Int { texts.count }

  /// The text behind a handle.
  package func text(_ handle: Int32) -> String { texts[Int(handle)] }

  /// The characters behind a handle.
  package func utf8(_ handle: Int32) -> ArraySlice<UInt8> { texts.utf8(Int(handle)) }

  /// The text in a row; nil for null.
  package subscript(_ row: Int) -> String? { handle[row] < 0 ? nil : text(handle[row]) }

  /// Adds rows with handles of the texts they are going to be given.
  mutating func append(_ handles: [Int32]) { handle += handles }

  /// Takes over the rows of another column, whose handles are of the same texts. O(rows).
  mutating func take(_ next: inout RowTexts) { handle.take(&next.handle) }

  /// Nothing more is added: the texts that the handles are of.
  mutating func finish(with met: MetTexts) { texts = met.texts }

  /// The rows at the given places, in that order; the texts stay where they are. O(places).
  mutating func pick(_ order: RowOrder) { handle.pick(order) }
}

/// The texts of ``RowTexts`` as they come: not looked up among all the others, only among those met last. Where they repeat,
/// they are kept once for a stretch; where they do not, nothing is paid for it.
struct MetTexts: Sendable {
  private(set) var texts = TextColumn()
  /// Handles of texts met last, by the leading bits of their hash: half as many as there are texts, up to a limit.
  private var recent = Array(repeating: Int32(-1), count: 1 << 12)
  private var shift: UInt64 = 64 - 12

  private static let mostRecent = 1 << 21

  init() {}

  /// The handles of the texts in a batch's rows, but for those left out; -1 for null. O(bytes).
  mutating func handles(_ batch: RowBatch, column: Int, without isLeftOut: [Bool]) -> [Int32] {
    let hashes = batch.hashes(column)
    // Fetched all at once: texts, and what is known of them, lie at random in memory.
    let met = hashes.map { recent[Int(truncatingIfNeeded: $0 >> shift)] }
    let heads = texts.heads(met)
    var handles: [Int32] = []
    handles.reserveCapacity(batch.count)
    batch.forEachKey(column) { row, key, bytes in
      if isLeftOut[row] { return }
      guard let key else { return handles.append(-1) }
      let isOther = met[row] >= 0 && key.head.map { $0 != heads[row] } ?? false
      handles.append(handle(of: key, hash: hashes[row], in: bytes, isOther ? met[row] : -1))
    }
    return handles
  }

  /// The handle of a text, which is not the one of the handle `other`.
  @inline(__always)
  private mutating func handle(of key: TextKey, hash: UInt64, in bytes: [UInt8], _ other: Int32) -> Int32 {
    let slot = Int(truncatingIfNeeded: hash >> shift)
    let last = recent[slot]
    if last >= 0, last != other, texts.holds(key, hash: hash, in: bytes, at: Int(last)) { return last }
    let new = Int32(texts.count)
    recent[slot] = new
    texts.append(key, hash: hash, in: bytes)
    if texts.count > 2 * recent.count && recent.count < Self.mostRecent {
      // What was met is forgotten: it is met again.
      recent = Array(repeating: -1, count: 4 * recent.count)
      shift -= 2
    }
    return new
  }
}
