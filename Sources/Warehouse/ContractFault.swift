package import Window
package import Ledger

/// One way in which the source breaks the contract: where, how much, an example, and what to do.
package struct ContractFault: Sendable, Equatable {
  /// What kind of thing is wrong.
  package enum Problem: Sendable, Equatable {
    case schemaMissing
    case relationMissing
    case columnMissing
    case wrongType(found: String)
    case noRight
    /// Rows that would be rejected.
    case rows(Reject.Reason, count: Int, example: String)
    /// The newest transaction is this many days old.
    case stale(days: Int, newest: String)
    case empty
  }

  package let schema: String
  package let relation: Relation?
  package let column: String?
  package let problem: Problem

  /// Whether the relation cannot be read at all.
  package var isStructural: Bool {
    switch problem {
    case .rows, .stale, .empty: false
    default: true
    }
  }

  /// Whether it is worth saying but breaks nothing.
  package var isWarning: Bool {
    switch problem {
    case .stale, .empty: true
    default: false
    }
  }

  /// One sentence: place, problem, what to do.
  package var sentence: String {
    let place = ([schema] + [relation?.rawValue, column].compactMap { $0 }).joined(separator: ".")
    let wanted = relation.flatMap { relation in Contract.columns(of: relation).first { $0.name == column } }
    return switch problem {
    case .schemaMissing:
      "\(place): the schema of the source contract does not exist. Create it and its views: weir contract prints them"
    case .relationMissing:
      "\(place): the relation is missing. Create the view: weir contract prints it"
    case .columnMissing:
      "\(place): the column is missing. Add it to the view\(wanted.map { $0.isRequired ? "" : ", as NULL if the warehouse does not have it" } ?? "")"
    case .wrongType(let found):
      "\(place): the type is \(found), the contract wants \(wanted.map { Self.words($0.type) } ?? "another"). Cast it in the view"
    case .noRight:
      "\(place): no right to read. GRANT USAGE on the schema and SELECT on the relation to weir_reader"
    case .rows(let reason, let count, let example):
      "\(place): \(count) \(count == 1 ? "row" : "rows")\(example.isEmpty ? "" : " (for example \(example))") \(Self.words(reason, wanted))"
    case .stale(let days, let newest):
      "\(place): the newest transaction is from \(newest), \(days) days ago. Is the load of the warehouse running?"
    case .empty:
      "\(place): there are no transactions. Is this the right database?"
    }
  }

  private static func words(_ type: ContractType) -> String {
    switch type {
    case .identifier: "text, varchar, uuid, integer or bigint"
    case .text: "text"
    case .word(let words): "text, one of \(words.joined(separator: ", "))"
    case .instant: "timestamp with time zone"
    case .date: "date"
    case .amount: "numeric"
    case .integer: "integer"
    }
  }

  private static func words(_ reason: Reject.Reason, _ column: ContractColumn?) -> String {
    switch reason {
    case .nullKey, .nullValue: "without a value. Leave such rows out of the view, or fill the column"
    case .duplicateKey: "with a key that another row has. Make the key unique in the view"
    case .amountNotPositive: "not positive. Turn the direction around instead of the sign, and leave zero amounts out"
    case .amountNotANumber: "that are no number. Leave them out of the view"
    case .amountTooLarge: "too large to count in micro-units"
    case .noRate: "in a currency without a rate on that day or the 7 days before. Add the rates to fx_rates"
    case .unknownParty: "pointing to nobody. Add the missing rows to accounts or endpoints"
    case .unknownWord:
      if case .word(let words) = column?.type { "with another word than \(words.joined(separator: ", ")). Map it in the view" } else {
        "with an unknown word"
      }
    case .futureTime: "dated in the future. Mend the time, or the time zone of the load"
    }
  }
}
