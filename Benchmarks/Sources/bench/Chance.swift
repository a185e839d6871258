import Foundation

/// Random numbers by place: the same seed, stream and place always give the same number, in any order of asking.
///
/// The finaliser of SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014).
struct Chance {
  let seed: UInt64

  /// A number for place `index` of a stream.
  func number(_ stream: Stream, _ index: Int) -> UInt64 {
    let place = UInt64(truncatingIfNeeded: index) &* 64 &+ stream.rawValue
    var mixed = seed &+ (place &+ 1) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Uniform in `0..<count`.
  func below(_ count: Int, _ stream: Stream, _ index: Int) -> Int {
    Int(number(stream, index).multipliedFullWidth(by: UInt64(count)).high)
  }

  /// Uniform in `0..<1`.
  func fraction(_ stream: Stream, _ index: Int) -> Double {
    Double(number(stream, index) >> 11) / Double(1 << 53)
  }

  /// What is drawn by chance: one stream each, so that a change of one leaves the others alone.
  enum Stream: UInt64 {
    case instant, shape, debtor, creditor, amount, currency, status, kind
    case authorisation, payer, payee, limit, reference, initiator
    case isSink, sinkClass, role, country
    case plantedAt, plantedPayer, plantedMule, plantedSink, plantedAmount, plantedRest, plantedKept
    case identifierHigh, identifierLow, account, endpoint, record
  }
}
