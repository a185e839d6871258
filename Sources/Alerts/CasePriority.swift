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

  /// `micros`: money at risk in micro-units, at most `numeric(38, 6)` holds. `families`: independent families of signals.
  package static func priority(micros: Int128, families: Int, newestAt: Instant) -> Int64 {
    let weight = UInt128(max(micros, Int128(leastMoney.micros))) * UInt128(max(1, families))
    let recency = Int128(newestAt.micros) * Int128(doubling) / Int128(halfLife.micros)
    return logarithm(weight) + Int64(clamping: recency)
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
