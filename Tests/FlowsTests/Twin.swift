import Flows
import Ledger

/// Design §5 once more: slow, obvious, and sharing no code with the engine.
struct Twin {
  struct Link: Hashable { let credit: Int, debit: Int, amount: Int128 }
  struct Key: Hashable { let party: Int, sinkClass: SinkClass, hops: Int }

  /// How debits are matched with credits.
  enum Way {
    /// By the words of step 3: what is left of a credit is its amount less all draws so far.
    case byLots
    /// By moving coins of a micro-unit each from pile to pile; for small amounts.
    case byCoins
  }

  let ledger: NumberedLedger
  let parameters: TraceParameters
  private(set) var links: [Link] = []

  init(_ ledger: NumberedLedger, _ parameters: TraceParameters, _ way: Way = .byLots) {
    self.ledger = ledger
    self.parameters = parameters
    for party in 0..<ledger.parties where !ledger.isClosed(party) {
      switch way {
      case .byLots: matchByLots(party)
      case .byCoins: matchByCoins(party)
      }
    }
  }

  // MARK: Links

  /// Places of a party's payments, by time, at one instant credits first, then in the ledger's order.
  private func entries(of party: Int) -> [Int] {
    let own = ledger.payments.indices.filter {
      ledger.counts($0) && (ledger.payments[$0].debtor == party || ledger.payments[$0].creditor == party)
    }
    return own.sorted {
      let (one, other) = (ledger.payments[$0], ledger.payments[$1])
      if one.at != other.at { return one.at < other.at }
      if (one.creditor == party) != (other.creditor == party) { return one.creditor == party }
      return $0 < $1
    }
  }

  private mutating func matchByLots(_ party: Int) {
    let entries = entries(of: party)
    var left: [Int: Int128] = [:]
    for (position, debit) in entries.enumerated() {
      let payment = ledger.payments[debit]
      if payment.creditor == party {
        left[debit] = Int128(payment.amount)
        continue
      }
      let live = entries[..<position].filter {
        ledger.payments[$0].creditor == party && left[$0, default: 0] > 0
          && payment.at - ledger.payments[$0].at <= parameters.maxDwell.micros
      }
      let total = live.reduce(Int128(0)) { $0 + left[$1, default: 0] }
      var wanted = min(Int128(payment.amount), total)
      var draws: [Int: Int128] = [:]
      if parameters.convention == .proRata {
        for credit in live { draws[credit] = wanted * left[credit, default: 0] / total }
        wanted -= draws.values.reduce(0, +)
      }
      for credit in parameters.convention == .lifo ? live.reversed() : live {
        let extra = min(wanted, left[credit, default: 0] - draws[credit, default: 0])
        draws[credit, default: 0] += extra
        wanted -= extra
      }
      for credit in live where draws[credit, default: 0] > 0 {
        left[credit, default: 0] -= draws[credit, default: 0]
        links.append(Link(credit: credit, debit: debit, amount: draws[credit, default: 0]))
      }
    }
  }

  private mutating func matchByCoins(_ party: Int) {
    /// The credit each coin came by, oldest first.
    var pile: [Int] = []
    for entry in entries(of: party) {
      let payment = ledger.payments[entry]
      if payment.creditor == party {
        pile += Array(repeating: entry, count: Int(payment.amount))
        continue
      }
      let old = pile.prefix { payment.at - ledger.payments[$0].at > parameters.maxDwell.micros }
      let live = Array(pile.dropFirst(old.count))
      let wanted = min(Int(payment.amount), live.count)
      var taken: [Int] = []
      switch parameters.convention {
      case .fifo: taken = Array(live.prefix(wanted))
      case .lifo: taken = Array(live.suffix(wanted))
      case .proRata:
        for credit in Set(live) {
          let own = live.count { $0 == credit }
          // The most whole coins that are no more than the lot's share.
          let coins = (0...own).last { $0 * live.count <= wanted * own } ?? 0
          taken += Array(repeating: credit, count: coins)
        }
        for coin in live where taken.count < wanted {
          if taken.count(where: { $0 == coin }) < live.count(where: { $0 == coin }) { taken.append(coin) }
        }
      }
      pile = live
      for coin in taken { if let place = pile.firstIndex(of: coin) { pile.remove(at: place) } }
      for credit in Set(taken) {
        links.append(Link(credit: credit, debit: entry, amount: Int128(taken.count { $0 == credit })))
      }
    }
  }

  // MARK: Reach

  /// `reachₕ` of every payment, by hops from 1 to the limit and place.
  func reach(_ sinkClass: SinkClass) -> [[Int128]] {
    var onward: [Int: [Link]] = [:]
    for link in links { onward[link.credit, default: []].append(link) }
    var levels = [
      ledger.payments.indices.map { place in
        let isArrival = ledger.counts(place) && ledger.sinkClass[ledger.payments[place].creditor] == sinkClass
        return isArrival ? Int128(ledger.payments[place].amount) : 0
      }
    ]
    while levels.count < parameters.maxHops {
      let nearer = levels[levels.count - 1]
      levels.append(
        ledger.payments.indices.map { place in
          onward[place, default: []].reduce(0) { sum, link in
            sum + link.amount * nearer[link.debit] / Int128(ledger.payments[link.debit].amount)
          }
        })
    }
    return levels
  }

  /// What every party routed, where that is not nothing.
  var routed: [Key: Int128] {
    var routed: [Key: Int128] = [:]
    for sinkClass in Set(ledger.sinkClass.compactMap(\.self)) {
      for (distance, level) in reach(sinkClass).enumerated() {
        for (place, amount) in level.enumerated() where amount > 0 {
          let key = Key(party: ledger.payments[place].debtor, sinkClass: sinkClass, hops: distance + 1)
          routed[key, default: 0] += amount
        }
      }
    }
    return routed
  }
}

extension Trace {
  /// In the form of ``Twin/routed``.
  var routedByKey: [Twin.Key: Int128] {
    var routed: [Twin.Key: Int128] = [:]
    for entry in self.routed {
      routed[Twin.Key(party: Int(entry.party), sinkClass: entry.sinkClass, hops: entry.hops)] = Int128(
        entry.amount.micros)
    }
    return routed
  }
}
