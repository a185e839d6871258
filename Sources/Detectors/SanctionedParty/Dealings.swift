import Detection
import Ledger
import Window

/// The payments in view to and from listed parties, settled or on their way.
struct Dealings {
  /// By place of suspect: rows in which one of its parties takes part, ascending in time.
  private(set) var rows: [[Int]]

  /// One pass over the rows; O(rows + parties).
  init(of suspects: [ListedSuspect], in scope: Scope) {
    let table = scope.window.transactions
    var places: [Party: [Int]] = [:]
    for (place, suspect) in suspects.enumerated() {
      for party in Set(suspect.parties) { places[party, default: []].append(place) }
    }
    rows = Array(repeating: [], count: suspects.count)
    var isSuspect = Array(repeating: false, count: scope.window.parties.count)
    for party in places.keys { isSuspect[Int(party)] = true }
    let (status, debtor, creditor) = (table.status.span, table.debtor.span, table.creditor.span)
    let flags = isSuspect.span
    for row in scope.rows where status[row] == .settled || status[row] == .pending {
      let (from, to) = (debtor[row], creditor[row])
      guard flags[Int(from)] || flags[Int(to)] else { continue }
      for place in Set((places[from] ?? []) + (places[to] ?? [])) { rows[place].append(row) }
    }
  }

  /// Those of the rows in which a party takes part by which the suspect is known.
  static func rows(_ rows: [Int], of suspect: ListedSuspect, in window: Window) -> [Int] {
    let (parties, table) = (Set(suspect.parties), window.transactions)
    return rows.filter { parties.contains(table.debtor[$0]) || parties.contains(table.creditor[$0]) }
  }

  /// What was settled, in and out. Throws ``LedgerError/overflow(_:)``.
  static func total(of rows: [Int], in window: Window) throws -> Money {
    let table = window.transactions
    return try Money.sum(rows.filter { table.status[$0] == .settled }.map { Money(micros: table.amount[$0]) })
  }

  /// Whether the subject pays, in these rows, PRC-linked or sanctioned endpoints in another country than it declares.
  static func goToListedPlaceAbroad(_ rows: [Int], of suspect: ListedSuspect, in window: Window) -> Bool {
    guard let declared = window.country(suspect.subject) else { return false }
    return rows.contains { row in
      let place = window.transactions.creditor[row]
      // That the name is listed is no second reason for suspecting the name.
      guard let sink = window.classification.sinkClass(place), sink != .exchange,
        sink != .sanctioned || !suspect.parties.contains(place)
      else { return false }
      return window.countryPaid(at: place).map { $0 != declared } ?? (sink == .prcBank || sink == .sanctioned)
    }
  }
}
