package import Ledger

/// One tunable number of a detector, declared once: its name, unit, default and meaning are also its documentation.
package struct Parameter: Sendable, Hashable {
  /// What the stored integer counts.
  package enum Unit: String, Sendable {
    case count
    /// Micro-units of the reporting currency.
    case money
    /// Microseconds.
    case duration
    /// Per mille; written as a decimal, `0.80`.
    case ratio
  }

  /// `snake_case`, as configuration writes it.
  package let name: String
  package let unit: Unit
  package let standard: Int64
  /// One sentence: what the number decides.
  package let meaning: String

  private init(_ name: String, _ unit: Unit, _ standard: Int64, _ meaning: String) {
    self.name = name
    self.unit = unit
    self.standard = standard
    self.meaning = meaning
  }

  package static func count(_ name: String, _ standard: Int64, _ meaning: String) -> Parameter {
    Parameter(name, .count, standard, meaning)
  }

  package static func money(_ name: String, units: Int64, _ meaning: String) -> Parameter {
    Parameter(name, .money, Money(units: units).micros, meaning)
  }

  package static func duration(_ name: String, _ standard: Span, _ meaning: String) -> Parameter {
    Parameter(name, .duration, standard.micros, meaning)
  }

  package static func ratio(_ name: String, perMille: Int64, _ meaning: String) -> Parameter {
    Parameter(name, .ratio, perMille, meaning)
  }

  /// Reads a value as configuration writes it. Throws ``LedgerError/unreadable(_:expected:)``.
  package func read(_ text: String) throws -> Int64 {
    switch unit {
    case .count:
      guard let count = Int64(text), count >= 0 else {
        throw LedgerError.unreadable(text, expected: "a whole number")
      }
      return count
    case .money: return try Money(text).micros
    case .duration: return try Span(text).micros
    case .ratio:
      guard let perMille = ExactDecimal(text)?.scaled(toPower: 3), perMille >= 0 else {
        throw LedgerError.unreadable(text, expected: "a ratio with at most three decimals, such as 0.80")
      }
      return perMille
    }
  }

  /// A value as configuration writes it; reads back to the same number.
  package func text(_ value: Int64) -> String {
    switch unit {
    case .count: String(value)
    case .money: Money(micros: value).description
    case .duration: Span(micros: value).description
    case .ratio: ExactDecimal(mantissa: Int128(value), scale: 3).description
    }
  }
}

/// The values of a detector's parameters in force: defaults, overridden by configuration.
package struct Settings: Sendable, Hashable {
  private var overrides: [String: Int64] = [:]
  /// The maturity that configuration gives the detector; nil for the one it declares.
  package var maturity: Maturity?

  package init() {}

  /// Throws ``UnknownParameter`` for a name the detector does not declare, and ``LedgerError`` for an unreadable value.
  package init(overriding values: [String: String], of parameters: [Parameter], detector: String) throws {
    for (name, text) in values.sorted(by: { $0.key < $1.key }) {
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        throw UnknownParameter(detector: detector, name: name, known: parameters.map(\.name))
      }
      overrides[name] = try parameter.read(text)
    }
  }

  package subscript(_ parameter: Parameter) -> Int64 {
    get { overrides[parameter.name] ?? parameter.standard }
    set { overrides[parameter.name] = newValue }
  }

  package func money(_ parameter: Parameter) -> Money { Money(micros: self[parameter]) }
  package func span(_ parameter: Parameter) -> Span { Span(micros: self[parameter]) }
  package func count(_ parameter: Parameter) -> Int { Int(self[parameter]) }
}

/// Configuration names a parameter that the detector does not have.
package struct UnknownParameter: Error, CustomStringConvertible {
  package let detector: String
  package let name: String
  package let known: [String]

  package var description: String {
    "detector \(detector) has no parameter '\(name)'; it has \(known.joined(separator: ", "))"
  }
}

extension Detector {
  /// A parameter it declares. Throws ``UnknownParameter``.
  package static func parameter(_ name: String) throws -> Parameter {
    guard let parameter = parameters.first(where: { $0.name == name }) else {
      throw UnknownParameter(detector: id, name: name, known: parameters.map(\.name))
    }
    return parameter
  }
}
