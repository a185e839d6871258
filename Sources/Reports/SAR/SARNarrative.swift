import Detection
import Ledger

/// Part V of the report: introduction, body in time, conclusion; flat text of at most 17,000 characters.
///
/// Source: FinCEN, "Guidance on Preparing a Complete & Sufficient Suspicious Activity Report Narrative" (2003) for the
/// order; FFIEC BSA/AML manual, appendix L, for the questions. Lengths: FinCEN SAR schema 1.2.
struct SARNarrative: Equatable {
  /// The most characters in all, in a block, and in the fifth block. A character is a Unicode scalar.
  static let limit = 17_000
  static let blockLimit = 4_000

  let text: String
  /// The same in its parts, for a reader: opening, details, chronology, reasons and conclusion.
  let paragraphs: [String]
  /// What found no room in the chronology and stands in the attachment alone.
  let transactionsLeftOut: Int

  /// Throws ``LedgerError/overflow(_:)``.
  init(_ report: ReportContext) throws {
    let writer = NarrativeWriter(report)
    let (opening, ending) = (writer.introduction + writer.who, writer.why + writer.conclusion)
    var room = Self.limit - opening.unicodeScalars.count - ending.unicodeScalars.count - 600
    // Dates and amounts of what counts go before words that alerts of one kind repeat.
    let counted = Chronology.room(forCountedOf: report.record, report.figures)
    let details = writer.details(room: min(room * 2 / 5, max(room - counted, room / 5)))
    room -= details.unicodeScalars.count
    let chronology = try Chronology(report.record, report.figures, since: report.kind.since, room: room)
    transactionsLeftOut = chronology.transactionsLeftOut
    paragraphs = [
      opening, details, "In order of time: \(chronology.text) \(writer.remainder(chronology))", ending,
    ].map { FormText.field($0, limit: Self.limit) }
    text = FormText.field(paragraphs.joined(separator: " "), limit: Self.limit)
  }

  /// The text in the blocks of the form. No block begins or ends with a space, so joining them gives the text back.
  var blocks: [String] {
    var rest = Array(text.unicodeScalars)[...]
    var blocks: [String] = []
    while !rest.isEmpty {
      var length = min(Self.blockLimit, rest.count)
      while length > 1, length < rest.count,
        rest[rest.startIndex + length] == " " || rest[rest.startIndex + length - 1] == " "
      { length -= 1 }
      var block = String.UnicodeScalarView()
      block.append(contentsOf: rest.prefix(length))
      blocks.append(String(block))
      rest = rest.dropFirst(length)
    }
    return blocks
  }
}

/// Everything a report is made of.
struct ReportContext {
  let record: CaseRecord
  let figures: CaseFigures
  let roles: [String: PartyRole]
  let suspects: [Suspect]
  let filer: Filer
  let kind: ReportKind
  /// The draft's now.
  let asOf: Instant
  let attachmentName: String

  /// Throws ``LedgerError/overflow(_:)``.
  init(_ record: CaseRecord, filer: Filer, kind: ReportKind, asOf: Instant) throws {
    self.record = record
    self.filer = filer
    self.kind = kind
    self.asOf = asOf
    figures = try CaseFigures(record, since: kind.since)
    roles = record.roles
    suspects = record.suspects(roles)
    attachmentName = "\(record.kind.rawValue)-\(record.shortID)-transactions.csv"
  }

  /// The counted total and those of the reports before, where this one continues them.
  func cumulative() throws -> Money? {
    guard case .continuing(let prior) = kind else { return nil }
    return try prior.cumulative.adding(figures.total)
  }
}
