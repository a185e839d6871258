import Detection
import Foundation
package import Ledger

extension CaseRecord {
  /// The neutral case as JSON: keys ascending, money and instants as text, so that no reader rounds them.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// Reads ``json()`` back. Throws `DecodingError`.
  package init(json: String) throws {
    self = try JSONDecoder().decode(CaseRecord.self, from: Data(json.utf8))
  }
}

// Text on the wire: numbers of JSON pass through floating point in most readers.

extension Money: Codable {
  package init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Instant: Codable {
  package init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension ExactDecimal: Codable {
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let number = ExactDecimal(text) else {
      throw LedgerError.unreadable(text, expected: "a decimal number")
    }
    self = number
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension Severity: Codable {}
extension EvidenceRole: Codable {}
extension Relation: Codable {}
extension SinkClass: Codable {}
extension HolderType: Codable {}
extension AccountRole: Codable {}
extension AccountStatus: Codable {}
extension EndpointKind: Codable {}
extension TransactionKind: Codable {}
