/// Who tells what to look out for, and when they published it.
package struct Publication: Sendable, Hashable {
  /// As cited in alerts, drafts and documents.
  package let citation: String
  /// Whether an authority published it. Drafts and case files cite nothing else.
  package let isOfficial: Bool

  package init(_ citation: String, isOfficial: Bool = true) {
    self.citation = citation
    self.isOfficial = isOfficial
  }
}

/// Something that a publication tells to look out for, or to do, in our words.
package struct Indicator: Sendable, Hashable {
  /// Raw values are stored in `detector_red_flags.kind`.
  package enum Kind: String, Sendable {
    case redFlag = "red flag"
    case mitigation
  }

  /// How much of it payments, accounts, logins and platform events can show.
  package enum Sight: Sendable, Hashable {
    case whole
    /// Detectors answer a part; the text says what remains unseen, and why.
    case partly(String)
    /// No detector answers it; the text says why not.
    case none(String)
  }

  /// `kebab-case`, one in the register.
  package let id: String
  package let kind: Kind
  package let words: String
  package let sight: Sight
  /// The first is the most authoritative; the others repeat it.
  package let publications: [Publication]

  package init(
    _ id: String, _ kind: Kind, _ words: String, sight: Sight, publications: [Publication]
  ) {
    self.id = id
    self.kind = kind
    self.words = words
    self.sight = sight
    self.publications = publications
  }
}

/// A published indicator that a detector answers, and the signals that answer it.
package struct RedFlag: Sendable, Hashable {
  package let published: Indicator
  /// Declared by the same detector.
  package let signals: [Signal]

  package init(_ published: Indicator, by signals: [Signal]) {
    self.published = published
    self.signals = signals
  }

  /// Who published it, and when.
  package var source: String { published.publications.first?.citation ?? "" }

  /// The indicator in our words.
  package var indicator: String { published.words }
}
