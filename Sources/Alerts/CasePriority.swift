package import Ledger

/// How urgent a case is among those of its severity: money at risk × independence of signals × recency, as a logarithm.
///
/// A million more stands for twice as urgent. The logarithm orders cases exactly as the product would, and has no
/// ceiling that large cases would all stand at. Recency halves every 30 days, and so is a term that only depends on the
/// day of the newest evidence: two cases keep their order as time passes, and nothing is to be computed again.
package enum CasePriority {
  /// A doubling.
  package static let doubling: Int64 = 1_000_000
  /// The age by which a case is half as urgent. (judgement: the pay of one month.)
  package static let halfLife = Span.days(30)
  /// What a case without money counts as, so that it has an order too.
  package static let leastMoney = Money(units: 1)

  /// A priority in terms that add up to it, each in millionths of a doubling.
  package struct Terms: Sendable, Equatable {
    /// Of the money at risk alone.
    package let money: Int64
    /// What the independent families add.
    package let families: Int64
    /// Of the newest evidence's time, counted from 1970.
    package let recency: Int64

    package var total: Int64 { money + families + recency }
  }

  /// `micros`: money at risk in micro-units, at most `numeric(38, 6)` holds. `families`: independent families of signals.
  package static func terms(micros: Int128, families: Int, newestAt: Instant) -> Terms {
    let money = UInt128(max(micros, Int128(leastMoney.micros)))
    let recency = Int128(newestAt.micros) * Int128(doubling) / Int128(halfLife.micros)
    return Terms(
      money: logarithm(money), families: logarithm(money * UInt128(max(1, families))) - logarithm(money),
      recency: Int64(clamping: recency))
  }

  /// The terms' total.
  package static func priority(micros: Int128, families: Int, newestAt: Instant) -> Int64 {
    terms(micros: micros, families: families, newestAt: newestAt).total
  }

  /// log₂ `number` in millionths, rounded down; `number` > 0. Monotone: bit after bit, by squaring.
  ///
  /// Source: Knuth, The Art of Computer Programming 1, exercise 1.2.2-25 (binary logarithms by squaring).
  static func logarithm(_ number: UInt128) -> Int64 {
    let whole = 127 - number.leadingZeroBitCount
    // In [1, 2) with 62 bits behind the point, so that a square fits.
    var rest = whole >= 62 ? number >> (whole - 62) : number << (62 - whole)
    var bits = Int128(whole)
    for _ in 0..<fractionBits {
      rest = (rest * rest) >> 62
      let isDoubled = rest >> 63 == 1
      bits = bits * 2 + (isDoubled ? 1 : 0)
      if isDoubled { rest >>= 1 }
    }
    return Int64((bits * Int128(doubling)) >> fractionBits)
  }

  private static let fractionBits = 24
}
