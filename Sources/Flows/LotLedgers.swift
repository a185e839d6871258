import Ledger
import Window

/// The ledgers of some accounts, one after the other: each account's credits and debits in the order of design §5, step 2.
struct LotLedgers: Sendable {
  /// The rows that stand in one of the ledgers.
  let rows: RowSet
  /// `start[i]..<start[i + 1]` are the entries of ledger `i`.
  private(set) var start: [Int32] = [0]
  private(set) var entries: [Entry] = []
  /// Entry of a row as a debit and as a credit, or -1, by its place among the rows.
  private(set) var debit: [Int32]
  private(set) var credit: [Int32]

  /// A row times two, one more for a debit.
  struct Entry: Sendable {
    private let code: UInt32

    init(row: Int32, isDebit: Bool) { code = UInt32(row) << 1 | (isDebit ? 1 : 0) }

    var row: Int { Int(code >> 1) }
    var isDebit: Bool { code & 1 == 1 }
  }

  /// A counting sort of the rows' two sides: one pass over all rows that only asks whose they are, and two over those that
  /// stand in a ledger. O(rows + entries).
  init(_ transactions: Transactions, rows: Range<Int>, of accounts: DenseSet, parties: Int) {
    let debtor = transactions.debtor.span
    let creditor = transactions.creditor.span
    let status = transactions.status.span
    let bookedAt = transactions.bookedAt.span
    self.rows = RowSet(among: rows) { row in
      let (payer, payee) = (debtor[row], creditor[row])
      return (accounts.mark(payer) | accounts.mark(payee)) & (status[row] == .settled).mark
        & (payer != payee).mark
    }
    let chosen = self.rows.members
    debit = Array(repeating: -1, count: chosen.count)
    credit = debit

    var next = Array(repeating: Int32(0), count: parties)
    for row in chosen {
      next[Int(debtor[Int(row)])] += 1
      next[Int(creditor[Int(row)])] += 1
    }
    var total: Int32 = 0
    for account in accounts.members {
      (next[Int(account)], total) = (total, total + next[Int(account)])
      start.append(total)
    }
    entries = Array(repeating: Entry(row: 0, isDebit: false), count: Int(total))
    var first = 0
    while first < chosen.count {
      let instant = bookedAt[Int(chosen[first])]
      var end = first
      while end < chosen.count, bookedAt[Int(chosen[end])] == instant {
        let payee = creditor[Int(chosen[end])]
        if accounts.contains(payee) {
          credit[end] = next[Int(payee)]
          entries[Int(next[Int(payee)])] = Entry(row: chosen[end], isDebit: false)
          next[Int(payee)] += 1
        }
        end += 1
      }
      for place in first..<end {
        let payer = debtor[Int(chosen[place])]
        if accounts.contains(payer) {
          debit[place] = next[Int(payer)]
          entries[Int(next[Int(payer)])] = Entry(row: chosen[place], isDebit: true)
          next[Int(payer)] += 1
        }
      }
      first = end
    }
  }

  /// How many ledgers there are.
  var count: Int { start.count - 1 }

  /// The first ledger behind the middle of the entries.
  var half: Int { start.dropLast().firstIndex { Int($0) * 2 >= entries.count } ?? 0 }
}
