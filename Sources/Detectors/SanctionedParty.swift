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
  package static let version = 1
  package static let answers = "names and addresses on sanctions lists"
  package static let redFlags = [
    RedFlag(
      Guidance.ofac,
      "dealings with persons, banks and wallets that are designated, which strict liability forbids"),
    RedFlag(
      Guidance.itWorkers2022,
      "name spellings and other details that do not agree across profiles and payment accounts"),
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

  /// O(parties that match + requests + changes), and one pass over the rows when any does.
  package func findings(in scope: Scope) throws -> [Finding] {
    let listed = ListedParties(scope, settings)
    if listed.suspects.isEmpty { return [] }
    let dealings = Dealings(of: listed.suspects, in: scope)
    return try zip(listed.suspects, dealings.rows).compactMap { try finding(on: $0, $1, in: scope.window) }
  }

  private func finding(on suspect: ListedSuspect, _ dealings: [Int], in window: Window) throws -> Finding? {
    let names = suspect.matches.filter { !$0.isWeakAlias }
    let same = names.filter { $0.isSameWords && !$0.isOneWord }
    let goesAbroad = Dealings.goToListedPlaceAbroad(dealings, of: suspect, in: window)
    let isWeakOnly = names.isEmpty && !suspect.matches.isEmpty
    let best = names.map(\.score).max() ?? 0
    let raised: [(Signal, Bool)] = [
      (Self.identifier, suspect.hasIdentifier), (Self.name, !same.isEmpty),
      (Self.common, !same.isEmpty && best < settings.count(Self.leastScore)),
      (Self.alike, same.isEmpty && !names.isEmpty), (Self.rare, best >= settings.count(Self.rareScore)),
      (Self.weak, isWeakOnly), (Self.range, suspect.isInRange),
      (Self.toListed, goesAbroad && (!suspect.matches.isEmpty || suspect.isInRange)),
    ]
    if isWeakOnly && !goesAbroad && !suspect.hasIdentifier && !suspect.isInRange { return nil }
    // A name is no more suspicious for being used: only an identifier brings its dealings along, and they let it grow.
    let rows = suspect.hasIdentifier ? dealings : []
    let shown = rows.suffix(settings.count(Self.maxPayments))
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
