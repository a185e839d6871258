import Crypto
import Ledger

/// The formats `weir lists import` reads (design §6); raw values are the KIND of the command.
package enum ListFormat: String, ContractWord {
  /// OFAC's SDN list: `SDN.CSV` with `ALT.CSV`, `ADD.CSV` and `SDN_COMMENTS.CSV` where given, or `sdn.xml`.
  case ofacSDN = "ofac-sdn"
  /// The UN Security Council's consolidated list, XML.
  case unConsolidated = "un-consolidated"
  /// Weir's own columns, see ``ListCSV``.
  case csv
}

/// A row or record of a list file that makes no entry, and why.
package struct SkippedRow: Hashable, Sendable {
  /// File and line, such as `sdn.csv line 12`.
  package let place: String
  package let reason: String

  package init(file: String, line: Int, reason: String) {
    place = "\(file) line \(line)"
    self.reason = reason
  }
}

/// What the files of one list say.
package struct ParsedList: Sendable {
  /// In the order of the files, each rule once.
  package internal(set) var entries: [ListEntry] = []
  /// `2026-03-01`, where the publisher says it.
  package internal(set) var publishedOn: String?
  /// Rows or records read, header lines not counted.
  package internal(set) var rows = 0
  package internal(set) var skipped: [SkippedRow] = []
  /// SHA-256 of the files' bytes end to end, in hexadecimal.
  package internal(set) var digest = ""

  private var rules: Set<ListEntry.Rule> = []

  init() {}

  /// Reads the files of one list; pure. `name` is the file's name or path and serves to tell OFAC's files apart and to
  /// place errors. Throws ``ListError``. O(bytes).
  package static func parse(
    files: [(name: String, bytes: [UInt8])], format: ListFormat
  ) throws(ListError) -> ParsedList {
    if files.isEmpty {
      throw ListError(file: format.rawValue, problem: "no file was given; name at least one")
    }
    var list = ParsedList()
    switch format {
    case .csv:
      for file in files { try ListCSV.read(file.bytes, named: file.name, into: &list) }
    case .ofacSDN:
      try OFACList.read(files, into: &list)
    case .unConsolidated:
      for file in files { try UNList.read(file.bytes, named: file.name, into: &list) }
    }
    var hash = SHA256()
    for file in files { hash.update(data: file.bytes) }
    list.digest = hash.finalize().hexadecimal
    return list
  }

  /// Adds an entry unless its rule is there already; says whether it was new.
  @discardableResult
  mutating func add(_ entry: ListEntry) -> Bool {
    guard rules.insert(entry.rule).inserted else { return false }
    entries.append(entry)
    return true
  }
}

/// How one version of a list differs from another: by rule, so a corrected note is no difference.
package struct ListDiff: Hashable, Sendable {
  package let added: Int
  package let removed: Int
  package let kept: Int

  /// O(entries of both).
  package init(from old: [ListEntry], to new: [ListEntry]) {
    let (before, after) = (Set(old.map(\.rule)), Set(new.map(\.rule)))
    kept = before.intersection(after).count
    added = after.count - kept
    removed = before.count - kept
  }
}
