import Detection
import Ledger

extension Measure {
  /// For people: `USD 1,234.50`, `3 d`, `0.345`.
  func words(currency: String) -> String {
    switch unit {
    case .count: String(value)
    case .money: "\(currency) \(Money(micros: value).formatted)"
    case .duration: Span(micros: value).spoken
    case .ratio: ExactDecimal(mantissa: Int128(value), scale: 3).description
    }
  }
}
