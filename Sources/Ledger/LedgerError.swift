/// What can go wrong with money and time themselves.
package enum LedgerError: Error, Equatable, CustomStringConvertible {
  /// A sum or product left the range of `Int64` micro-units (about ± 9.2 million million major units).
  case overflow(String)
  /// Text that is not a decimal number, an instant or a duration.
  case unreadable(String, expected: String)

  package var description: String {
    switch self {
    case .overflow(let what): "\(what) is too large to be counted exactly"
    case .unreadable(let text, let expected): "'\(text)' is not \(expected)"
    }
  }
}
