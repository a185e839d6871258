import Ledger
import Postgres

/// Values of ``Ledger`` as parameters.
extension BoundValue {
  /// `timestamptz[]`.
  static func instants(_ values: [Instant?]) -> BoundValue { .timestamps(micros: values.map { $0?.micros }) }

  /// `numeric[]`, in units of the currency with six decimals.
  static func amounts(_ values: [Money]) -> BoundValue {
    .numerics(values.map { (mantissa: Int128($0.micros), scale: 6) })
  }

  /// `numeric[]`.
  static func decimals(_ values: [ExactDecimal]) -> BoundValue {
    .numerics(values.map { (mantissa: $0.mantissa, scale: $0.scale) })
  }
}
