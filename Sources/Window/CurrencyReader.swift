import Ledger

/// Converts amounts row after row: a currency is recognised by its bytes, and its rate looked up once a day of bookings.
struct CurrencyReader {
  private let rates: Rates
  private let reporting: String
  private var known: [Known] = []
  /// The currency of the row before: warehouses come in stretches of one. No text has a negative length.
  private var last: (packed: UInt128, length: Int, place: Int) = (0, -1, 0)

  private struct Known {
    let name: String
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
    if last.packed == text && last.length == high - low && high - low <= 16 { return last.place }
    let place = findPlace(of: bytes[low..<high])
    last = (text, high - low, place)
    return place
  }

  private mutating func findPlace(of text: ArraySlice<UInt8>) -> Int {
    let name = String(decoding: text, as: UTF8.self)
    if let place = known.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) { return place }
    known.append(Known(name: name, isReporting: name == reporting))
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
