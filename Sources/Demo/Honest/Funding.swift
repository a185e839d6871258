import Ledger

/// Buyers pay for their plans, and fund their accounts before they spend.
extension World {
  /// Charges buyers for their monthly plans.
  mutating func chargeFees() {
    var random = random(for: "fees")
    for buyer in members.indices where members[buyer].side == .buyer {
      let plan = random.pick([2_900, 9_900, 19_900])
      for first in 0..<life.days
      where life.at(first).civil.day == 1 && life.at(first) > members[buyer].joinedAt {
        pay(
          life.at(first, 1), from: .member(buyer), to: .member(house), cents: plan,
          in: members[buyer].currency,
          .platformFee, memo: "Plan \(life.at(first).date.prefix(7))")
      }
    }
  }

  /// Tops buyers' accounts up from their own banks, a few weeks' spending at a time.
  mutating func fund() {
    var random = random(for: "funding")
    var debits: [[Currency: [(at: Instant, minor: Int64)]]] = Array(repeating: [:], count: members.count)
    for payment in payments where payment.state == .done && payment.from != payment.to {
      guard case .member(let payer) = payment.from, members[payer].side == .buyer else { continue }
      debits[payer][payment.currency, default: []].append((payment.at, payment.minor))
    }
    for buyer in members.indices {
      guard let source = members[buyer].destinations.first?.destination else { continue }
      for currency in debits[buyer].keys.sorted(by: { $0.rawValue < $1.rawValue }) {
        let due = (debits[buyer][currency] ?? []).sorted { ($0.at, $0.minor) < ($1.at, $1.minor) }
        let ahead = Span.days(Int64(random.number(7...35)))
        var next = 0
        while next < due.count {
          let from = due[next].at
          var sum: Int64 = 0
          while next < due.count, due[next].at < from + ahead {
            sum += due[next].minor
            next += 1
          }
          let hundred = currency.unit * 100
          let at = max(from - .hours(Int64(random.number(5...60))), life.start)
          pay(
            at, from: .destination(source), to: .member(buyer), minor: (sum / hundred + 1) * hundred,
            currency, .topUp,
            memo: "TOPUP \(random.digits(9))")
        }
      }
    }
  }
}
