package import Ledger

/// What a reviewer of models asks of a detector and its own declarations do not say: data, logic, assumptions, history.
package struct ModelCard: Sendable {
  /// Columns of the contract that it looks at, by relation. Endpoints are also looked at through what lists recognise
  /// them by.
  package let data: [Relation: [String]]
  package let logic: String
  /// What must hold for its judgement to be right.
  package let assumptions: [String]
  /// What each version changed, the first one first.
  package let history: [String]

  init(_ data: [Relation: String], logic: String, assumptions: [String], history: [String] = ["The first."]) {
    self.data = data.mapValues { $0.split(separator: " ").map(String.init) }
    self.logic = logic
    self.assumptions = assumptions
    self.history = history
  }

  /// By the detector's id.
  package static let all: [String: ModelCard] = movementCards.merging(accountCards) { first, _ in first }
    .merging(conductCards) { first, _ in first }

  /// What every detector that looks at payments reads of them.
  static let payments = "transaction_id booked_at debtor_id creditor_id amount currency kind status"
}

/// How many cases of one kind a detector has in `fixtures/detectors/<id>.md`.
package struct CaseCount: Sendable, Equatable {
  package var fires = 0
  package var silent = 0
  package var boundary = 0

  package init(markdown: String) {
    for line in markdown.split(separator: "\n") {
      if line.hasPrefix("## fires: ") { fires += 1 }
      if line.hasPrefix("## silent: ") { silent += 1 }
      if line.hasPrefix("## boundary: ") { boundary += 1 }
    }
  }
}
