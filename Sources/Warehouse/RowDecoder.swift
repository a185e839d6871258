import Ledger
import Postgres
import Window

/// Turns batches of COPY's binary form into batches of the contract's columns.
///
/// The contract check has seen the columns' types in the same snapshot, so a field of another length than its type's is a
/// broken stream, not a broken row: it fails the run.
struct RowDecoder: Sendable {
  private enum Form: Sendable { case text, integer, uuid, instant, date, number }

  private let forms: [Form]

  /// - Parameter types: what each identifier column really is, by name.
  init(_ relation: Relation, types: [String: String]) {
    forms = Contract.columns(of: relation).map { column in
      switch column.type {
      case .identifier:
        switch types[column.name] {
        case "integer", "bigint": .integer
        case "uuid": .uuid
        default: .text
        }
      case .text, .word: .text
      case .instant: .instant
      case .date: .date
      case .amount: .number
      case .integer: .integer
      }
    }
  }

  /// The same rows. Throws `.protocol` for fields of the wrong shape. O(rows · columns).
  func decode(_ copy: CopyBatch) throws -> RowBatch {
    RowBatch(
      count: copy.count, bytes: copy.bytes,
      columns: try forms.enumerated().map { column, form in
        switch form {
        case .text: .texts(copy.places(column))
        case .integer: .integers(try copy.integers(column))
        case .uuid: .uuids(try copy.uuids(column))
        case .instant: .integers(try copy.timestamps(column))
        case .date: .integers(try copy.dates(column).map { $0.map { Instant(dayNumber: $0).micros } })
        case .number: .numbers(try copy.numerics(column).map(NumberField.init))
        }
      })
  }
}

extension CopyBatch {
  fileprivate func places(_ column: Int) -> [RowBatch.TextPlace] {
    let fields = fields.span
    return Array(capacity: count) { places in
      for row in 0..<count {
        let field = fields[row * width + column]
        places.append(RowBatch.TextPlace(start: field.start, end: field.end))
      }
    }
  }
}

extension NumberField {
  fileprivate init(_ number: BinaryNumeric?) {
    self =
      switch number {
      case nil: .null
      case .value(let mantissa, let scale): .value(ExactDecimal(mantissa: mantissa, scale: scale))
      case .nan: .nan
      case .infinity(let negative): .infinity(negative: negative)
      case .tooLong: .tooLong
      }
  }
}
