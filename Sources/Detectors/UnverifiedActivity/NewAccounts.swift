import Detection
import Ledger
import Window

/// The accounts opened in view whose holders are or were unverified, or who are days old, and what they moved then.
struct NewAccounts {
  /// Rows, ascending in time.
  struct Movements {
    var incoming: [Int] = []
    var outgoing: [Int] = []
  }

  /// Of accounts that took in enough to be looked at.
  private(set) var movements: [Party: Movements] = [:]

  private let window: Window
  private let asOf: Instant
  private let new: Set<Party>
  private let grace: Span
  /// By role: whether enough of its new accounts are verified for the absence of it to mean something.
  private let isVerifiedRole: [AccountRole?: Bool]

  /// One pass over the rows for all of them; O(rows + parties).
  init(_ scope: Scope, _ settings: Settings) {
    window = scope.window
    asOf = scope.asOf
    grace = settings.span(UnverifiedActivity.grace)
    let new = window.parties.accounts.filter { account in
      guard let opened = account.openedAt else { return false }
      return opened >= scope.from && opened < scope.asOf && account.role != .client
        && account.role != .platform
        && !scope.window.classification.isStop[Int(account.party)]
    }
    isVerifiedRole = Dictionary(grouping: new, by: \.role).mapValues { accounts in
      let verified = accounts.count { $0.verifiedAt.map { $0 < scope.asOf } ?? false }
      return Int64(verified) * 1000 >= settings[UnverifiedActivity.verifiedShare] * Int64(accounts.count)
    }
    self.new = Set(new.map(\.party))
    gather(new, scope, settings)
    if let asked = scope.asked, movements[asked] == nil { movements[asked] = Movements() }
  }

  /// Whether an account was opened in view by somebody who is paid.
  func isNew(_ account: Party) -> Bool { new.contains(account) }

  /// Whether enough of the new accounts of its role are verified for the absence of it to mean something.
  func isTelling(_ account: Account) -> Bool { isVerifiedRole[account.role] ?? false }

  private mutating func gather(_ new: [Account], _ scope: Scope, _ settings: Settings) {
    let newness = settings.span(UnverifiedActivity.burstPeriod)
    var slot = Array(repeating: Int32(-1), count: window.parties.count)
    var until: [Int64] = []
    for account in new {
      let burstEnd =
        (account.openedAt ?? scope.asOf) + newness + settings.span(UnverifiedActivity.drainedWithin)
      slot[Int(account.party)] = Int32(until.count)
      until.append(max(burstEnd, cutoff(of: account)).micros)
    }
    if until.isEmpty { return }
    let table = window.transactions
    let (status, kind, amount, booked) = (
      table.status.span, table.kind.span, table.amount.span, table.bookedAt.span
    )
    let (debtor, creditor) = (table.debtor.span, table.creditor.span)
    var taken = Array(repeating: Int64(0), count: until.count)
    var rows: [(slot: Int32, row: Int32, isIncoming: Bool)] = []
    for row in scope.rows where status[row] == .settled {
      switch kind[row] {
      case .topup, .fee, .refund: continue
      case .transfer, .payout, .charge, .conversion: break
      }
      let (from, to) = (slot[Int(debtor[row])], slot[Int(creditor[row])])
      if from == to { continue }
      if from >= 0 && booked[row] < until[Int(from)] { rows.append((from, Int32(row), false)) }
      if to >= 0 && booked[row] < until[Int(to)] && window.parties.owner(debtor[row]) != new[Int(to)].party {
        rows.append((to, Int32(row), true))
        let (sum, overflow) = taken[Int(to)].addingReportingOverflow(amount[row])
        taken[Int(to)] = overflow ? .max : sum
      }
    }
    let least = min(settings.money(UnverifiedActivity.leastSum), settings.money(UnverifiedActivity.burstSum))
    for (slot, row, isIncoming) in rows {
      let account = new[Int(slot)].party
      guard taken[Int(slot)] >= least.micros || account == scope.asked else { continue }
      if isIncoming {
        movements[account, default: Movements()].incoming.append(Int(row))
      } else {
        movements[account, default: Movements()].outgoing.append(Int(row))
      }
    }
  }

  /// What of an account's movements came too early for its verification. O(movements).
  func unverified(_ movements: Movements, of account: Account) -> Movements {
    let end = cutoff(of: account).micros
    let booked = window.transactions.bookedAt
    return Movements(
      incoming: movements.incoming.filter { booked[$0] < end },
      outgoing: movements.outgoing.filter { booked[$0] < end })
  }

  /// Movements before this instant came before verification.
  private func cutoff(of account: Account) -> Instant {
    guard isVerifiedRole[account.role] ?? false else { return Instant(micros: .min) }
    return min(account.verifiedAt ?? asOf, asOf) - grace
  }
}

/// What a new account took in during its first days, and whether it went out again.
struct Burst {
  /// Rows in the first days, and the rows out until shortly after them.
  let incoming: [Int]
  let outgoing: [Int]
  let total: Money
  let payers: Int
  /// Per mille of it that went out at once.
  let drainedShare: Int64

  /// Throws ``LedgerError/overflow(_:)``. O(movements).
  init(of account: Account, _ movements: NewAccounts.Movements, in window: Window, _ settings: Settings)
    throws
  {
    let table = window.transactions
    let end = (account.openedAt ?? Instant(micros: .min)) + settings.span(UnverifiedActivity.burstPeriod)
    let rows = movements.incoming.filter { table.bookedAt[$0] < end.micros }
    incoming = rows
    payers = Set(rows.map { window.parties.owner(table.debtor[$0]) }).count
    total = try Money.sum(rows.map { Money(micros: table.amount[$0]) })
    let last = rows.last.map {
      Instant(micros: table.bookedAt[$0]) + settings.span(UnverifiedActivity.drainedWithin)
    }
    outgoing = movements.outgoing.filter { row in last.map { table.bookedAt[row] <= $0.micros } ?? false }
    let out = try Money.sum(outgoing.map { Money(micros: table.amount[$0]) })
    drainedShare = out.perMille(of: total)
  }
}
