package import Ledger
package import Postgres
package import Window

/// What a run read of one relation.
package struct InputCount: Sendable {
  package let relation: Relation
  package var rows = 0
  package var rejected = 0
  package var newestAt: Instant?
  /// Rows by UTC day, for relations that have a time.
  package var days: [Int64: Int] = [:]

  init(relation: Relation) { self.relation = relation }
}

/// A window with the account of how it was read.
package struct WindowReading: Sendable {
  package var window: Window
  package let rejects: [Reject]
  /// Total of the transactions used, in micro-units.
  package let amountSum: Int128
  /// One per relation read, in the order of ``Relation``.
  package let inputs: [InputCount]
}

/// Reads the contract into columns: one snapshot, sequential COPY, nothing kept back in the warehouse.
package struct WindowReader {
  let session: Session
  let schema: String
  let types: ContractCheck.Types
  let absent: Set<Relation>
  let unread: Set<Relation>

  /// `unread`: relations that are there and that nobody will look at.
  package init(
    session: Session, schema: String, types: ContractCheck.Types, absent: Set<Relation>,
    unread: Set<Relation> = []
  ) {
    self.session = session
    self.schema = schema
    self.types = types
    self.absent = absent
    self.unread = unread
  }

  /// Everything in `[from, to)`. Rows after `future` cannot be true and are rejected. Call it inside a snapshot.
  ///
  /// `progress` hears of rows read, every 65,536 of them and at the end of a relation. Throws ``PostgresError``.
  package func read(
    from: Instant, to: Instant, future: Instant, currency: String, progress: (Relation, Int) -> Void
  ) throws -> WindowReading {
    try useContract(session, schema: schema)
    for (name, instant) in [("weir.window_from", from), ("weir.window_to", to), ("weir.future", future)] {
      _ = try session.execute(SQL.text("queries/set_setting"), [name, instant.description])
    }
    var builder = WindowBuilder(from: from, to: to, future: future, currency: currency, absent: absent)
    var inputs: [Relation: InputCount] = [:]
    for relation in Self.order where !absent.union(unread).contains(relation) {
      var input = InputCount(relation: relation)
      let time = Contract.time(of: relation).flatMap { name in
        Contract.columns(of: relation).firstIndex { $0.name == name }
      }
      let forms = Contract.columns(of: relation).map { column in
        column.type == .identifier ? IdentifierForm(types[relation]?[column.name]) : .text
      }
      try session.copyOut(SQL.text("queries/read_\(relation.rawValue)")) { row in
        let source = BinaryRow(row: row, forms: forms, isDate: relation == .fxRates)
        builder.add(source, to: relation)
        input.rows += 1
        if let time, let at = source.instant(time), at <= future {
          input.newestAt = max(input.newestAt ?? at, at)
          input.days[at.dayNumber, default: 0] += 1
        }
        if input.rows & 0xFFFF == 0 { progress(relation, input.rows) }
      }
      progress(relation, input.rows)
      inputs[relation] = input
    }
    let (window, rejects, amountSum) = builder.finish()
    for reject in rejects { inputs[reject.relation]?.rejected += 1 }
    return WindowReading(
      window: window, rejects: rejects, amountSum: amountSum,
      inputs: Relation.allCases.compactMap { inputs[$0] })
  }

  /// Parties before whatever points to them, rates before what they convert.
  private static let order: [Relation] = [
    .accounts, .endpoints, .fxRates, .transactions, .payoutRequests, .paymentDetailChanges, .authorisations,
    .logins, .platformEvents,
  ]
}

/// The binary form of an identifier column.
private enum IdentifierForm {
  case text, integer, uuid

  init(_ type: String?) {
    self =
      switch type {
      case "integer", "bigint": .integer
      case "uuid": .uuid
      default: .text
      }
  }
}

/// A row of COPY's binary form as a row of the contract.
///
/// The contract check has seen the columns' types in the same snapshot, so a field cannot have another length than its
/// type's; were it so, it reads as null and the row is rejected.
private struct BinaryRow: SourceRow {
  let row: CopyRow
  let forms: [IdentifierForm]
  /// Whether instants are sent as dates, as in fx_rates.
  let isDate: Bool

  func text(_ column: Int) -> ArraySlice<UInt8>? {
    guard let bytes = row.bytes(column) else { return nil }
    return switch forms[column] {
    case .text: bytes
    case .integer: (try? BinaryFormat.integer(bytes)).map { ArraySlice(String($0).utf8) }
    case .uuid: (try? BinaryFormat.uuid(bytes)).map { ArraySlice($0) }
    }
  }

  func instant(_ column: Int) -> Instant? {
    guard let bytes = row.bytes(column) else { return nil }
    return isDate
      ? (try? BinaryFormat.date(bytes)).map { Instant(dayNumber: $0) }
      : (try? BinaryFormat.timestamp(bytes)).map { Instant(micros: $0) }
  }

  func number(_ column: Int) -> NumberField {
    guard let bytes = row.bytes(column) else { return .null }
    return switch try? BinaryFormat.numeric(bytes) {
    case .value(let mantissa, let scale): .value(ExactDecimal(mantissa: mantissa, scale: scale))
    case .nan: .notANumber("NaN")
    case .infinity(let negative): .notANumber(negative ? "-Infinity" : "Infinity")
    case .tooLong: .notANumber("a number of more than 38 digits")
    case nil: .null
    }
  }

  func integer(_ column: Int) -> Int64? { row.bytes(column).flatMap { try? BinaryFormat.integer($0) } }
}
