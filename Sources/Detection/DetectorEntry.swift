/// What a detector says of itself, as values: for registers and documents.
package struct DetectorEntry: Sendable {
  package let id: String
  package let version: Int
  package let maturity: Maturity
  package let answers: String
  package let misses: String
  package let lookAlikes: String
  package let signals: [Signal]
  package let redFlags: [RedFlag]

  /// With the maturity that `settings` give it.
  package init(_ detector: any Detector.Type, _ settings: Settings = Settings()) {
    id = detector.id
    version = detector.version
    maturity = settings.maturity ?? detector.maturity
    answers = detector.answers
    misses = detector.misses
    lookAlikes = detector.lookAlikes
    signals = detector.signals
    redFlags = detector.redFlags
  }
}
