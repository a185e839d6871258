package import Ledger

/// A report in draft: the neutral case told as a narrative, as FinCEN's XML and as its attachment, with everything that is
/// wrong with it. Nobody but a person ever files it.
package struct Draft {
  /// Stands in every file but the attachment.
  package static let mark = "DRAFT - not filed, for review by compliance - confidential"

  package let kind: ReportKind
  package let asOf: Instant
  package let figures: CaseFigures
  /// Amounts of all reports on the case, where this one continues them.
  package let cumulative: Money?
  package let narrative: String
  package let xml: String
  package let attachment: (name: String, text: String)?
  package let json: String
  package let deadlines: Deadlines
  /// What keeps it from being filed as it is.
  package private(set) var faults: [String]
  /// What a person must look at.
  package let remarks: [String]

  private let record: CaseRecord
  private let paragraphs: [String]
  private let suspects: [String]

  /// Drafts the report of a case. The same arguments give the same bytes.
  ///
  /// Throws ``LedgerError/overflow(_:)``; everything else that is wrong becomes a fault.
  package init(_ record: CaseRecord, filer: Filer, kind: ReportKind, asOf: Instant) throws {
    let report = try ReportContext(record, filer: filer, kind: kind, asOf: asOf)
    let narrative = try SARNarrative(report)
    let evidence = EvidenceCSV(record, report.figures)
    let hasAttachment = evidence.rows > 0
    let form = try FinCENReport(report, narrative: narrative, hasAttachment: hasAttachment)
    let xml = form.root.document(mark: Self.mark)
    let attachment = hasAttachment ? (name: report.attachmentName, text: evidence.text) : nil
    let cumulative = try report.cumulative()
    var faults =
      FinCENCheck(
        document: xml,
        expected: .init(
          total: report.figures.total, cumulative: cumulative, currency: record.currency,
          from: report.figures.from,
          to: report.figures.to, filedOn: asOf, attachment: attachment)
      ).faults
    if !record.notRead.isEmpty { faults += record.notRead }
    if kind.prior != nil && report.figures.counted.isEmpty {
      faults.append("nothing is counted since the report before: there is nothing to continue or correct")
    }
    self.record = record
    self.kind = kind
    self.asOf = asOf
    self.cumulative = cumulative
    self.narrative = narrative.text
    paragraphs = narrative.paragraphs
    self.xml = xml
    self.attachment = attachment
    self.faults = faults
    figures = report.figures
    json = try record.json()
    suspects = report.suspects.map(\.label)
    deadlines = Deadlines(
      record, report.figures, isSuspectNamed: report.suspects.contains { $0.name != nil }, prior: kind.prior)
    remarks = form.remarks + (try Self.remarks(report, narrative, evidence))
  }

  /// Adds what another judge found, such as the schema's.
  package mutating func add(faults more: [String]) { faults += more }

  /// The sheet a person reads first: clocks, figures, faults, remarks, narrative. `notes` are remarks of the caller.
  package func sheet(notes: [String], version: String) throws -> String {
    try Page.render(
      DraftSheetValues(
        self, record: record, suspects: suspects, paragraphs: paragraphs, notes: notes, version: version),
      template: "draft")
  }

  /// Faults and remarks as plain text.
  package func faultList(notes: [String]) -> String {
    var lines =
      [Self.mark, "", faults.isEmpty ? "No fault was found." : "Faults:"] + faults.map { "- \($0)" }
    let looks = remarks + notes
    if !looks.isEmpty { lines += ["", "To look at:"] + looks.map { "- \($0)" } }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func remarks(_ report: ReportContext, _ narrative: SARNarrative, _ evidence: EvidenceCSV)
    throws -> [String]
  {
    var remarks: [String] = []
    let figures = report.figures
    if let words = passedOnWords(report.record, figures) { remarks.append(words) }
    if figures.isLowerBound { remarks.append("A limit cut something off: the amount is a lower bound") }
    if figures.total.micros % 10_000 != 0 {
      remarks.append("Amounts have fractions of a cent: shown to the cent, summed exactly")
    }
    if narrative.transactionsLeftOut > 0 {
      remarks.append(
        "\(counted(narrative.transactionsLeftOut, "transaction")) found no room in the narrative")
    }
    if evidence.leftOut > 0 {
      remarks.append(
        "\(counted(evidence.leftOut, "transaction")) found no room in the attachment of one megabyte")
    }
    if report.filer.transmitter.tcc == "TBSATEST" { remarks.append("TBSATEST marks a test file") }
    if !narrative.text.unicodeScalars.allSatisfy(\.isASCII) {
      remarks.append("The narrative holds letters beyond ASCII, as names do: check that they arrive")
    }
    if report.suspects.count > FinCENReport.subjectLimit {
      remarks.append(
        "\(report.suspects.count - FinCENReport.subjectLimit) subjects found no room on the form")
    }
    if let prior = report.kind.prior, case .continuing = report.kind {
      let before = try CaseFigures(report.record, before: report.kind.since).total
      if before != prior.cumulative {
        remarks.append(
          "Up to \(prior.periodTo.date) the case now counts \(report.record.money(before)); the reports so far said "
            + "\(report.record.money(prior.cumulative)): consider a correction")
      }
    }
    remarks.append(
      "Thresholds are the institution's to judge: USD 5,000 for banks, 2,000 for money services businesses; this report "
        + "comes to \(report.record.money(figures.total))")
    return remarks
  }
}

/// The values of the template `draft.mustache`.
struct DraftSheetValues {
  let policy = Page.policy()
  let version: String
  let mark = Draft.mark
  let title: String
  let headline: String
  let facts: [Named]
  let clocks: [ClockRow]
  let faults: [String]
  let hasFaults: Bool
  let looks: [String]
  let paragraphs: [String]

  struct ClockRow {
    let name: String
    let began: String
    let due: String
    let left: String
    let rule: String
  }

  init(
    _ draft: Draft, record: CaseRecord, suspects: [String], paragraphs: [String], notes: [String],
    version: String
  ) {
    self.version = version
    title = "Draft \(record.shortID)"
    headline = PlainText.line(record.headline, limit: 400)
    let figures = draft.figures
    let amount = record.money(figures.total)
    var facts = [
      Named(name: "Kind of report", value: draft.kind.word),
      Named(name: "Drafted as of", value: draft.asOf.description),
      Named(name: "Internal control number", value: record.shortID),
      Named(name: "Subjects", value: PlainText.line(suspects.joined(separator: "; "), limit: 1_000)),
      Named(
        name: "Amount",
        value: "\(amount), on the form \(FinCENReport.dollars(figures.total)) (whole dollars, rounded up)"),
      Named(name: "Activity", value: "\(figures.from.date) to \(figures.to.date)"),
      Named(name: "Transactions counted", value: String(figures.counted.count)),
      Named(name: "Attachment", value: draft.attachment?.name ?? "none"),
      Named(
        name: "Narrative",
        value: "\(draft.narrative.unicodeScalars.count) of \(SARNarrative.limit) characters"),
    ]
    if let prior = draft.kind.prior {
      facts.insert(Named(name: "Report before", value: "\(prior.bsaID), filed \(prior.filedOn.date)"), at: 1)
    }
    if let cumulative = draft.cumulative {
      facts.insert(Named(name: "Cumulative amount", value: record.money(cumulative)), at: 6)
    }
    self.facts = facts
    clocks = draft.deadlines.clocks.map { clock in
      let left = clock.daysLeft(draft.asOf).map { $0 < 0 ? "\(-$0) days over" : "\($0) days left" }
      return ClockRow(
        name: clock.name, began: clock.began.map { "\($0.date), \(clock.basis)" } ?? clock.basis,
        due: clock.due?.date ?? "", left: left ?? "", rule: clock.rule)
    }
    faults = draft.faults
    hasFaults = !faults.isEmpty
    looks = draft.remarks + notes
    self.paragraphs = paragraphs
  }
}
