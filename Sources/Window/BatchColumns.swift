import Ledger

/// The texts and parties of a batch of any relation but the transactions, read a column at a time: loops over one column let
/// the processor wait for many places in memory at once.
///
/// Texts of rows that turn out to be rejected stay in the table; nothing shows it.
struct BatchColumns {
  /// Those of the relation.
  let columns: [ContractColumn]
  /// By column, then row: handles of texts and of identifiers that point nowhere, `none` for null; empty for other columns.
  private(set) var texts: [[Text]]
  /// By column, then row: parties that identifiers point to, or ``null``, or ``unknown``; empty for other columns.
  private(set) var parties: [[Party]]

  static let null = Party(-1)
  /// No party, or one of another relation than the column's.
  static let unknown = Party(-2)

  init() { (columns, texts, parties) = ([], [], []) }

  /// O(rows · columns) expected.
  init(_ batch: RowBatch, of relation: Relation, parties known: Parties, texts table: inout TextTable) {
    columns = Contract.columns(of: relation)
    texts = Array(repeating: [], count: columns.count)
    parties = texts.map { _ in [] }
    if relation == .fxRates { return }
    let keysAreParties = relation == .accounts || relation == .endpoints
    for (place, column) in columns.enumerated() {
      switch column.type {
      case .text: texts[place] = table.insert(batch, column: place, areIdentifiers: false)
      case .identifier where !column.references.isEmpty:
        parties[place] = Self.find(batch, place, column.references, known)
      case .identifier where place > 0 || !keysAreParties:
        texts[place] = table.insert(batch, column: place, areIdentifiers: true)
      case .identifier, .word, .instant, .date, .amount, .integer: break
      }
    }
  }

  private static func find(
    _ batch: RowBatch, _ column: Int, _ relations: [Relation], _ known: Parties
  ) -> [Party] {
    var found = known.ids.find(batch, column: column)
    batch.forEachKey(column) { row, key, _ in if key != nil && found[row] < 0 { found[row] = unknown } }
    if relations.count == 1 {
      let isAccount = relations == [.accounts]
      for row in found.indices where found[row] >= 0 && (known.place[Int(found[row])] >= 0) != isAccount {
        found[row] = unknown
      }
    }
    return found
  }
}
