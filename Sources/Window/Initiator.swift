/// Who started a payment: a party, or somebody who is none, as an employee may be.
package struct Initiator: Hashable, Sendable {
  /// The party, or -1 less the place of the text.
  private let code: Int32

  package init(_ party: Party) { code = party }

  /// `text`: no party's identifier.
  package init(_ text: Text) { code = -1 - text.index }

  package var party: Party? { code < 0 ? nil : code }

  /// The identifier, of one who is no party.
  package var text: Text? { code < 0 ? Text(index: -1 - code) : nil }
}

/// Who started payments, in a byte a row where it was the debtor or the creditor.
struct InitiatorColumn: Sendable {
  enum Side: UInt8, Sendable { case nobody, debtor, creditor, neither }

  private var sides: [Side] = []
  /// Of the rows that say `neither`; the last rows, if they do not, may be missing.
  private var others = SparseColumn<Initiator>()

  /// Makes room for so many rows, but not for initiators that are neither side.
  mutating func reserve(_ rows: Int) { sides.reserveCapacity(rows) }

  /// Who started the payment in a row, of which these are the sides; nil when nobody is named. O(1).
  func initiator(_ row: Int, debtor: Party, creditor: Party) -> Initiator? {
    switch sides[row] {
    case .nobody: nil
    case .debtor: Initiator(debtor)
    case .creditor: Initiator(creditor)
    case .neither: others[row]
    }
  }

  /// Adds rows; `initiators` are those of the rows that say `neither`. Amortised O(rows).
  mutating func append(_ new: [Side], others initiators: [Initiator]) {
    let rows = initiators.isEmpty ? [] : new.indices.filter { new[$0] == .neither }
    for (row, initiator) in zip(rows, initiators) {
      others.extend(to: sides.count + row)
      others.append(initiator)
    }
    sides += new
  }

  /// Takes over the rows of another column. O(rows).
  mutating func take(_ next: inout InitiatorColumn) {
    others.extend(to: sides.count)
    others.append(next.others)
    sides.take(&next.sides)
    next = InitiatorColumn()
  }

  /// Handles of one table become those of another: the first's are places among `new`. O(initiators that are neither side).
  mutating func renumber(_ new: [Text]) {
    others.change { initiator in initiator.text.map { Initiator(new[Int($0.index)]) } ?? initiator }
  }

  /// The rows at the given places, in that order. O(places).
  mutating func pick(_ order: RowOrder) {
    others.extend(to: sides.count)
    sides.pick(order)
    others.pick(order)
  }
}

extension RowBatch {
  /// On which side an initiator stands, as far as the columns say it alike; else `neither`, whoever it is. O(rows).
  func sides(ofInitiator column: Int, debtor: Int, creditor: Int) -> [InitiatorColumn.Side] {
    let (initiator, one, other) = (cells(column), cells(debtor), cells(creditor))
    func sides(_ isSame: (_ row: Int, _ side: Cells) -> Bool) -> [InitiatorColumn.Side] {
      Array(capacity: count) { sides in
        for row in 0..<count {
          let side: InitiatorColumn.Side =
            isSame(row, one) ? .debtor : isSame(row, other) ? .creditor : .neither
          sides.append(initiator[row] == nil ? .nobody : side)
        }
      }
    }
    switch (forms[column], forms[debtor] == forms[column] && forms[creditor] == forms[column]) {
    case (.integers, true): return sides { initiator.integer($0) == $1.integer($0) }
    case (.uuids, true): return sides { initiator.uuid($0) == $1.uuid($0) }
    case (.texts, true):
      return sides { row, side in
        guard let text = initiator.text(row), let known = side.text(row) else { return false }
        let length = text.end - text.start
        if known.end - known.start != length { return false }
        let bytes = bytes
        return bytes.span.holds(length, at: text.start, of: bytes.span, at: known.start)
      }
    default:
      let isNull = forms[column] == .absent
      return (0..<count).map { isNull || initiator[$0] == nil ? .nobody : .neither }
    }
  }
}
