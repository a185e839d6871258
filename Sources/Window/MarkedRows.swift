// Which of millions of rows are wanted no processor can guess, and a wrong guess costs as much as looking at several rows. So
// loops over all rows make up marks, 1 for a row that is wanted and 0 for any other, of 64 rows before anything is decided. Where
// few parties are looked at, whose a row is makes the mark, and what it is, most often the same, is asked of those rows alone.

extension Range<Int> {
  /// Calls `body` with each row that has a mark, ascending. `mark` is called once with each row, ascending, and decides nothing.
  ///
  /// Public, as is what marks are made of, so that loops in other modules need no call.
  @inlinable
  @inline(__always)
  public func forEach(marked mark: (Int) -> UInt64, _ body: (Int) throws -> Void) rethrows {
    try forEachWord(of: mark) { first, word in
      try word.forEachBit { try body(first + $0) }
    }
  }

  /// Calls `body` with the marks of every 64 rows, the last ones maybe fewer: the first of them, and a bit each from the lowest on.
  @inlinable
  @inline(__always)
  public func forEachWord(
    of mark: (Int) -> UInt64, _ body: (_ first: Int, _ word: UInt64) throws -> Void
  ) rethrows {
    var first = lowerBound
    while first < upperBound {
      let end = Swift.min(first + 64, upperBound)
      var word: UInt64 = 0
      for row in first..<end { word = word >> 1 | mark(row) << 63 }
      try body(first, word >> UInt64(64 - (end - first)))
      first = end
    }
  }
}

extension UInt64 {
  /// Calls `body` with the place of each bit that is set, the lowest first.
  @inlinable
  @inline(__always)
  public func forEachBit(_ body: (Int) throws -> Void) rethrows {
    var rest = self
    while rest != 0 {
      try body(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }
}

extension Bool {
  /// 1 or 0, to be combined with others by `&` and `|`.
  @inlinable public var mark: UInt64 { self ? 1 : 0 }
}
