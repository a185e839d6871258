package import Detection
package import Ledger
import Window

/// Parties whose names, addresses or identifiers are on sanctions lists.
///
/// The lists' part (`Lists`) recognises identifiers exactly and says which names resemble which, with a score that grows
/// with every word in common and its rarity. `ListedParties` gathers that, and wallet addresses in requests and changes;
/// this file weighs it. Each pair of a subject and a listed party is one scheme, so a namesake that somebody closed as a
/// false positive stays closed: what speaks for it is the name, which does not grow. An identifier is a match by itself,
/// and brings every dealing with it.
package struct SanctionedParty: Detector {
  package static let id = "sanctioned-party"
  package static let version = 2
  package static let answers = "names and addresses on sanctions lists"
  package static let redFlags = [
    RedFlag("dealing-with-designated", by: identifier, name, alike, weak, range, toListed),
    RedFlag("freeze-listed-addresses", by: identifier),
  ]
  package static let misses = """
    Names that are not on an imported list. One name of two words with a slip in a short one, or of which only one word is \
    spelt alike. Names that ICU transliterates otherwise than the list does (polyphonic Chinese characters, Arabic without \
    vowels). Listed vessels. Owners behind a company (the 50 percent rule). Dates of birth: the contract has none.
    """
  package static let lookAlikes = """
    Namesakes (common words weigh little: `least_score`, and a common name speaks against itself), near names (one word \
    in common is not enough), weak aliases (only together with money that goes to a listed place abroad), companies that \
    share a word or a legal form. What was closed once stays closed.
    """

  static let leastLikeness = Parameter.ratio(
    "least_likeness", perMille: 850,
    "How much of both names must be in common; below 0.8 nothing is looked at.")
  static let leastScore = Parameter.count(
    "least_score", 180,
    "How surprising the likeness must be between strangers, in tenths of a bit; the same words with less are a common name."
  )
  static let rareScore = Parameter.count("rare_score", 270, "From this score a likeness is seldom chance.")
  static let maxPayments = Parameter.count(
    "max_payments", 500, "How many dealings with a listed identifier are shown, the latest first.")
  static let view = Parameter.duration("lookback", .days(180), "How far back dealings are looked at.")

  package static let parameters = [leastLikeness, leastScore, rareScore, maxPayments, view]

  static let identifier = Signal(
    "listed_identifier", .network, 100,
    "an address, number or identifier is on a sanctions list, character for character",
    isExactSanctionsMatch: true)
  static let name = Signal(
    "listed_name", .identity, 40, "the name is on a sanctions list, word for word")
  static let common = Signal(
    "common_name", .identity, -15, "the name is made of words that many have")
  static let alike = Signal(
    "name_like_listed", .identity, 25, "the name is spelt like one on a sanctions list")
  static let rare = Signal(
    "rare_likeness", .identity, 15, "so rare a likeness is seldom chance")
  static let weak = Signal(
    "weak_alias", .identity, 15, "the name is an alias that the list itself calls weak")
  static let range = Signal(
    "listed_range", .identity, 40, "it falls into a range, country or institution that a sanctions list names"
  )
  static let toListed = Signal(
    "deals_with_listed_places", .path, 25,
    "its money goes to PRC-linked or sanctioned endpoints in another country than it declares")

  package static let signals = [identifier, name, common, alike, rare, weak, range, toListed]
  package static let needs: Set<Relation> = []
  package static let maturity = Maturity.active

  package let settings: Settings

  package init(settings: Settings) { self.settings = settings }

  package var lookback: Span { settings.span(Self.view) }

  package static let studied = [view]
  package static let sieves = [leastLikeness, leastScore]

  /// O(parties that match + requests + changes), and one pass over the rows when any does.
  package func study(_ scope: Scope) throws -> any Study { SanctionsStudy(scope, settings) }

  /// When a name's likeness to a listed one counts.
  static func counts(_ match: NameMatch, _ settings: Settings) -> [[Condition]] {
    let words = [Condition.fact("the name is \(match.name)'s word for word", match.isSameWords)]
    if match.isWeakAlias || match.field != .holder { return [words] }
    return [
      words,
      [
        Condition(
          "likeness of the names, to \(match.name)", match.likeness, .atLeast, leastLikeness, settings),
        Condition("how surprising the likeness is", match.score, .atLeast, leastScore, settings),
      ],
    ]
  }
}

