package import Detection

/// What has been published on the payments of DPRK IT workers, indicator by indicator, each with what becomes of it here.
///
/// The register is complete for the publications it is about: what no detector answers is in it as well, with the reason.
/// `docs/red-flags.md` is printed from it. Nationality is in none of our words for a signal: it is never one.
package enum Guidance {
  /// Indicators of one publication that belong together.
  package struct Section: Sendable {
    package let title: String
    package let indicators: [Indicator]

    /// `publications`: where the section's indicators stand, the most authoritative first.
    init(_ title: String, _ kind: Indicator.Kind, _ publications: [Publication], _ entries: [Entry]) {
      self.title = title
      indicators = entries.map { entry in
        Indicator(
          entry.id, kind, entry.words, sight: entry.sight,
          publications: publications + entry.also)
      }
    }
  }

  /// An indicator as its section writes it down.
  struct Entry {
    let id: String
    let words: String
    let sight: Indicator.Sight
    let also: [Publication]

    /// One that detectors answer.
    static func seen(_ id: String, _ words: String, also: [Publication] = []) -> Entry {
      Entry(id: id, words: words, sight: .whole, also: also)
    }

    /// One that detectors answer in part; `unseen` is a sentence on the rest.
    static func partly(_ id: String, _ words: String, unseen: String, also: [Publication] = []) -> Entry {
      Entry(id: id, words: words, sight: .partly(unseen), also: also)
    }

    /// One that nothing in the contract shows; `because` is a sentence.
    static func unseen(_ id: String, _ words: String, because: String, also: [Publication] = []) -> Entry {
      Entry(id: id, words: words, sight: .none(because), also: also)
    }
  }

  package static let sections = redFlags2022 + mitigations2022 + post2025 + news2026 + others

  /// Every indicator, in the order of the document.
  package static let indicators = sections.flatMap(\.indicators)

  private static let byID = Dictionary(
    indicators.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

  /// The indicator of this id; one that is in no register, if there is none.
  static func indicator(_ id: String) -> Indicator {
    byID[id] ?? Indicator(id, .redFlag, id, sight: .whole, publications: [])
  }
}

extension RedFlag {
  /// Cites an indicator of the register by its id.
  init(_ id: String, by signals: Signal...) { self.init(Guidance.indicator(id), by: signals) }
}

// MARK: Publications, each under one name

extension Guidance {
  /// "Guidance on the Democratic People's Republic of Korea Information Technology Workers".
  static let itWorkers2022 = Publication(
    "US Department of State, Department of the Treasury and FBI, guidance on DPRK IT workers, 16 May 2022")
  static let fbi2025 = Publication("FBI, public service announcement on DPRK IT workers, July 2025")
  static let ffiec = Publication("FFIEC, BSA/AML Examination Manual, appendix F")
  static let finCEN2019 = Publication(
    "FinCEN, advisory FIN-2019-A003 on convertible virtual currency, 9 May 2019")
  static let treasury = Publication(
    "US Department of the Treasury, press release jy2790 on networks of DPRK IT workers")
  static let fatf2020 = Publication("FATF, red flag indicators of virtual assets, September 2020")
  static let ofac = Publication(
    "OFAC, North Korea Sanctions Regulations, 31 CFR 510; list of Specially Designated Nationals")
  static let lawFirm2025 = Publication(
    "A sanctions lawyer's summary for companies, autumn 2025", isOfficial: false)
  static let news2026Report = Publication(
    "A news report on OFAC's designations, 14 March 2026", isOfficial: false)
}
