import Detection
import Ledger
import Window

/// A steady share of an earner's pays that went to one destination.
struct Diversion {
  let account: Party
  /// The holder the money went to: an account, or an endpoint in nobody's or another's name.
  let place: Party
  /// Rows of the payments, ascending.
  let payments: [Int]
  /// Rows of the pays they followed, ascending.
  let pays: [Int]
  /// How many pays that is.
  let cycles: Int
  /// Per mille of those pays together.
  let share: Int64
  let isRegular: Bool
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

  /// The steady diversions, ascending by place: of all pays, or of one employer's.
  func diversions(before asOf: Instant, _ settings: Settings) -> [Diversion] {
    let table = window.transactions
    let byEmployer = Dictionary(grouping: income) { window.parties.owner(table.debtor[$0]) }
    var streams = [PayCycles(income, in: table, settings)]
    let isRegular =
      byEmployer.values.contains { PayCycles($0, in: table, settings).isRegular }
    if byEmployer.count > 1 {
      streams += byEmployer.sorted { $0.key < $1.key }.map { PayCycles($0.value, in: table, settings) }
    }
    return outgo.keys.sorted().compactMap { place in
      streams.lazy.compactMap {
        diversion(of: $0, to: place, before: asOf, isRegular: isRegular, settings)
      }.max { $0.cycles < $1.cycles }
    }
  }

  private func diversion(
    of cycles: PayCycles, to place: Party, before asOf: Instant, isRegular: Bool, _ settings: Settings
  ) -> Diversion? {
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
    let share = whole == 0 ? 0 : Int64(clamping: passed * 1000 / whole)
    guard shares.count >= settings.count(SalarySkim.minCycles),
      Int64(shares.count) * 1000 >= settings[SalarySkim.coverage] * Int64(since),
      (settings[SalarySkim.leastShare]...settings[SalarySkim.mostShare]).contains(share),
      isSteady(shares, spread: settings[SalarySkim.spread])
    else { return nil }
    return Diversion(
      account: account, place: place, payments: payments, pays: followed, cycles: shares.count, share: share,
      isRegular: isRegular)
  }

  /// Whether the coefficient of variation (standard deviation over mean) is at most `spread` per mille, exactly:
  /// n·Σx² − (Σx)² ≤ (spread · Σx)² with spread as a fraction.
  private func isSteady(_ shares: [Int64], spread: Int64) -> Bool {
    let sum = shares.reduce(Int128(0)) { $0 + Int128($1) }
    let squares = shares.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) }
    let variance = Int128(shares.count) * squares - sum * sum
    return variance * 1_000_000 <= sum * sum * Int128(spread) * Int128(spread)
  }
}