/// Everybody whom sanctions lists name or seem to name, and what they dealt.
private struct SanctionsStudy: Study {
  private typealias Detector = SanctionedParty

  private let window: Window
  private let suspects: [ListedSuspect]
  private let dealings: Dealings?
  private let asked: Party?

  init(_ scope: Scope, _ settings: Settings) {
    window = scope.window
    asked = scope.asked
    suspects = ListedParties(scope, settings).suspects
    dealings = suspects.isEmpty ? nil : Dealings(of: suspects, in: scope)
  }

  func candidates(under settings: Settings) throws -> [Candidate] {
    var candidates = zip(suspects, dealings?.rows ?? []).map { candidate($0, $1, settings) }
    if let asked, !suspects.contains(where: { $0.subject == asked }) {
      candidates.append(
        Candidate(
          subject: window.id(asked), fingerprint: [""], concerns: [asked],
          requirements: [
            Requirement(
              .fact("a name, number or address of it resembles one on a sanctions list at all", false))
          ]
        ) { [window] in Finding(subject: window.id(asked), signals: []) })
    }
    return candidates
  }

  private func candidate(_ whole: ListedSuspect, _ dealings: [Int], _ settings: Settings) -> Candidate {
    let suspect = whole.counting { Detector.counts($0, settings).contains { $0.allSatisfy(\.isMet) } }
    let dealings = Dealings.rows(dealings, of: suspect, in: window)
    let goesAbroad = Dealings.goToListedPlaceAbroad(dealings, of: suspect, in: window)
    var ways: [[Condition]] = [
      [.fact("an address, number or identifier of it is on a list", suspect.hasIdentifier)],
      [.fact("it falls into a range, country or institution that a list names", suspect.isInRange)],
    ]
    for match in whole.matches {
      for way in Detector.counts(match, settings) {
        ways.append(
          match.isWeakAlias
            ? way + [.fact("its money goes to listed places in another country than it declares", goesAbroad)]
            : way)
      }
    }
    return Candidate(
      subject: window.id(whole.subject), fingerprint: [whole.listedParty],
      concerns: [whole.subject] + whole.parties,
      requirements: [Requirement(anyOf: ways)]
    ) { try finding(on: suspect, dealings, goesAbroad: goesAbroad, settings) }
  }

  private func finding(
    on suspect: ListedSuspect, _ dealings: [Int], goesAbroad: Bool, _ settings: Settings
  ) throws -> Finding {
    let names = suspect.matches.filter { !$0.isWeakAlias }
    let same = names.filter { $0.isSameWords && !$0.isOneWord }
    let isWeakOnly = names.isEmpty && !suspect.matches.isEmpty
    let best = names.map(\.score).max() ?? 0
    let raised: [(Signal, Bool)] = [
      (Detector.identifier, suspect.hasIdentifier), (Detector.name, !same.isEmpty),
      (Detector.common, !same.isEmpty && best < settings.count(Detector.leastScore)),
      (Detector.alike, same.isEmpty && !names.isEmpty),
      (Detector.rare, best >= settings.count(Detector.rareScore)),
      (Detector.weak, isWeakOnly), (Detector.range, suspect.isInRange),
      (Detector.toListed, goesAbroad && (!suspect.matches.isEmpty || suspect.isInRange)),
    ]
    // A name is no more suspicious for being used: only an identifier brings its dealings along, and they let it grow.
    let rows = suspect.hasIdentifier ? dealings : []
    let shown = rows.suffix(settings.count(Detector.maxPayments))
    return Finding(
      subject: window.id(suspect.subject), fingerprint: [suspect.listedParty],
      signals: raised.filter(\.1).map(\.0),
      transactions: shown.map { row in
        TransactionEvidence(
          row: row, of: window, role: window.transactions.status[row] == .settled ? .dealing : .context)
      }, records: suspect.records,
      measures: [
        "name_score": .count(suspect.matches.map(\.score).max() ?? 0),
        "name_likeness": .ratio(perMille: Int64(suspect.matches.map(\.likeness).max() ?? 0)),
        "dealings": .count(dealings.count),
        "dealt": .money(try Dealings.total(of: dealings, in: window)),
      ], sinkClasses: suspect.hasIdentifier ? [.sanctioned] : [], isLowerBound: shown.count < rows.count)
  }
}
