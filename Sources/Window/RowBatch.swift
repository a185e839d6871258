package import Ledger

/// Consecutive rows of one relation as they arrived, a column at a time, columns in the order of
/// ``Contract/columns(of:)``.
///
/// The warehouse reader makes it of COPY's binary form, the tests of Markdown tables; the rules of what is accepted
/// stand once, in ``WindowBuilder``.
package final class RowBatch: Sendable {
  /// What a column's cells are, each of them one word or two.
  package enum Form: Sendable {
    /// A ``TextPlace``.
    case texts
    /// Integers, identifiers that are integers, and instants in microseconds since 1970 (the infinities as the
    /// largest and smallest numbers).
    case integers
    /// Identifiers: the upper half, then the lower.
    case uuids
    /// The digits, then how many of them are decimals; -1 there for a number that stands in `numbers`.
    case numbers
    /// Nobody asked for it.
    case absent
  }

  /// Where a text lies in ``bytes``, in UTF-8: the beginning in the lower half of the word, the end in the upper.
  package struct TextPlace: Sendable {
    package let word: UInt64

    package init(word: UInt64) { self.word = word }

    @inline(__always) var start: Int { Int(UInt32(truncatingIfNeeded: word)) }
    @inline(__always) var end: Int { Int(word >> 32) }
  }

  package let count: Int
  package let bytes: [UInt8]
  package let forms: [Form]
  /// Column after column the words of its cells, where a cell has two all first and then all second words; of a null nothing
  /// that means anything.
  private let words: [UInt64]
  /// Where each column begins in `words`.
  private let starts: [Int]
  /// How far a cell's second word is from its first.
  private let stride: Int
  /// By row: bit `c` is set where column `c` is null.
  private let nulls: [UInt64]
  /// Numbers that are negative, of more than 63 bits or none, by the place of their first word in `words`.
  private let numbers: [Int: NumberField]

  package init(
    count: Int, bytes: [UInt8], forms: [Form], words: [UInt64], starts: [Int], stride: Int,
    nulls: [UInt64], numbers: [Int: NumberField]
  ) {
    self.count = count
    self.bytes = bytes
    self.forms = forms
    self.words = words
    self.starts = starts
    self.stride = stride
    self.nulls = nulls
    self.numbers = numbers
  }
}

/// A `numeric` as read.
package enum NumberField: Sendable, Equatable {
  case null
  case value(ExactDecimal)
  case nan
  case infinity(negative: Bool)
  /// More digits than the 38 that 128 bits hold.
  case tooLong

  /// The number, nil for null and for what is none.
  var value: ExactDecimal? { if case .value(let value) = self { value } else { nil } }
}

extension RowBatch {
  /// The cells of a column, for loops over it.
  package struct Cells: Sendable {
    fileprivate let words: [UInt64]
    fileprivate let start: Int
    fileprivate let stride: Int
    fileprivate let nulls: [UInt64]
    /// The bit of the column.
    fileprivate let null: UInt64

    /// The word of a cell that is one, nil for null.
    @inline(__always)
    subscript(_ row: Int) -> UInt64? { nulls[row] & null == 0 ? words[start + row] : nil }

    /// The words of a cell that is two, nil for null.
    @inline(__always)
    func pair(_ row: Int) -> (UInt64, UInt64)? {
      nulls[row] & null == 0 ? (words[start + row], words[start + stride + row]) : nil
    }

    /// An integer, or an instant in microseconds.
    @inline(__always)
    package func integer(_ row: Int) -> Int64? { self[row].map { Int64(bitPattern: $0) } }

    /// A text's place in the batch's bytes.
    @inline(__always)
    func text(_ row: Int) -> TextPlace? { self[row].map { TextPlace(word: $0) } }

    /// An identifier.
    @inline(__always)
    func uuid(_ row: Int) -> UInt128? { pair(row).map { UInt128($0) << 64 | UInt128($1) } }

    /// A number of at most 63 bits, 0 or more; nil for null and for any other.
    @inline(__always)
    func number(_ row: Int) -> ExactDecimal? {
      guard let (digits, scale) = pair(row), scale != .max else { return nil }
      return ExactDecimal(mantissa: Int128(Int64(bitPattern: digits)), scale: Int(truncatingIfNeeded: scale))
    }
  }

  /// The word of a cell that is one, nil for null; for a look at a single cell.
  func word(_ row: Int, _ column: Int) -> UInt64? {
    nulls[row] >> UInt64(column) & 1 == 1 ? nil : words[starts[column] + row]
  }

  /// O(1), but for the reference counts it costs.
  package func cells(_ column: Int) -> Cells {
    Cells(words: words, start: starts[column], stride: stride, nulls: nulls, null: 1 << UInt64(column))
  }

  /// The number in a cell.
  func number(_ row: Int, _ column: Int) -> NumberField {
    if forms[column] != .numbers { return .null }
    return cells(column).number(row).map { .value($0) } ?? numbers[starts[column] + row] ?? .null
  }
}
