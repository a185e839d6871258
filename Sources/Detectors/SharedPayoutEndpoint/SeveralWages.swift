import Detection
import Ledger
import Window

/// Workers to whom several employers pay full, regular wages at the same time.
struct SeveralWages {
  struct Account {
    let party: Party
    /// Employers that pay a full, regular wage.
    let employers: Int
    /// Rows of the wages, ascending.
    let rows: [Int]
    let isWorker: Bool
  }

  /// Ascending by identifier bytewise.
  private(set) var all: [Account] = []

  /// Looks only at payments large enough to be a part of a wage. O(rows + parties), and O(n log n) in these.
  init(_ scope: Scope, _ settings: Settings) {
    let window = scope.window
    let table = window.transactions
    let columns = PartyColumns.of(scope)
    let since = scope.asOf - settings.span(SharedPayoutEndpoint.wagesPeriod)
    let least = settings.money(SharedPayoutEndpoint.fullWage).scaled(by: 14, over: 30).micros
    let enough = settings.count(SharedPayoutEndpoint.minEmployers)
    let (status, kind, amount) = (table.status.span, table.kind.span, table.amount.span)
    let (debtor, creditor) = (table.debtor.span, table.creditor.span)
    // Sieve: enough large payments from more than one payer.
    var payments = Array(repeating: Int32(0), count: window.parties.count)
    var payer = Array(repeating: PlaceUse.nobody, count: window.parties.count)
    var rows: [Int32] = []
    table.rows(from: since, to: scope.asOf).forEach(marked: { row in
      (amount[row] >= least).mark & (status[row] == .settled).mark & kind[row].isPay.mark
    }) { row in
      let (from, to) = (columns.owner[Int(debtor[row])], columns.owner[Int(creditor[row])])
      guard columns.payees.contains(to), !columns.payees.contains(from), !columns.endpoints.contains(from),
        from != to
      else { return }
      payments[Int(to)] += 1
      payer[Int(to)] = payer[Int(to)] == PlaceUse.nobody || payer[Int(to)] == from ? from : PlaceUse.several
      rows.append(Int32(row))
    }
    var byPayee: [Party: [Int]] = [:]
    for row in rows {
      let payee = columns.owner[Int(creditor[Int(row)])]
      let isSeen = payer[Int(payee)] == PlaceUse.several && Int(payments[Int(payee)]) >= 3 * enough
      if isSeen || payee == scope.asked { byPayee[payee, default: []].append(Int(row)) }
    }
    if let asked = scope.asked, byPayee[asked] == nil { byPayee[asked] = [] }
    all = byPayee.map { payee, rows in
      Self.account(payee, rows, columns, in: window, settings)
    }.filter { ($0.isWorker && $0.employers >= enough) || $0.party == scope.asked }.sorted {
      precedesBytewise(window.id($0.party), window.id($1.party))
    }
  }

  private static func account(
    _ payee: Party, _ rows: [Int], _ columns: PartyColumns, in window: Window, _ settings: Settings
  ) -> Account {
    let table = window.transactions
    let wages = Dictionary(grouping: rows) { columns.owner[Int(table.debtor[$0])] }.values.filter { rows in
      isFullWage(rows, in: table, least: settings.money(SharedPayoutEndpoint.fullWage))
    }
    return Account(
      party: payee, employers: wages.count, rows: wages.joined().sorted(),
      isWorker: window.parties.account(payee)?.role == .worker)
  }

  /// Whether three payments or more keep one rhythm and come to a full wage per thirty days.
  private static func isFullWage(_ rows: [Int], in table: Transactions, least: Money) -> Bool {
    guard rows.count >= 3, let first = rows.first, let last = rows.last else { return false }
    let days = rows.map { Instant(micros: table.bookedAt[$0]).dayNumber }
    let intervals = zip(days, days.dropFirst()).map { $1 - $0 }
    guard PayCycles.isRegular(intervals) else { return false }
    // The first payment is for days before it.
    let sum = rows.dropFirst().reduce(Int128(0)) { $0 + Int128(table.amount[$1]) }
    let elapsed = Int128(table.bookedAt[last] - table.bookedAt[first])
    return sum * Int128(Span.days(30).micros) >= Int128(least.micros) * elapsed
  }
}
