import Detection
import Ledger
import Window

/// What clients paid a few accounts in view, at the account or at its endpoints.
struct PayOfAccounts {
  private var rows: [Party: [Int]] = [:]
  private let window: Window

  /// O(rows + parties).
  init(_ scope: Scope, of accounts: Set<Party>) {
    window = scope.window
    let table = window.transactions
    let columns = PartyColumns.of(scope)
    var asked = DenseSet(upTo: window.parties.count)
    for account in accounts { asked.insert(account) }
    asked.insertEndpoints(of: window.parties)
    let (status, kind) = (table.status.span, table.kind.span)
    let (debtor, creditor) = (table.debtor.span, table.creditor.span)
    scope.rows.forEach(marked: { asked.mark(creditor[$0]) }) { row in
      guard status[row] == .settled, kind[row].isPay else { return }
      let (from, to) = (columns.owner[Int(debtor[row])], columns.owner[Int(creditor[row])])
      // A role that nobody told may be an employer's.
      let isEmployer = window.parties.account(from).map { $0.role == .client || $0.role == nil } ?? false
      if isEmployer && from != to { rows[to, default: []].append(row) }
    }
  }

  /// Rows by which an account was paid, ascending.
  func rows(of account: Party) -> [Int] { rows[account] ?? [] }

  /// Who paid it.
  func payers(of account: Party) -> Set<Party> {
    Set(rows(of: account).map { window.parties.owner(window.transactions.debtor[$0]) })
  }
}
