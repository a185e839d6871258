package import Window

/// What a scope shows to a detector, before it is held against most of the limits.
///
/// A study costs passes over the window, a judgement of its candidates next to nothing. So one study answers for many
/// settings: all that agree with the study's in ``Detector/studied`` and are nowhere below it in ``Detector/sieves``.
package protocol Study {
  /// Everybody worth judging, in the order of findings. Throws ``LedgerError/overflow(_:)``.
  func candidates(under settings: Settings) throws -> [Candidate]
}

/// Somebody who may be a finding, and what decides it.
package struct Candidate {
  package let subject: String
  package let fingerprint: [String]
  /// The parties it is about: the subject, and others whose conduct is judged with it.
  package let concerns: [Party]
  /// In the order of the detector's reasoning; a finding when all are met.
  package let requirements: [Requirement]
  /// For detectors that add up points: what each reason for suspicion rests on.
  package let grounds: [Ground]
  private let make: () throws -> Finding

  package init(
    subject: String, fingerprint: [String] = [], concerns: [Party], requirements: [Requirement],
    grounds: [Ground] = [], finding make: @escaping () throws -> Finding
  ) {
    self.subject = subject
    self.fingerprint = fingerprint
    self.concerns = concerns
    self.requirements = requirements
    self.grounds = grounds
    self.make = make
  }

  package var isMet: Bool { requirements.allSatisfy(\.isMet) }

  /// With its evidence; only for a candidate that is met. Throws ``LedgerError/overflow(_:)``.
  package func finding() throws -> Finding { try make() }

  /// The one condition between the candidate and a finding, when there is only one, with a limit not further off than
  /// `perMille` of it.
  package func nearMiss(within perMille: Int64) -> Condition? {
    let unmet = requirements.filter { !$0.isMet }
    guard unmet.count == 1 else { return nil }
    let failed = unmet[0].nearest.filter { !$0.isMet }
    guard failed.count == 1, failed[0].distancePerMille <= perMille else { return nil }
    return failed[0]
  }
}

/// A signal and what it rests on.
package struct Ground: Sendable, Hashable {
  package let signal: Signal
  package let requirement: Requirement

  package init(_ signal: Signal, _ conditions: Condition...) {
    self.init(signal, anyOf: [conditions])
  }

  package init(_ signal: Signal, anyOf alternatives: [[Condition]]) {
    self.signal = signal
    requirement = Requirement(anyOf: alternatives)
  }

  package var isRaised: Bool { requirement.isMet }
}

extension Collection<Ground> {
  /// The signals that hold, in their order.
  package var raised: [Signal] { filter(\.isRaised).map(\.signal) }

  /// What they add up to.
  package var points: Int { raised.reduce(0) { $0 + $1.points } }
}

extension Detector {
  /// What is suspicious in the scope. Throws ``LedgerError/overflow(_:)``.
  package func findings(in scope: Scope) throws -> [Finding] {
    try study(scope).candidates(under: settings).filter(\.isMet).map { try $0.finding() }
  }
}
