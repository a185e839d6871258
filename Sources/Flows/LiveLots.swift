/// The lots of one account under pro-rata: every debit draws on all of them at once (design §5, step 3).
///
/// So a ledger costs its debits times its live lots, which a hub cannot afford: beyond a limit, further lots are pooled.
/// The pool takes its part in every debit, as its lots would together, but where its money came from is not followed:
/// what such an account passed on is a lower bound, and whoever reports it must say so.
struct LiveLots {
  struct Share {
    let place: Int
    let amount: Int64
  }

  private struct Lot {
    let place: Int
    let openedAt: Int64
    var left: Int64
  }

  /// Oldest first, none empty.
  private var lots: [Lot] = []
  /// Oldest first; drawn from the oldest, which only moves when a rest passes the dwell limit.
  private var pool: [(openedAt: Int64, left: Int64)] = []
  private var poolHead = 0
  private var pooled: Int128 = 0
  private let limit: Int
  /// Whether any lot was pooled.
  private(set) var isBounded = false
  private var shares: [Share] = []

  /// - Parameter limit: lots followed at once, 1 or more.
  init(limit: Int) { self.limit = limit }

  /// How many lots are followed in a ledger: all, as long as debits times lots stay below 2²⁴; never fewer than 16.
  static func limit(entries: Int) -> Int { max(16, (1 << 24) / max(1, entries)) }

  mutating func open(place: Int, at openedAt: Int64, amount: Int64) {
    if lots.count < limit {
      lots.append(Lot(place: place, openedAt: openedAt, left: amount))
    } else {
      pool.append((openedAt, amount))
      pooled += Int128(amount)
      isBounded = true
    }
  }

  /// Each live lot's share of a debit, rounded down, and the remainder from the oldest; should that one hold less than the
  /// remainder, from the next oldest, for no lot gives more than it has. Lots opened before `earliest` are dropped. The
  /// pool bears the remainder when there is one. O(live lots followed).
  mutating func draw(_ debit: Int64, earliest: Int64) -> [Share] {
    drop(before: earliest)
    shares.removeAll(keepingCapacity: true)
    let total = lots.reduce(pooled) { $0 + Int128($1.left) }
    if total == 0 { return [] }
    let wanted = min(Int128(debit), total)
    var remainder = wanted
    for lot in lots {
      let share = Int64(wanted * Int128(lot.left) / total)
      remainder -= Int128(share)
      shares.append(Share(place: lot.place, amount: share))
    }
    if pooled > 0 {
      drain(remainder)
    } else {
      var place = 0
      while remainder > 0 {
        let extra = min(remainder, Int128(lots[place].left - shares[place].amount))
        shares[place] = Share(place: shares[place].place, amount: shares[place].amount + Int64(extra))
        remainder -= extra
        place += 1
      }
    }
    for place in lots.indices { lots[place].left -= shares[place].amount }
    lots.removeAll { $0.left == 0 }
    return shares.filter { $0.amount > 0 }
  }

  private mutating func drop(before earliest: Int64) {
    if let live = lots.firstIndex(where: { $0.openedAt >= earliest }) {
      lots.removeFirst(live)
    } else {
      lots.removeAll(keepingCapacity: true)
    }
    while poolHead < pool.count, pool[poolHead].openedAt < earliest {
      pooled -= Int128(pool[poolHead].left)
      poolHead += 1
    }
  }

  /// Takes the pool's part of a debit; no more than it has, for shares of lots round down by less than one each.
  private mutating func drain(_ amount: Int128) {
    var wanted = min(amount, pooled)
    pooled -= wanted
    while wanted > 0 {
      let drawn = min(wanted, Int128(pool[poolHead].left))
      pool[poolHead].left -= Int64(drawn)
      wanted -= drawn
      if pool[poolHead].left == 0 { poolHead += 1 }
    }
  }
}
