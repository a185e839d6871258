import Ledger

/// Converts amounts row after row: a currency is recognised by its bytes, and its rate looked up once a day of bookings.
struct CurrencyReader {
  private let rates: Rates
  private let reporting: String
  private var known: [Known] = []

  private struct Known {
    let name: String
    /// Its first sixteen bytes.
    let packed: UInt128
    let length: Int
    let isReporting: Bool
    var day: Int64?
    var rate: ExactDecimal?
  }

  init(rates: Rates, reporting: String) {
    self.rates = rates
    self.reporting = reporting
  }

  /// The currencies met, by their places.
  var names: [String] { known.map(\.name) }

  /// The place of the currency written at `low..<high`, for ``micros(_:currency:on:)``. O(currencies) at worst.
  @inline(__always)
  mutating func place(of bytes: [UInt8], _ low: Int, _ high: Int) -> Int {
    let text = packed(bytes.span, low, high)
    for place in known.indices where known[place].packed == text && known[place].length == high - low {
      if high - low <= 16 || known[place].name.utf8.elementsEqual(bytes[low..<high]) { return place }
    }
    let name = String(decoding: bytes[low..<high], as: UTF8.self)
    known.append(Known(name: name, packed: text, length: high - low, isReporting: name == reporting))
    return known.count - 1
  }

  /// The amount in micro-units of the reporting currency at the rate of the booking date, > 0 (design §4), and whether it
  /// is the amount itself.
  @inline(__always)
  mutating func micros(
    _ original: ExactDecimal, currency: Int, on bookedAt: Int64
  ) throws(Fault) -> (micros: Int64, isExact: Bool) {
    let micros: Int64
    let isExact: Bool
    if known[currency].isReporting, let exact = original.scaled(toPower: 6) {
      (micros, isExact) = (exact, true)
    } else {
      guard let rate = rate(of: currency, on: Instant(micros: bookedAt)) else {
        throw Fault("currency", .noRate, known[currency].name)
      }
      guard let money = try? original.converted(at: rate) else {
        throw Fault("amount", .amountTooLarge, original.description)
      }
      (micros, isExact) = (money.micros, false)
    }
    guard micros > 0 else { throw Fault("amount", .amountNotPositive, original.description) }
    return (micros, isExact)
  }

  private mutating func rate(of currency: Int, on instant: Instant) -> ExactDecimal? {
    let day = instant.dayNumber
    if known[currency].day != day {
      known[currency].day = day
      known[currency].rate = rates.rate(of: known[currency].name, on: instant)
    }
    return known[currency].rate
  }
}
