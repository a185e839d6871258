package import Ledger

/// Something a detector measures and holds against a limit.
package protocol Quantity {
  /// In the integers of the limit's unit (``Measure/value``); what does not fit stops at the largest number.
  var quantity: Int64 { get }
}

extension Int: Quantity { package var quantity: Int64 { Int64(self) } }
extension Int64: Quantity { package var quantity: Int64 { self } }
extension Int128: Quantity { package var quantity: Int64 { Int64(clamping: self) } }
extension Money: Quantity { package var quantity: Int64 { micros } }
extension Span: Quantity { package var quantity: Int64 { micros } }

/// One thing a detector asks of a candidate, with what was measured of it.
///
/// Detectors decide by conditions and by nothing else, so what explains a judgement is what made it.
package struct Condition: Sendable, Hashable {
  package enum Comparison: String, Sendable {
    case atLeast = "≥"
    case moreThan = ">"
    case atMost = "≤"
    case lessThan = "<"
  }

  /// A measured value and the limit it is held against, both in the parameter's unit.
  package struct Bound: Sendable, Hashable {
    package let measured: Int64
    package let comparison: Comparison
    package let limit: Int64
    package let parameter: Parameter

    fileprivate var isKept: Bool {
      switch comparison {
      case .atLeast: measured >= limit
      case .moreThan: measured > limit
      case .atMost: measured <= limit
      case .lessThan: measured < limit
      }
    }

    /// How far the value would have to move to be on the right side; 0 when it is. Stops at the largest number.
    package var distance: Int64 {
      if isKept { return 0 }
      let (gap, overflow) =
        measured < limit
        ? limit.subtractingReportingOverflow(measured) : measured.subtractingReportingOverflow(limit)
      if overflow { return .max }
      // Of what must be more or less than the limit, reaching it is one short.
      return comparison == .moreThan || comparison == .lessThan ? gap &+ 1 : gap
    }
  }

  /// A noun phrase for what is measured; of a fact, the clause that must be true.
  package let what: String
  /// Nil for a fact, which is so or is not.
  package let bound: Bound?
  package let isMet: Bool

  /// `what` must be on the right side of a parameter's value, or of `limit` where that value is not the last word.
  package init(
    _ what: String, _ measured: some Quantity, _ comparison: Comparison, _ parameter: Parameter,
    _ settings: Settings, limit: Int64? = nil
  ) {
    let bound = Bound(
      measured: measured.quantity, comparison: comparison, limit: limit ?? settings[parameter],
      parameter: parameter)
    self.what = what
    self.bound = bound
    isMet = bound.isKept
  }

  private init(fact what: String, isMet: Bool) {
    self.what = what
    bound = nil
    self.isMet = isMet
  }

  package static func fact(_ what: String, _ isMet: Bool) -> Condition { Condition(fact: what, isMet: isMet) }

  /// How far off, in per mille of the limit: 0 when met, the largest number for a fact that is not so.
  package var distancePerMille: Int64 {
    if isMet { return 0 }
    guard let bound, bound.limit != 0 else { return .max }
    return Int64(clamping: Int128(bound.distance) * 1000 / Int128(bound.limit.magnitude))
  }
}

/// What must hold of a candidate: all conditions of one alternative. Most requirements have one alternative of one condition.
package struct Requirement: Sendable, Hashable {
  package let alternatives: [[Condition]]

  package init(_ conditions: Condition...) { alternatives = [conditions] }

  package init(anyOf alternatives: [[Condition]]) { self.alternatives = alternatives }

  package var isMet: Bool { alternatives.contains { $0.allSatisfy(\.isMet) } }

  /// The alternative that holds, or is nearest to it: fewest conditions not met, then the smallest distance. O(conditions).
  package var nearest: [Condition] {
    func distance(_ conditions: [Condition]) -> (unmet: Int, perMille: Int64) {
      (conditions.count { !$0.isMet }, conditions.map(\.distancePerMille).max() ?? 0)
    }
    var best = alternatives.first ?? []
    for other in alternatives.dropFirst() where distance(other) < distance(best) { best = other }
    return best
  }
}
