package import Ledger

/// A source row that breaks the contract: not used, not lost, not fatal (design §3).
package struct Reject: Hashable, Comparable, Sendable {
  /// Which rule of the contract the row breaks. Raw values are stored in `weir.rejected_rows.reason`.
  package enum Reason: String, CaseIterable, Sendable {
    case nullKey = "null_key"
    case nullValue = "null_value"
    case duplicateKey = "duplicate_key"
    case amountNotPositive = "amount_not_positive"
    case amountNotANumber = "amount_not_a_number"
    case amountTooLarge = "amount_too_large"
    case noRate = "no_rate"
    case unknownParty = "unknown_party"
    case unknownWord = "unknown_word"
    case futureTime = "future_time"
  }

  package var relation: Relation
  /// The row's key, or empty when that is null.
  package var recordID: String
  package var column: String
  package var reason: Reason
  /// The offending value, never an account number or a name.
  package var value: String

  package init(relation: Relation, recordID: String, column: String, reason: Reason, value: String = "") {
    self.relation = relation
    self.recordID = recordID
    self.column = column
    self.reason = reason
    self.value = value
  }

  /// By relation, then key, column, reason and value: an order that does not hang on how the rows arrived.
  package static func < (left: Reject, right: Reject) -> Bool {
    if left.relation != right.relation { return left.relation < right.relation }
    return [left.recordID, left.column, left.reason.rawValue, left.value].lexicographicallyPrecedes(
      [right.recordID, right.column, right.reason.rawValue, right.value])
  }

  /// A sentence for the operator.
  package var sentence: String {
    let row = recordID.isEmpty ? "a row without a key" : "row \(recordID)"
    let place = "\(relation.rawValue).\(column), \(row)"
    return switch reason {
    case .nullKey: "\(place): the key is null"
    case .nullValue: "\(place): the value is null"
    case .duplicateKey: "\(place): the key was seen before; the earliest row is used"
    case .amountNotPositive: "\(place): \(value) is not a positive amount"
    case .amountNotANumber: "\(place): \(value) is not a number"
    case .amountTooLarge: "\(place): \(value) is too large to count in micro-units"
    case .noRate: "\(place): no fx_rates row for \(value) on the booking date or the 7 days before"
    case .unknownParty: "\(place): …\(value.suffix(4)) is neither in accounts nor in endpoints"
    case .unknownWord: "\(place): '\(value)' is not a word of the contract"
    case .futureTime: "\(place): \(value) lies in the future"
    }
  }
}
