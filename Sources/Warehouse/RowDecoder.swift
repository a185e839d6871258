import Ledger
import Postgres
import Window

/// Turns batches of COPY's binary form into batches of the contract's columns.
///
/// The contract check has seen the columns' types in the same snapshot, so a field of another length than its type's is a
/// broken stream, not a broken row: it fails the run.
struct RowDecoder: Sendable {
  /// What a COPY of the relation's columns is decoded to.
  let copyForms: [CopyForm]
  private let forms: [RowBatch.Form]

  /// - Parameter types: what each identifier column really is, by name.
  init(_ relation: Relation, types: [String: String]) {
    copyForms = Contract.columns(of: relation).map { column in
      switch column.type {
      case .identifier:
        switch types[column.name] {
        case "integer", "bigint": .integer
        case "uuid": .uuid
        default: .bytes
        }
      case .text, .word: .bytes
      case .instant: .timestamp
      case .date: .date
      case .amount: .numeric
      case .integer: .integer
      }
    }
    forms = copyForms.map { form in
      switch form {
      case .bytes: .texts
      case .integer, .timestamp, .date: .integers
      case .uuid: .uuids
      case .numeric: .numbers
      }
    }
  }

  /// The same rows: words mean the same in both. O(columns) but for numbers that are long or none.
  func decode(_ copy: CopyBatch) -> RowBatch {
    RowBatch(
      count: copy.count, bytes: copy.bytes, forms: forms, words: copy.words, starts: copy.starts,
      stride: copy.stride, nulls: copy.nulls, numbers: copy.others.mapValues(NumberField.init))
  }
}

extension NumberField {
  fileprivate init(_ number: BinaryNumeric) {
    self =
      switch number {
      case .value(let mantissa, let scale): .value(ExactDecimal(mantissa: mantissa, scale: scale))
      case .nan: .nan
      case .infinity(let negative): .infinity(negative: negative)
      case .tooLong: .tooLong
      }
  }
}
