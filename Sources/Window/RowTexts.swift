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
  /// Texts met last, by the leading bits of their hash; half as many as there are texts, up to a limit. Each is its handle and,
  /// above it, half of its hash, which tells it from nearly all others without a look at it.
  private var recent = Array(repeating: UInt64.max, count: 1 << 12)
  private var shift: UInt64 = 64 - 12

  private static let mostRecent = 1 << 20

  init() {}

  /// The handles of the texts in a batch's rows, but for those left out; -1 for null. O(bytes).
  mutating func handles(_ batch: RowBatch, column: Int, without isLeftOut: [Bool]) -> [Int32] {
    let hashes = batch.hashes(column)
    // Fetched all at once: texts, and what is known of them, lie at random in memory.
    let met = hashes.map { handle(of: $0) }
    let heads = texts.heads(met)
    var handles: [Int32] = []
    handles.reserveCapacity(batch.count)
    batch.forEachKey(column) { row, key, bytes in
      if isLeftOut[row] { return }
      guard let key else { return handles.append(-1) }
      let hash = hashes[row]
      var known = key.head ?? heads[row] == heads[row] ? met[row] : -1
      // It may have come in this batch for the first time.
      if known < 0 { known = handle(of: hash) }
      let isMet = known >= 0 && texts.holds(key, hash: hash, in: bytes, at: Int(known))
      handles.append(isMet ? known : add(key, hash, bytes))
    }
    return handles
  }

  /// The handle of a text that is most likely the one with this hash; -1 for none.
  @inline(__always)
  private func handle(of hash: UInt64) -> Int32 {
    let entry = recent[Int(truncatingIfNeeded: hash >> shift)]
    return entry >> 32 == hash & 0xFFFF_FFFF ? Int32(truncatingIfNeeded: entry) : -1
  }

  @inline(__always)
  private mutating func add(_ key: TextKey, _ hash: UInt64, _ bytes: [UInt8]) -> Int32 {
    let handle = Int32(texts.count)
    recent[Int(truncatingIfNeeded: hash >> shift)] = hash << 32 | UInt64(handle)
    texts.append(key, hash: hash, in: bytes)
    if texts.count > 2 * recent.count && recent.count < Self.mostRecent {
      // What was met is forgotten: it is met again.
      recent = Array(repeating: .max, count: 4 * recent.count)
      shift -= 2
    }
    return handle
  }
}
