package import Ledger
package import Lists

/// How hard a scheme makes it to be seen.
package enum Difficulty: String, CaseIterable, Codable, Sendable {
  /// As the guidance describes it, without any care.
  case easy
  /// As cases describe it: other things happen in between, amounts and days vary.
  case typical
  /// Made by somebody who knows what is looked for, up to what a detector says that it misses.
  case evasive
}

/// The truth about one story: a scheme that should be found, or something innocent that looks like one.
package struct SchemeLabel: Sendable, Equatable {
  /// Unique among the labels: `S01`… for schemes and `L001`… for look-alikes where the demo wrote them.
  package var schemeID: String
  /// The detector that should find it, or that it might trip.
  package var detector: String
  /// How hard the scheme makes it; nil when the story only looks like one.
  package var difficulty: Difficulty?
  /// What happens, in a few words; `P…` and `N…` of the demo name the typology and its innocent twin.
  package var story: String
  /// In the text form of the contract's identifiers, as are all parties and transactions.
  package var subjectID: String
  /// Everyone else in it, endpoints included.
  package var partyIDs: [String]
  /// The evidence, in order of booking; empty when the evidence is no transaction.
  package var transactionIDs: [String]
  /// In the reporting currency: what reached the sinks, was charged, was asked for, or changed hands.
  package var amount: Money
  /// The first instant of the evidence.
  package var firstAt: Instant
  /// The last instant of the evidence.
  package var lastAt: Instant
  /// A run at or after this instant must have found it; nil for look-alikes, and for schemes of a kind that the detector
  /// says it misses.
  package var mustBeFoundBy: Instant?

  /// Whether it should be found; otherwise it only looks like something.
  package var isScheme: Bool { difficulty != nil }

  package init(
    schemeID: String, detector: String, difficulty: Difficulty?, story: String, subjectID: String,
    partyIDs: [String], transactionIDs: [String], amount: Money, firstAt: Instant, lastAt: Instant,
    mustBeFoundBy: Instant?
  ) {
    self.schemeID = schemeID
    self.detector = detector
    self.difficulty = difficulty
    self.story = story
    self.subjectID = subjectID
    self.partyIDs = partyIDs
    self.transactionIDs = transactionIDs
    self.amount = amount
    self.firstAt = firstAt
    self.lastAt = lastAt
    self.mustBeFoundBy = mustBeFoundBy
  }
}

extension SchemeLabel {
  private static let columns = [
    "scheme_id", "detector", "label", "difficulty", "story", "subject_id", "party_ids", "transaction_ids",
    "amount",
    "first_at", "last_at", "must_be_found_by",
  ]
  private static let required = ["scheme_id", "detector", "label", "subject_id", "first_at"]

  /// The labels as a file: RFC 4180 with line feeds, lists joined by `|`, amounts with two decimals. O(labels).
  package static func csv(_ labels: [SchemeLabel]) -> String {
    labels.reduce(into: columns.joined(separator: ",") + "\n") { text, label in
      let fields = [
        label.schemeID, label.detector, label.isScheme ? "scheme" : "look_alike",
        label.difficulty?.rawValue ?? "",
        "\"\(label.story.replacing("\"", with: "\"\""))\"", label.subjectID,
        label.partyIDs.joined(separator: "|"), label.transactionIDs.joined(separator: "|"),
        label.amount.formatted.replacing(",", with: ""), label.firstAt.description, label.lastAt.description,
        label.mustBeFoundBy?.description ?? "",
      ]
      text += fields.joined(separator: ",") + "\n"
    }
  }

  /// Reads such a file. The columns may come in any order; `scheme_id`, `detector`, `label`, `subject_id` and `first_at` are
  /// required, and a scheme without a difficulty is typical. Throws ``ListError``. O(bytes).
  package static func read(_ bytes: [UInt8], named file: String) throws(ListError) -> [SchemeLabel] {
    let rows = try CSVRows(bytes, file: file).rows
    guard let header = rows.first else {
      throw ListError(file: file, problem: "is empty; its first line is \(columns.joined(separator: ","))")
    }
    var places: [String: Int] = [:]
    for (place, name) in header.cells.enumerated() { places[name] = place }
    for name in required where places[name] == nil {
      throw ListError(file: file, line: header.line, problem: "has no column \(name); add it")
    }
    var labels: [SchemeLabel] = []
    var ids: Set<String> = []
    for (line, cells) in rows.dropFirst() {
      let label = try SchemeLabel(file, line) { name in
        places[name].flatMap { $0 < cells.count ? cells[$0] : nil } ?? ""
      }
      if !ids.insert(label.schemeID).inserted {
        throw ListError(
          file: file, line: line, problem: "repeats scheme_id \(label.schemeID); give it another")
      }
      labels.append(label)
    }
    return labels
  }

  private init(_ file: String, _ line: Int, _ cell: (String) -> String) throws(ListError) {
    func wrong(_ problem: String) -> ListError { ListError(file: file, line: line, problem: problem) }
    func list(_ name: String) -> [String] { cell(name).split(separator: "|").map(String.init) }
    func instant(_ name: String) throws(ListError) -> Instant? {
      if cell(name).isEmpty { return nil }
      guard let instant = try? Instant(cell(name)) else {
        throw wrong("has '\(cell(name))' as \(name); write it as 2026-05-31T08:00:00Z")
      }
      return instant
    }
    for name in Self.required where cell(name).isEmpty { throw wrong("has no \(name); fill it in") }
    let difficulty: Difficulty?
    switch cell("label") {
    case "look_alike": difficulty = nil
    case "scheme":
      let word = cell("difficulty").isEmpty ? Difficulty.typical.rawValue : cell("difficulty")
      difficulty = Difficulty(rawValue: word)
      if difficulty == nil { throw wrong("has difficulty '\(word)'; it is easy, typical or evasive") }
    default: throw wrong("has label '\(cell("label"))'; it is scheme or look_alike")
    }
    guard let amount = try? cell("amount").isEmpty ? Money.zero : Money(cell("amount")) else {
      throw wrong("has amount '\(cell("amount"))'; write it as 1234.50")
    }
    let first = try instant("first_at") ?? Instant(micros: 0)
    self.init(
      schemeID: cell("scheme_id"), detector: cell("detector"), difficulty: difficulty, story: cell("story"),
      subjectID: cell("subject_id"), partyIDs: list("party_ids"), transactionIDs: list("transaction_ids"),
      amount: amount, firstAt: first, lastAt: try instant("last_at") ?? first,
      mustBeFoundBy: try instant("must_be_found_by"))
  }
}
