import Foundation
package import Ledger
import Postgres
package import Reports
import Warehouse

/// What came of drafting: the files, and what is wrong with the draft.
package struct DraftReport: Sendable {
  package let files: [String]
  package let faults: [String]
  /// Latest days, by clock.
  package let clocks: [Clock]
}

/// How a draft is asked for.
package struct DraftRequest: Sendable {
  package var caseID: String
  package var filer: Filer
  /// FinCEN's schema; nil when none is named anywhere.
  package var schema: String?
  package var folder: String
  /// The draft's now; nil for the warehouse's clock.
  package var asOf: Instant?
  /// Whether it mends the last report filed instead of continuing it.
  package var isCorrection: Bool

  package init(
    caseID: String, filer: Filer, schema: String?, folder: String, asOf: Instant? = nil,
    isCorrection: Bool = false
  ) {
    self.caseID = caseID
    self.filer = filer
    self.schema = schema
    self.folder = folder
    self.asOf = asOf
    self.isCorrection = isCorrection
  }
}

extension Reporting {
  /// Drafts the report of a case: files in a folder of their writer's alone, and a row in `weir_sar`. Nothing is sent.
  ///
  /// A draft with faults is written and recorded like any other. Throws ``NoSuchCase``, ``NothingFiled``,
  /// ``PostgresError``, ``LedgerError``, ``FolderOpenToOthers`` and `CocoaError`.
  package func draft(_ request: DraftRequest) throws -> DraftReport {
    let record = try record(request.caseID)
    let store = DraftStore(session: session)
    let prior = try store.lastFiling(on: record)
    if request.isCorrection && prior == nil { throw NothingFiled() }
    let kind = prior.map { request.isCorrection ? ReportKind.correcting($0) : .continuing($0) } ?? .initial
    let asOf = try request.asOf ?? RunLog(session: session).clock()
    var draft = try Draft(record, filer: request.filer, kind: kind, asOf: asOf)
    let folder = try PrivateFolder(request.folder, mayBeShared: false)
    let name = "DRAFT-\(record.kind.rawValue)-\(record.shortID)"
    let xml = try folder.write(draft.xml, as: "\(name).xml")
    var notes: [String] = []
    if let schema = request.schema {
      draft.add(faults: try SchemaValidation.faults(of: xml, against: schema))
    } else {
      notes.append("Not validated against FinCEN's schema: none was named")
    }
    _ = try session.transaction(.readWrite) { try store.add(draft, of: record) }
    var files = [
      try folder.write(draft.sheet(notes: notes, version: version), as: "\(name).html"), xml,
      try folder.write(draft.narrative + "\n", as: "\(name)-narrative.txt"),
      try folder.write(draft.json, as: "\(name).json"),
      try folder.write(draft.faultList(notes: notes), as: "\(name)-faults.txt"),
    ]
    if let attachment = draft.attachment {
      files.append(try folder.write(attachment.text, as: attachment.name))
    }
    return DraftReport(files: files, faults: draft.faults, clocks: draft.deadlines.clocks)
  }
}

/// A correction of something that was never filed.
package struct NothingFiled: Error, CustomStringConvertible {
  package let description = "nothing filed is on record for this case, so there is nothing to correct"
}

/// Validation of a file against an XML schema, by libxml2's own program.
enum SchemaValidation {
  /// What `xmllint` finds, values left out; one sentence if it cannot be asked. Throws `CocoaError`.
  static func faults(of file: String, against schema: String) throws -> [String] {
    guard FileManager.default.isReadableFile(atPath: schema) else {
      return ["the schema \(schema) cannot be read"]
    }
    guard let xmllint = ExternalTool("xmllint") else {
      return ["not validated: xmllint is not installed (Debian: libxml2-utils)"]
    }
    let run = try xmllint.run(["--noout", "--nonet", "--schema", schema, file])
    if run.status == 0 { return [] }
    let sentences = run.errors.split(separator: "\n").map(String.init).filter { $0.contains("error") }.map {
      line in
      let words = line.hasPrefix(file) ? String(line.dropFirst(file.count + 1)) : line
      return "schema: line "
        + words.replacing(#/The value '.*' /#, with: "The value ").replacing(
          "{www.fincen.gov/base}", with: "")
    }
    return sentences.isEmpty ? ["xmllint ended with \(run.status): \(schema) may be no schema"] : sentences
  }
}
