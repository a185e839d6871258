package import Detection
import Ledger

/// The values of a parameter that `weir tune` tries.
package enum ParameterValues {
  /// More values than this say no more.
  package static let most = 200

  /// Reads `a,b,c` or `from..to/step`, each value as configuration writes it. Ascending, each once.
  ///
  /// Throws ``ValuesUnreadable``.
  package static func read(_ text: String, of parameter: Parameter) throws -> [Int64] {
    func value(_ part: some StringProtocol) throws -> Int64 {
      do { return try parameter.read(String(part)) } catch {
        throw ValuesUnreadable(why: "\(parameter.name) is a \(parameter.unit.rawValue): \(error)")
      }
    }
    var values: [Int64]
    if let range = text.firstMatch(of: #/^(.+)\.\.(.+)\/(.+)$/#) {
      let (from, to, step) = (try value(range.1), try value(range.2), try value(range.3))
      guard step > 0, from <= to, (to - from) / step < most else {
        throw ValuesUnreadable(why: "from..to/step must rise, by at most \(most) steps")
      }
      values = Array(stride(from: from, through: to, by: Int64.Stride(step)))
    } else {
      values = try text.split(separator: ",").map { try value($0.drop { $0 == " " }) }
    }
    values = Set(values).sorted()
    guard (1...most).contains(values.count) else {
      throw ValuesUnreadable(why: "give 1 to \(most) values, as a,b,c or from..to/step")
    }
    return values
  }
}

/// Values of a parameter that cannot be read.
package struct ValuesUnreadable: Error, CustomStringConvertible {
  let why: String

  package var description: String { "--values: \(why)" }
}
