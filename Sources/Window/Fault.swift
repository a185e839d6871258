import Ledger

/// The first rule a row breaks.
struct Fault: Error {
  let column: String
  let reason: Reject.Reason
  let value: String

  init(_ column: String, _ reason: Reject.Reason, _ value: String = "") {
    self.column = column
    self.reason = reason
    self.value = value
  }
}

extension Reject {
  init(_ relation: Relation, _ key: String, _ fault: Fault) {
    self.init(
      relation: relation, recordID: key, column: fault.column, reason: fault.reason, value: fault.value)
  }
}
