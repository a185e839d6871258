import Ledger

/// Currencies and assets of the platform with the decimals of their minor unit and roughly what one is worth in
/// micro-dollars.
enum Currency: String, CaseIterable {
  case usd = "USD"
  case eur = "EUR"
  case gbp = "GBP"
  case cad = "CAD"
  case aud = "AUD"
  case sgd = "SGD"
  case jpy = "JPY"
  case pln = "PLN"
  case inr = "INR"
  case php = "PHP"
  case hkd = "HKD"
  case cny = "CNY"
  case usdc = "USDC"
  case usdt = "USDT"

  /// Decimal places of the minor unit.
  var exponent: Int {
    switch self {
    case .jpy: 0
    case .usdc, .usdt: 6
    default: 2
    }
  }

  /// Micro-dollars per unit on the first day.
  fileprivate var opening: Int {
    switch self {
    case .usd, .usdc, .usdt: 1_000_000
    case .eur: 1_132_500
    case .gbp: 1_331_000
    case .cad: 724_600
    case .aud: 640_900
    case .sgd: 767_300
    case .jpy: 6_940
    case .pln: 265_200
    case .inr: 11_810
    case .php: 17_940
    case .hkd: 128_600
    case .cny: 137_500
    }
  }

  /// Daily movement in millionths: pegged and stable ones hardly move.
  fileprivate var unrest: Int {
    switch self {
    case .usd: 0
    case .usdc, .usdt, .hkd: 120
    case .cny: 900
    default: 3_500
    }
  }

  /// What one minor unit is worth, in decimals: `0.01`.
  var minorUnit: String { exponent == 0 ? "1" : "0." + String(repeating: "0", count: exponent - 1) + "1" }

  /// 10 to the power of the exponent.
  var unit: Int64 { (0..<exponent).reduce(1) { value, _ in value * 10 } }
}

/// Daily rates into dollars: a random walk on business days, Saturdays and Sundays as the Friday before.
struct Rates {
  /// Days before the start of life that have rates, so that the first payments find an earlier one.
  static let lead = 10
  private var micros: [Currency: [Int]] = [:]
  private let firstDay: Int

  /// Rates for the whole life and the lead before it.
  init(life: Life, seed: UInt64) {
    firstDay = Int(life.start.dayNumber) - Self.lead
    for currency in Currency.allCases {
      var random = Random(seed: seed, story: "rate \(currency.rawValue)")
      var rate = currency.opening
      micros[currency] = (-Self.lead..<life.days).map { day in
        guard life.isBusinessDay(day), currency != .usd else { return rate }
        let step = currency.opening * random.number(-currency.unrest...currency.unrest) / 1_000_000
        // Pulled back towards the opening rate, or a year of steps could lead anywhere.
        rate += step - (rate - currency.opening) / 60
        return rate
      }
    }
  }

  /// Micro-dollars per unit on the day of an instant.
  func rate(of currency: Currency, on day: Instant) -> Int {
    let series = micros[currency] ?? []
    return series[min(max(Int(day.dayNumber) - firstDay, 0), series.count - 1)]
  }

  /// The minor units worth this many cents on that day, rounded to what people pay in.
  func minor(cents: Int, in currency: Currency, on day: Instant) -> Int64 {
    let exact = Int128(cents) * Int128(currency.unit) * 10_000 / Int128(rate(of: currency, on: day))
    let step = Int128(max(currency.unit / 100, 1))
    return Int64(max(exact / step * step, step))
  }

  /// What an amount is worth in cents on that day, rounded down.
  func cents(minor: Int64, in currency: Currency, on day: Instant) -> Int {
    Int(Int128(minor) * Int128(rate(of: currency, on: day)) / Int128(currency.unit) / 10_000)
  }
}
