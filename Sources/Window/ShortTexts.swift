/// A text of at most sixteen bytes or a UUID as a pair of numbers, as identifiers are: compared without a look elsewhere.
struct ShortKey: Sendable {
  private let low: UInt64
  private let high: UInt64
  /// One more than the bytes of a text; 0 for no key.
  fileprivate let form: UInt32

  /// Of what has no short form.
  static let none = ShortKey(low: 0, high: 0, form: 0)
  private static let uuid: UInt32 = 99

  private init(low: UInt64, high: UInt64, form: UInt32) {
    (self.low, self.high, self.form) = (low, high, form)
  }

  /// `none` for integers, which have places of their own, and for longer texts. O(1).
  @inline(__always)
  init(_ key: TextKey, in bytes: [UInt8]) {
    switch key {
    case .uuid(let value):
      self.init(
        low: UInt64(truncatingIfNeeded: value), high: UInt64(truncatingIfNeeded: value >> 64), form: Self.uuid
      )
    case .utf8(let first, let end) where end - first <= 16:
      let bytes = bytes.span
      self.init(
        low: bytes.word(first, min(8, end - first)), high: bytes.word(first + 8, max(0, end - first - 8)),
        form: UInt32(end - first + 1))
    case .integer, .utf8: self = .none
    }
  }

  /// Whether it is of what has no short form.
  var isNone: Bool { form == 0 }

  /// 64 bits of which the upper ones are the better mixed. No text in UTF-8 is either constant, which would make the product 0.
  @inline(__always)
  fileprivate var hash: UInt64 {
    let product = (low ^ 0xD6E8_FEB8_6659_FD93).multipliedFullWidth(by: high ^ 0xA076_1D64_78BD_642F)
    return (product.high ^ product.low) &* 0x9E37_79B9_7F4A_7C15
  }

  /// O(1).
  @inline(__always)
  static func == (left: ShortKey, right: ShortKey) -> Bool {
    left.low == right.low && left.high == right.high && left.form == right.form
  }
}

/// A number for each of some short identifiers: open addressing with linear probing, at most two thirds full, 24 bytes a slot.
/// An identifier is found with one look, where a ``TextIndex`` takes four in a row, each somewhere else in memory.
struct ShortTexts: Sendable {
  private struct Slot: Sendable {
    var key = ShortKey.none
    var place: Int32 = -1
  }

  private var slots = Array(repeating: Slot(), count: 16)
  private var shift: UInt64 = 60
  private var count = 0

  /// The identifier's number, -1 when it has none. O(1) expected.
  @inline(__always)
  func place(of key: ShortKey) -> Int32 {
    let slots = slots.span
    var slot = Int(truncatingIfNeeded: key.hash >> shift)
    while !slots[slot].key.isNone {
      if slots[slot].key == key { return slots[slot].place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return -1
  }

  /// The numbers of a column's identifiers, -1 for those that have none. All are fetched at once before any is decided on.
  /// O(rows) expected.
  func places(_ batch: RowBatch, _ column: Int) -> [Int32] {
    if count == 0 { return Array(repeating: -1, count: batch.count) }
    var keys = Array(repeating: ShortKey.none, count: batch.count)
    batch.forEachKey(column) { row, key, bytes in if let key { keys[row] = ShortKey(key, in: bytes) } }
    let slots = slots.span
    let forms = Array(capacity: keys.count) { forms in
      for key in keys { forms.append(slots[Int(truncatingIfNeeded: key.hash >> shift)].key.form) }
    }
    return Array(capacity: keys.count) { places in
      for row in keys.indices {
        places.append(forms[row] == 0 || keys[row].isNone ? -1 : place(of: keys[row]))
      }
    }
  }

  /// Numbers an identifier that has no number. Amortised O(1).
  mutating func put(_ place: Int32, at key: ShortKey) {
    if 3 * (count + 1) > 2 * slots.count {
      let old = slots
      slots = Array(repeating: Slot(), count: 2 * old.count)
      shift -= 1
      for slot in old where !slot.key.isNone { fill(slot) }
    }
    fill(Slot(key: key, place: place))
    count += 1
  }

  private mutating func fill(_ new: Slot) {
    var slot = Int(truncatingIfNeeded: new.key.hash >> shift)
    while !slots[slot].key.isNone { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = new
  }
}
