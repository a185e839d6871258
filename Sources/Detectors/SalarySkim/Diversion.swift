import Detection
import Ledger
import Window

/// What an earner passed on to one destination after pays, steady or not.
struct PassedShare {
  let account: Party
  /// The holder the money went to: an account, or an endpoint in nobody's or another's name.
  let place: Party
  /// Rows of the payments, ascending.
  let payments: [Int]
  /// Rows of the pays they followed, ascending.
  let pays: [Int]
  /// Per mille of each of these pays.
  let shares: [Int64]
  /// Pays since the first such one.
  let paysSince: Int
  /// Per mille of those pays together.
  let share: Int64
  let isRegular: Bool
  /// The coefficient of variation (standard deviation over mean) of the shares in per mille, rounded up, exactly: the
  /// least v with n·Σx² − (Σx)² ≤ (v · Σx)², v as a fraction.
  let variation: Int64

  /// How many pays a share left after.
  var cycles: Int { shares.count }

  /// What makes a share a steady one.
  func conditions(_ settings: Settings) -> [Condition] {
    let covered = paysSince == 0 ? 0 : Int128(cycles) * 1000 / Int128(paysSince)
    return [
      Condition("pays after which a share left", cycles, .atLeast, SalarySkim.minCycles, settings),
      Condition(
        "part of the pays since the first such one", covered, .atLeast, SalarySkim.coverage, settings),
      Condition("share of these pays", share, .atLeast, SalarySkim.leastShare, settings),
      Condition("share of these pays", share, .atMost, SalarySkim.mostShare, settings),
      Condition("coefficient of variation of the share", variation, .atMost, SalarySkim.spread, settings),
    ]
  }

  func isSteady(_ settings: Settings) -> Bool { conditions(settings).allSatisfy(\.isMet) }

  /// See ``variation``. O(shares).
  static func variation(of shares: [Int64]) -> Int64 {
    let sum = shares.reduce(Int128(0)) { $0 + Int128($1) }
    let squares = shares.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) }
    let spread = (Int128(shares.count) * squares - sum * sum) * 1_000_000
    if spread == 0 { return 0 }
    var (low, high) = (Int64(0), Int64(1_000_000))
    while low < high {
      let middle = (low + high) / 2
      if spread <= sum * sum * Int128(middle) * Int128(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// What came to an earner from employers, and what went to others.
struct EarnerMovements {
  private let account: Party
  private let window: Window
  /// Rows of payments from anybody but workers, ascending.
  private let income: [Int]
  /// Rows of payments to others that no agreement covers, by the holder they went to, ascending.
  private var outgo: [Party: [Int]] = [:]

  /// O(movements of the account).
  init(
    of account: Party, _ window: Window, _ holders: Holders, _ ledgers: HolderLedgers,
    _ agreements: Agreements
  ) {
    let table = window.transactions
    self.account = account
    self.window = window
    func isTransfer(_ row: Int) -> Bool { table.kind[row] == .transfer || table.kind[row] == .payout }
    income = ledgers.received(by: account).map { Int($0) }.filter { row in
      isTransfer(row)
        && window.parties.account(window.parties.owner(table.debtor[row]))?.role != .worker
        && !holders.isOwn(table.debtor[row], of: account, by: table.kind[row])
    }
    for row in ledgers.paid(by: account).map({ Int($0) }) where isTransfer(row) {
      let creditor = table.creditor[row]
      if holders.isPayer[Int(creditor)] || agreements.cover(row)
        || holders.isOwn(creditor, of: account, by: table.kind[row])
      {
        continue
      }
      outgo[holders.holder[Int(creditor)], default: []].append(row)
    }
  }

  /// What was passed on, by place ascending; of all pays, and of each employer's where there are several. Shares after
  /// fewer than `cycles` pays are left out.
  func shares(before asOf: Instant, cycles: Int, _ settings: Settings) -> [[PassedShare]] {
    let table = window.transactions
    // A share leaves after no more pays than there are payments.
    let places = outgo.filter { $0.value.count >= cycles }.keys.sorted()
    if places.isEmpty { return [] }
    let byEmployer = Dictionary(grouping: income) { window.parties.owner(table.debtor[$0]) }
    var streams = [PayCycles(income, in: table, settings)]
    let isRegular =
      byEmployer.values.contains { PayCycles($0, in: table, settings).isRegular }
    if byEmployer.count > 1 {
      streams += byEmployer.sorted { $0.key < $1.key }.map { PayCycles($0.value, in: table, settings) }
    }
    return places.compactMap { place in
      let passed = streams.compactMap { stream in
        share(of: stream, to: place, before: asOf, least: cycles, isRegular: isRegular, settings)
      }
      return passed.isEmpty ? nil : passed
    }
  }

  private func share(
    of cycles: PayCycles, to place: Party, before asOf: Instant, least: Int, isRegular: Bool,
    _ settings: Settings
  ) -> PassedShare? {
    let table = window.transactions
    let (pays, rows) = (cycles.pays, outgo[place] ?? [])
    let maxRest = settings.span(SalarySkim.maxRest)
    var (shares, payments, followed): ([Int64], [Int], [Int]) = ([], [], [])
    var (whole, passed, next, since): (Int128, Int128, Int, Int) = (0, 0, 0, 0)
    for (number, pay) in pays.enumerated() {
      let end = number + 1 < pays.count ? min(pays[number + 1].at, pay.at + maxRest) : pay.at + maxRest
      while next < rows.count, table.bookedAt[rows[next]] < pay.at.micros { next += 1 }
      let first = next
      while next < rows.count, table.bookedAt[rows[next]] <= end.micros { next += 1 }
      let part = rows[first..<next]
      if part.isEmpty {
        // Its share may still leave.
        if !shares.isEmpty && pay.at + maxRest < asOf { since += 1 }
        continue
      }
      let sum = part.reduce(Int128(0)) { $0 + Int128(table.amount[$1]) }
      shares.append(Int64(clamping: sum * 1000 / pay.amount))
      payments += part
      followed += pay.rows
      (whole, passed, since) = (whole + pay.amount, passed + sum, since + 1)
    }
    if shares.count < least { return nil }
    let share = whole == 0 ? 0 : Int64(clamping: passed * 1000 / whole)
    return PassedShare(
      account: account, place: place, payments: payments, pays: followed, shares: shares, paysSince: since,
      share: share, isRegular: isRegular, variation: PassedShare.variation(of: shares))
  }
}
