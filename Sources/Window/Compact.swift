package import Ledger

/// An instant or none in eight bytes, where `Instant?` takes sixteen: a warehouse has millions of accounts and logins.
@propertyWrapper
package struct Compact: Sendable {
  private var micros: Int64

  /// Stands for none: 292,277 years ago, between PostgreSQL's `-infinity` and all its other instants.
  private static let none = Int64.min + 1

  package init(wrappedValue instant: Instant?) { micros = instant?.micros ?? Self.none }

  package var wrappedValue: Instant? {
    get { micros == Self.none ? nil : Instant(micros: micros) }
    set { micros = newValue?.micros ?? Self.none }
  }
}
