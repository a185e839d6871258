package import Ledger
import Window

/// A source contract made of tables instead of views, for tests to fill and to break.
package struct SourceTables: Sendable {
  package var schema = "weir_source"
  /// PostgreSQL's type of every identifier column not named in `types`.
  package var identifiers = "text"
  /// Types by `relation.column`.
  package var types: [String: String] = [:]
  /// Relations that are left out.
  package var absent: Set<Relation> = []

  package init(
    identifiers: String = "text", types: [String: String] = [:], absent: Set<Relation> = []
  ) {
    self.identifiers = identifiers
    self.types = types
    self.absent = absent
  }

  /// The statements that make the schema and its tables, without any constraint.
  package var creation: String {
    let tables = Relation.allCases.filter { !absent.contains($0) }.map { relation in
      let columns = Contract.columns(of: relation).map { column in
        "\(column.name) \(types["\(relation.rawValue).\(column.name)"] ?? standardType(of: column))"
      }
      return "CREATE TABLE \(schema).\(relation.rawValue) (\(columns.joined(separator: ", ")));"
    }
    return "CREATE SCHEMA \(schema);\n" + tables.joined(separator: "\n")
  }

  /// The text form of identifier `number`: digits, or for `uuid` digits at the end of zeros.
  package func id(_ number: Int) -> String {
    let digits = String(number)
    return identifiers == "uuid"
      ? "00000000-0000-0000-0000-" + String(repeating: "0", count: 12 - digits.count) + digits : digits
  }

  /// Statements with good rows in every relation that is there: accounts 1 and 2, endpoint 3 of account 1, transactions 10
  /// (USD 100.50 from 2 to 1) and 11 (EUR 80 from 1 to 3), and one record of each other kind, all in February 2026.
  package var rows: String {
    let values: [Relation: [String]] = [
      .accounts: [
        "'#1', 'individual', 'worker', 'Ann', 'US', 'open', '2025-01-01Z', '2025-01-02Z', NULL, 'a@b.c', '+1'",
        "'#2', 'organisation', 'client', 'Bolt Ltd', 'GB', NULL, NULL, NULL, NULL, NULL, NULL",
      ],
      .endpoints: [
        "'#3', 'bank_account', '#1', 'Ann', 'A Bank', 'ABCDCNBJ', '1', '62', NULL, 'CN', NULL, NULL, '2025-02-01Z'"
      ],
      .transactions: [
        "'#10', '2026-02-03 10:00Z', '#2', '#1', 100.50, 'USD', 'payout', 'settled', 'pay', '#40', '#2'",
        "'#11', '2026-02-04 10:00Z', '#1', '#3', 80, 'EUR', NULL, NULL, NULL, NULL, NULL",
      ],
      .payoutRequests: [
        "'#20', '#1', '2026-02-03Z', '#3', 'bank', NULL, NULL, NULL, 9.5, 'USD', 'done', 'please'"
      ],
      .paymentDetailChanges: [
        "'#30', '#1', '2026-02-02Z', 'bank_account', 'old', 'new', '#3', 'ann', NULL"
      ],
      .authorisations: ["'#40', '#2', '#1', 'contract', 5000, 'USD', 30, '2025-01-01Z', NULL"],
      .fxRates: ["'2026-02-01', 'EUR', 1.25"],
      .logins: ["'#50', '#1', '2026-02-01Z', NULL, '10.0.0.1', 'US', 'd', 443"],
      .platformEvents: ["'#60', '2026-02-01Z', '#1', '#2', 'bid', '5', NULL"],
    ]
    return Relation.allCases.filter { !absent.contains($0) }.flatMap { relation in
      (values[relation] ?? []).map { row in
        "INSERT INTO \(schema).\(relation.rawValue) VALUES (\(withIDs(row)));"
      }
    }
    .joined(separator: "\n")
  }

  /// The text with `#7` replaced by the text form of identifier 7.
  package func withIDs(_ text: String) -> String {
    text.replacing(/#(\d+)/) { id(Int($0.1) ?? 0) }
  }

  private func standardType(of column: ContractColumn) -> String {
    switch column.type {
    case .identifier: identifiers
    case .text, .word: "text"
    case .instant: "timestamptz"
    case .date: "date"
    case .amount: "numeric"
    case .integer: "integer"
    }
  }
}
