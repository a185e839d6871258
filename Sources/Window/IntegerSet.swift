/// Which integers were met, a bit each: identifiers that a sequence gives lie close together, so that a set of millions is
/// small and asking after neighbours stays in the caches.
///
/// Bits come in pages of 65,536 integers. Integers strewn so thinly that pages would cost more than the four bytes an integer
/// that a table takes are refused, and from the first refusal on no page is added: whoever asks keeps those himself.
struct IntegerSet {
  private var pages: [Int64: Int] = [:]
  private var bits: [UInt64] = []
  private var count = 0
  private var isFull = false
  /// The page met last, and its place: the next integer is mostly in it.
  private var last: (page: Int64, place: Int) = (.min, 0)

  /// Whether an integer is met for the first time; nil when it has no page and gets none. Amortised O(1).
  @inline(__always)
  mutating func insert(_ value: Int64) -> Bool? {
    if value >> 16 != last.page, !turn(to: value >> 16) { return nil }
    let word = last.place + Int(value & 0xFFFF) >> 6
    let bit = UInt64(1) << UInt64(value & 63)
    let isNew = bits[word] & bit == 0
    bits[word] |= bit
    count += 1
    return isNew
  }

  private mutating func turn(to page: Int64) -> Bool {
    if let place = pages[page] {
      last = (page, place)
      return true
    }
    isFull = isFull || bits.count * 8 > count * 4 + 16 * Self.pageWords * 8
    if isFull { return false }
    pages[page] = bits.count
    last = (page, bits.count)
    bits.append(contentsOf: repeatElement(0, count: Self.pageWords))
    return true
  }

  private static let pageWords = 1024
}
