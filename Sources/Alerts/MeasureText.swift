import Detection
import Ledger

extension [String: Measure] {
  /// The figures as `alerts.measures` holds them: `{"total":{"value":17000.000000,"unit":"money"}}`, names ascending.
  ///
  /// Money has six decimals and a ratio three; a duration is in seconds, with six decimals unless it is whole.
  /// One set of figures has one text, and ``init(jsonText:)`` reads it back exactly.
  package var jsonText: String {
    let members = sorted { Bytewise($0.key) < Bytewise($1.key) }.map { name, measure in
      "\"\(escaped(name))\":{\"value\":\(measure.decimal),\"unit\":\"\(measure.storedUnit)\"}"
    }
    return "{" + members.joined(separator: ",") + "}"
  }

  /// Reads ``jsonText`` back, also as PostgreSQL prints a `jsonb`: members in another order, spaces between.
  /// Throws ``LedgerError/unreadable(_:expected:)``.
  package init(jsonText text: String) throws {
    var reader = MeasureReader(text)
    self = try reader.measures()
  }
}

extension Measure {
  /// The unit as stored; the value counts these, not the integers of ``Measure/value``.
  fileprivate var storedUnit: String { unit == .duration ? "seconds" : unit.rawValue }

  fileprivate var decimal: String {
    switch unit {
    case .count: String(value)
    case .money: Money(micros: value).description
    case .duration: value % 1_000_000 == 0 ? String(value / 1_000_000) : Money(micros: value).description
    case .ratio: ExactDecimal(mantissa: Int128(value), scale: 3).description
    }
  }

  /// Nil for a unit that no measure has, or a number that is not exact in its integers.
  fileprivate init?(decimal: ExactDecimal, storedUnit: String) {
    let known: [String: (unit: Parameter.Unit, power: Int)] = [
      "count": (.count, 0), "money": (.money, 6), "seconds": (.duration, 6), "ratio": (.ratio, 3),
    ]
    guard let (unit, power) = known[storedUnit], let value = decimal.scaled(toPower: power) else {
      return nil
    }
    self.init(unit: unit, value: value)
  }
}

private func escaped(_ text: String) -> String {
  text.unicodeScalars.reduce(into: "") { result, scalar in
    switch scalar {
    case "\"", "\\": result += "\\\(scalar)"
    case "\0"..<" ":
      let digits = String(scalar.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
}

/// Reads the one shape of JSON that ``Swift/Dictionary/jsonText`` writes. A general reader would take numbers through
/// floating point.
private struct MeasureReader {
  private let text: String
  private var rest: Substring.UnicodeScalarView

  init(_ text: String) {
    self.text = text
    rest = text[...].unicodeScalars
  }

  mutating func measures() throws -> [String: Measure] {
    var result: [String: Measure] = [:]
    try members { reader, name in
      guard result.updateValue(try reader.measure(), forKey: name) == nil else { throw reader.unreadable }
    }
    skipSpaces()
    guard rest.isEmpty else { throw unreadable }
    return result
  }

  private var unreadable: LedgerError {
    .unreadable(text, expected: "measures such as {\"total\":{\"value\":17000.000000,\"unit\":\"money\"}}")
  }

  private mutating func measure() throws -> Measure {
    var value: ExactDecimal?
    var unit: String?
    try members { reader, name in
      switch name {
      case "value" where value == nil: value = try reader.number()
      case "unit" where unit == nil: unit = try reader.string()
      default: throw reader.unreadable
      }
    }
    guard let value, let unit, let measure = Measure(decimal: value, storedUnit: unit) else {
      throw unreadable
    }
    return measure
  }

  /// `{"name": …, "name": …}`; `read` takes what stands after each colon.
  private mutating func members(_ read: (inout MeasureReader, String) throws -> Void) throws {
    try expect("{")
    if take("}") { return }
    repeat {
      let name = try string()
      try expect(":")
      try read(&self, name)
    } while take(",")
    try expect("}")
  }

  private mutating func number() throws -> ExactDecimal {
    skipSpaces()
    let digits = rest.prefix { $0 == "-" || $0 == "." || ("0"..."9").contains($0) }
    rest = rest[digits.endIndex...]
    guard let number = ExactDecimal(Substring(digits)) else { throw unreadable }
    return number
  }

  private mutating func string() throws -> String {
    try expect("\"")
    var result = ""
    while let scalar = rest.popFirst() {
      if scalar == "\"" { return result }
      result.unicodeScalars.append(scalar == "\\" ? try escape() : scalar)
    }
    throw unreadable
  }

  private mutating func escape() throws -> Unicode.Scalar {
    switch rest.popFirst() {
    case "\"": return "\""
    case "\\": return "\\"
    case "/": return "/"
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u":
      let digits = rest.prefix(4)
      rest = rest[digits.endIndex...]
      guard digits.count == 4, let value = UInt32(String(Substring(digits)), radix: 16),
        let scalar = Unicode.Scalar(value)
      else { throw unreadable }
      return scalar
    default: throw unreadable
    }
  }

  private mutating func expect(_ scalar: Unicode.Scalar) throws {
    guard take(scalar) else { throw unreadable }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    skipSpaces()
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func skipSpaces() { rest = rest.drop { " \n\r\t".unicodeScalars.contains($0) } }
}
