package import Ledger
package import Postgres
import Window

/// Holds the warehouse against the source contract (design §3), in the server: no row is loaded.
package struct ContractCheck {
  /// The types each identifier column really has, by relation and column.
  package typealias Types = [Relation: [String: String]]

  let session: Session
  let schema: String

  package init(session: Session, schema: String) {
    self.session = session
    self.schema = schema
  }

  /// What relations and columns there are, and whether they can be read. Reads the catalogue only.
  package func structure() throws -> (faults: [ContractFault], types: Types, absent: Set<Relation>) {
    let usable = try session.execute(SQL.text("contract/schema"), [schema])
    if usable.count == 0 { return ([fault(nil, nil, .schemaMissing)], [:], []) }
    if usable[0, 0] != "t" { return ([fault(nil, nil, .noRight)], [:], []) }
    var types: Types = [:]
    var enums: Set<String> = []
    var unreadable: Set<Relation> = []
    let rows = try session.execute(SQL.text("contract/columns"), [schema])
    for row in 0..<rows.count {
      guard let relation = rows[row, 0].flatMap({ Relation(rawValue: $0) }), let column = rows[row, 1] else { continue }
      types[relation, default: [:]][column] = rows[row, 2]
      if rows[row, 3] == "t" { enums.insert("\(relation.rawValue).\(column)") }
      if rows[row, 4] == "f" { unreadable.insert(relation) }
    }
    var faults: [ContractFault] = []
    for relation in Relation.allCases {
      guard let found = types[relation] else {
        if relation.isRequired { faults.append(fault(relation, nil, .relationMissing)) }
        continue
      }
      if unreadable.contains(relation) { faults.append(fault(relation, nil, .noRight)) }
      for column in Contract.columns(of: relation) {
        guard let type = found[column.name] else {
          faults.append(fault(relation, column.name, .columnMissing))
          continue
        }
        let isEnum = enums.contains("\(relation.rawValue).\(column.name)")
        if !Self.accepts(column, type, isEnum: isEnum) {
          faults.append(fault(relation, column.name, .wrongType(found: type)))
        }
      }
    }
    return (faults, types, Set(Relation.allCases.filter { !$0.isRequired && types[$0] == nil }))
  }

  /// Everything, rows included; `clock` is the instant after which a row lies in the future.
  package func all(currency: String, clock: Instant, freshWithin: Span) throws -> [ContractFault] {
    var (faults, types, _) = try structure()
    let unreadable = Set(faults.compactMap(\.relation))
    if faults.contains(where: { $0.relation == nil }) { return faults }
    try session.transaction(.snapshot) {
      try useContract(session, schema: schema)
      for relation in Relation.allCases where types[relation] != nil && !unreadable.contains(relation) {
        // A check joins a relation to those it points to; with one of them unreadable its orphans cannot be told.
        let targets = Contract.columns(of: relation).flatMap(\.references)
        if targets.contains(where: unreadable.contains) { continue }
        faults += try rowFaults("contract/checks/\(relation.rawValue)", relation, clock.description)
        if relation == .transactions {
          let rates = types[.fxRates] != nil && !unreadable.contains(.fxRates)
          faults += try rowFaults(
            rates ? "contract/checks/transaction_rates" : "contract/checks/transaction_currencies", relation, currency)
          faults += try freshness(clock: clock, within: freshWithin)
        }
      }
    }
    return faults
  }

  private func rowFaults(_ file: String, _ relation: Relation, _ parameter: String) throws -> [ContractFault] {
    let sql = SQL.text(file)
    let rows = try session.execute(sql, sql.contains("$1") ? [parameter] : [])
    return (0..<rows.count).compactMap { row in
      guard let reason = rows[row, 1].flatMap({ Reject.Reason(rawValue: $0) }),
        let count = rows[row, 2].flatMap({ Int($0) })
      else { return nil }
      return fault(relation, rows[row, 0], .rows(reason, count: count, example: rows[row, 3] ?? ""))
    }
  }

  private func freshness(clock: Instant, within: Span) throws -> [ContractFault] {
    let rows = try session.execute(SQL.text("contract/freshness"), [clock.description])
    guard let newest = rows[0, 0], let days = rows[0, 1].flatMap({ Int($0) }) else {
      return [fault(.transactions, nil, .empty)]
    }
    return days > Int(within.days) ? [fault(.transactions, "booked_at", .stale(days: days, newest: newest))] : []
  }

  private func fault(_ relation: Relation?, _ column: String?, _ problem: ContractFault.Problem) -> ContractFault {
    ContractFault(schema: schema, relation: relation, column: column, problem: problem)
  }

  /// Columns whose content is only shown or compared as text, whatever type the warehouse gives it.
  private static let loose: Set<String> = ["ip", "value", "device_id", "digest", "old_value", "new_value", "actor"]

  private static func accepts(_ column: ContractColumn, _ type: String, isEnum: Bool) -> Bool {
    switch column.type {
    case .identifier: ["text", "character varying", "uuid", "integer", "bigint"].contains(type)
    case .text: loose.contains(column.name) || ["text", "character varying", "character", "citext"].contains(type)
    case .word: isEnum || ["text", "character varying", "character", "citext"].contains(type)
    case .instant: type == "timestamp with time zone"
    case .date: type == "date"
    case .amount: type == "numeric"
    case .integer: ["smallint", "integer", "bigint"].contains(type)
    }
  }
}

/// Makes unqualified names in the transaction mean the contract's relations. The schema's name is quoted by libpq.
func useContract(_ session: Session, schema: String) throws {
  _ = try session.execute(SQL.text("queries/set_setting"), ["search_path", try session.quotedIdentifier(schema)])
}
