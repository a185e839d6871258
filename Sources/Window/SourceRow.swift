package import Ledger

/// One row of a contract relation as it arrives, columns in the order of ``Contract/columns(of:)``.
///
/// The warehouse reader implements it over COPY's binary form, the tests over Markdown tables; the rules of what is
/// accepted stand once, in ``WindowBuilder``.
package protocol SourceRow {
  /// Text or identifier in its text form, UTF-8; nil for null.
  func text(_ column: Int) -> ArraySlice<UInt8>?
  /// nil for null; `infinity` and `-infinity` as the largest and smallest instants.
  func instant(_ column: Int) -> Instant?
  func number(_ column: Int) -> NumberField
  /// nil for null.
  func integer(_ column: Int) -> Int64?
}

/// A `numeric` as read.
package enum NumberField: Sendable, Equatable {
  case null
  case value(ExactDecimal)
  /// `NaN`, `Infinity` or more digits than 38.
  case notANumber(String)
}

extension SourceRow {
  func string(_ column: Int) -> String? { text(column).map { String(decoding: $0, as: UTF8.self) } }
}
