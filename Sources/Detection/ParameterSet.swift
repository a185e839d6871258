import Crypto
import Ledger

/// The numbers that a detector judges by, in one text and one digest.
///
/// Two configurations that say the same in other words (`72h`, `3d`) have one set. Points of signals are not part of it:
/// they are the detector's version.
package struct ParameterSet: Sendable, Hashable {
  /// `name = value` for each parameter, a line each, ascending.
  package let text: String
  /// SHA-256 of the detector's id and ``text``, in hexadecimal: `alerts.parameter_digest`.
  package let digest: String

  /// What `detector` judges by under these settings. O(parameters).
  package init(of detector: any Detector.Type, _ settings: Settings) {
    text = detector.parameters.map { "\($0.name) = \($0.text(settings[$0]))\n" }.sorted().joined()
    digest = sha256("\(detector.id)\n\(text)")
  }

  /// Enough of the digest to tell sets apart by eye.
  package var shortDigest: String { String(digest.prefix(12)) }
}

extension Detector {
  /// Configured, or as declared.
  package var maturity: Maturity { settings.maturity ?? Self.maturity }

  package var parameterSet: ParameterSet { ParameterSet(of: Self.self, settings) }
}

/// SHA-256 of the text's UTF-8 bytes, in 64 lowercase hexadecimal digits.
package func sha256(_ text: String) -> String {
  SHA256.hash(data: Array(text.utf8)).hexadecimal
}
