import Ledger
import Window

/// The ledgers to be matched, one after the other: each an account's credits and debits in the order of design §5, step 2.
struct LotLedgers: Sendable {
  /// The rows that stand in a ledger, and those that go to a sink.
  private(set) var members: RowSet
  /// `start[i]..<start[i + 1]` are the entries of ledger `i`; ledgers ascend by party.
  private(set) var start: [Int32] = [0]
  /// Row and side of each entry.
  private(set) var entries: [Entry] = []
  /// Entry of a member as a debit and as a credit, or -1, by its place among the members.
  private(set) var debit: [Int32]
  private(set) var credit: [Int32]

  /// A row times two, one more for a debit.
  struct Entry: Sendable {
    private let code: UInt32

    init(row: Int, isDebit: Bool) { code = UInt32(row) << 1 | (isDebit ? 1 : 0) }

    var row: Int { Int(code >> 1) }
    var isDebit: Bool { code & 1 == 1 }
  }

  /// A counting sort of the rows' two sides. O(rows + parties).
  init(_ transactions: Transactions, rows: Range<Int>, of isForwarder: [Bool], rank: [UInt8]) {
    let debtor = transactions.debtor.span
    let creditor = transactions.creditor.span
    let status = transactions.status.span
    let bookedAt = transactions.bookedAt.span
    let forwards = isForwarder.span
    let ranks = rank.span
    members = RowSet(among: rows)
    var chosen: [Int32] = []
    var number = Array(repeating: Int32(0), count: isForwarder.count)
    for row in rows {
      let (payer, payee) = (Int(debtor[row]), Int(creditor[row]))
      guard forwards[payer] || forwards[payee] || ranks[payee] != Classification.notSink,
        case .settled = status[row], payer != payee
      else { continue }
      members.insert(row)
      chosen.append(Int32(row))
      if forwards[payer] { number[payer] += 1 }
      if forwards[payee] { number[payee] += 1 }
    }
    members.number()
    debit = Array(repeating: -1, count: chosen.count)
    credit = debit

    // From counts to where each party's next entry goes.
    var total: Int32 = 0
    for party in number.indices where isForwarder[party] {
      let count = number[party]
      number[party] = total
      total += count
      start.append(total)
    }
    entries = Array(repeating: Entry(row: 0, isDebit: false), count: Int(total))
    var first = 0
    while first < chosen.count {
      let instant = bookedAt[Int(chosen[first])]
      var end = first
      while end < chosen.count, bookedAt[Int(chosen[end])] == instant {
        let payee = Int(creditor[Int(chosen[end])])
        if forwards[payee] {
          credit[end] = number[payee]
          entries[Int(number[payee])] = Entry(row: Int(chosen[end]), isDebit: false)
          number[payee] += 1
        }
        end += 1
      }
      for place in first..<end {
        let payer = Int(debtor[Int(chosen[place])])
        if forwards[payer] {
          debit[place] = number[payer]
          entries[Int(number[payer])] = Entry(row: Int(chosen[place]), isDebit: true)
          number[payer] += 1
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
