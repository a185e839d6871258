/// Where integers have their cells: identifiers that a sequence gives lie close together, so that a cell for each of a
/// stretch of neighbours costs less than a hash table's slots, and is found with one look.
///
/// Cells come in pages of 4,096 neighbours. Integers too far from the others are refused, and so are all new pages once integers
/// are strewn so thinly that pages would cost more than a table. Either is for good: an integer has its cell from the first
/// time it comes, or never.
struct IntegerPages: Sendable {
  /// Number of the page of integers `first + n`, or -1.
  private var directory: [Int32] = []
  private var first: Int64 = 0
  private var count = 0
  private var isFull = false

  /// How many cells cost as much as an integer costs otherwise.
  private let cells: Int

  /// Integers of a page.
  static let size = 4096
  /// Pages that are given whatever they will hold: integers may come in any order.
  private static let free = 1024
  /// Pages from the lowest to the highest integer, at most.
  private static let span = 1 << 20

  init(cells: Int) { self.cells = cells }

  /// The cell of an integer, or -1 when it has none. O(1).
  @inline(__always)
  func cell(_ value: Int64) -> Int {
    let directory = directory.span
    let place = UInt64(bitPattern: (value >> 12) &- first)
    guard place < UInt64(directory.count) else { return -1 }
    let page = directory[Int(place)]
    return page < 0 ? -1 : Int(page) << 12 | Int(value & 0xFFF)
  }

  /// Gives an integer without a cell one on a new page, after all others; false when it is refused. `used` says how many
  /// integers have come. Amortised O(1).
  mutating func extend(to value: Int64, used: Int) -> Bool {
    isFull = isFull || count >= Self.free + used * cells / Self.size
    let page = value >> 12
    if directory.isEmpty { first = page }
    let (low, high) = (min(first, page), max(first + Int64(directory.count), page + 1))
    // Too far away for now is too far away for ever: the directory only grows.
    if isFull || high - low > Self.span { return false }
    if low < first { directory.insert(contentsOf: repeatElement(-1, count: Int(first - low)), at: 0) }
    first = low
    let missing = Int(high - low) - directory.count
    if missing > 0 { directory.append(contentsOf: repeatElement(-1, count: missing)) }
    directory[Int(page - first)] = Int32(count)
    count += 1
    return true
  }
}

/// Which integers were met, a bit each.
struct IntegerSet: Sendable {
  private var pages = IntegerPages(cells: 64)
  private var bits: [UInt64] = []
  private var count = 0

  /// Whether an integer is met for the first time; nil when it has no cell and gets none. Amortised O(1).
  @inline(__always)
  mutating func insert(_ value: Int64) -> Bool? {
    var cell = pages.cell(value)
    if cell < 0 {
      guard pages.extend(to: value, used: count) else { return nil }
      bits.append(contentsOf: repeatElement(0, count: IntegerPages.size / 64))
      cell = pages.cell(value)
    }
    let bit = UInt64(1) << UInt64(cell & 63)
    let isNew = bits[cell >> 6] & bit == 0
    bits[cell >> 6] |= bit
    count += 1
    return isNew
  }
}

/// A number for each of some integers.
///
/// Numbers are given in order, and a sequence's integers mostly come in order too, if with gaps: then a bit each, and the number
/// of the first of 64 neighbours, says all, and a million lie in the processor's caches. Neighbours that come otherwise have
/// four bytes each.
///
/// Source: the rank structure of G. Jacobson, "Space-efficient Static Trees and Graphs" (1989), with one level.
struct IntegerPlaces: Sendable {
  private var pages = IntegerPages(cells: 2)
  /// A bit a cell: whether its integer has a number.
  private var bits: [UInt64] = []
  /// Every 64 cells: the number of the first that has one; or -1 less where their numbers begin in `numbers`.
  private var first: [Int32] = []
  private var numbers: [Int32] = []
  private var count = 0

  /// The integer's number, -1 when it has none. O(1).
  @inline(__always)
  func place(of value: Int64) -> Int32 {
    let cell = pages.cell(value)
    if cell < 0 { return -1 }
    let (word, bit) = (bits.span[cell >> 6], UInt64(1) << UInt64(cell & 63))
    if word & bit == 0 { return -1 }
    let first = first.span[cell >> 6]
    return first < 0
      ? numbers.span[Int(-1 - first) + cell & 63]
      : first + Int32(truncatingIfNeeded: (word & (bit - 1)).nonzeroBitCount)
  }

  /// Numbers an integer that has no number; false when there is no cell for it. Amortised O(1).
  mutating func put(_ place: Int32, at value: Int64) -> Bool {
    if pages.cell(value) < 0 {
      guard pages.extend(to: value, used: count) else { return false }
      bits.append(contentsOf: repeatElement(0, count: IntegerPages.size / 64))
      first.append(contentsOf: repeatElement(0, count: IntegerPages.size / 64))
    }
    let cell = pages.cell(value)
    let (block, bit) = (cell >> 6, UInt64(1) << UInt64(cell & 63))
    let known = Int32(truncatingIfNeeded: bits[block].nonzeroBitCount)
    if known == 0 { first[block] = place }
    if first[block] >= 0 && (bits[block] >= bit || place != first[block] + known) { giveNumbers(to: block) }
    if first[block] < 0 { numbers[Int(-1 - first[block]) + cell & 63] = place }
    bits[block] |= bit
    count += 1
    return true
  }

  /// The 64 neighbours come in no order.
  private mutating func giveNumbers(to block: Int) {
    var number = first[block]
    first[block] = -1 - Int32(numbers.count)
    for place in 0..<64 {
      let isKnown = bits[block] >> UInt64(place) & 1 == 1
      numbers.append(isKnown ? number : -1)
      if isKnown { number += 1 }
    }
  }
}
