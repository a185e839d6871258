import Detection
import Ledger
import Window

/// What passed through one account: money of others in, to third parties out.
struct Passage {
  let account: Party
  /// Rows of the credits of others, ascending. Which of them went on is for the shares to say: first in first out, what
  /// is kept is always the last payer's.
  let credits: [Int]
  /// Rows of the debits that passed it on, ascending, and how much of each was that money.
  let debits: [(row: Int, amount: Money)]
  /// Accounts (or endpoints nobody registered) that they came from.
  let origins: Set<Party>
  /// Where it went.
  let places: Set<Party>
  /// UTC days on which money went on.
  let days: Int
  /// Distinct payees of card charges.
  let purchases: Int

  private let draws: [Forwarding.Draw]
  /// Credits of others, whole, by time: those so young that they may still go on count only as far as they have.
  private let incoming: [(at: Int64, amount: Int128)]
  /// Micro-units that went on, by place, most first.
  private let byPlace: [Int128]

  /// O(n log n) in the account's movements.
  init(
    of account: Party, _ scope: Scope, _ settings: Settings, _ holders: Holders, _ ledgers: HolderLedgers,
    _ agreements: Agreements
  ) {
    let window = scope.window
    let table = window.transactions
    self.account = account
    credits = ledgers.received(by: account).map { Int($0) }.filter { row in
      Self.isTransfer(row, table) && table.amount[row] >= settings[PassThroughAccount.minPayment]
        && !holders.isPayer[Int(table.debtor[row])]
        && !holders.isOwn(table.debtor[row], of: account, by: table.kind[row]) && !agreements.cover(row)
    }
    let senders = Set(credits.map { window.parties.owner(table.debtor[$0]) })
    origins = senders
    let paid = ledgers.paid(by: account).map { Int($0) }.filter { row in
      let creditor = table.creditor[row]
      return Self.isTransfer(row, table) && !holders.isPayer[Int(creditor)]
        && !senders.contains(window.parties.owner(creditor))
        && !holders.isOwn(creditor, of: account, by: table.kind[row]) && !agreements.cover(row)
    }
    let maxRest = settings.span(PassThroughAccount.maxRest)
    draws =
      Forwarding(credits: credits, debits: paid, in: table, maxRest: maxRest).draws
    var amounts: [Int: Int64] = [:]
    var drawn: [Int: Int64] = [:]
    for draw in draws {
      amounts[draw.debit, default: 0] += draw.amount
      drawn[draw.credit, default: 0] += draw.amount
    }
    debits = amounts.sorted { $0.key < $1.key }.map { ($0.key, Money(micros: $0.value)) }
    places = Set(debits.map { table.creditor[$0.row] })
    days = Set(debits.map { Instant(micros: table.bookedAt[$0.row]).dayNumber }).count
    purchases =
      Set(
        ledgers.paid(by: account).filter { table.kind[Int($0)] == .charge }.map { table.creditor[Int($0)] }
      ).count
    let youngest = (scope.asOf - maxRest).micros
    incoming = credits.map { row in
      let isOpen = table.bookedAt[row] > youngest
      return (table.bookedAt[row], Int128(isOpen ? drawn[row] ?? 0 : table.amount[row]))
    }
    var places: [Party: Int128] = [:]
    for (row, amount) in debits {
      places[window.parties.owner(table.creditor[row]), default: 0] += Int128(amount.micros)
    }
    byPlace = places.values.sorted(by: >)
  }

  private static func isTransfer(_ row: Int, _ table: Transactions) -> Bool {
    table.kind[row] == .transfer || table.kind[row] == .payout
  }

  /// Throws ``LedgerError/overflow(_:)``.
  func forwarded() throws -> Money { try Money.sum(debits.map(\.amount)) }

  /// Per mille of what others paid in that went on within a rest.
  func share(within rest: Span) -> Int64 {
    let whole = incoming.reduce(Int128(0)) { $0 + $1.amount }
    let part = draws.reduce(Int128(0)) { $1.rest <= rest ? $0 + Int128($1.amount) : $0 }
    return whole == 0 ? 0 : Int64(clamping: part * 1000 / whole)
  }

  /// The most micro-units that others paid in during any stretch of this length.
  func busiest(_ stretch: Span) -> Int128 {
    var (low, sum, most) = (0, Int128(0), Int128(0))
    for (at, amount) in incoming {
      sum += amount
      while at - incoming[low].at >= stretch.micros {
        sum -= incoming[low].amount
        low += 1
      }
      most = max(most, sum)
    }
    return most
  }

  /// Per mille of the forwarded money that arrived in the places that got most.
  func shareOfLargest(_ count: Int) -> Int64 {
    let whole = byPlace.reduce(0, +)
    return whole == 0 ? 0 : Int64(clamping: byPlace.prefix(count).reduce(0, +) * 1000 / whole)
  }

  /// The middle rest of the draws; of two middle ones the shorter.
  var medianRest: Span {
    let rests = draws.map(\.rest).sorted()
    return rests.isEmpty ? Span(micros: 0) : rests[(rests.count - 1) / 2]
  }
}
