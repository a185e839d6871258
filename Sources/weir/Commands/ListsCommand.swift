import ArgumentParser
import Foundation
import Ledger
import Lists
import Logging
import Postgres
import Runs
import Warehouse

/// The lists that say what an endpoint is.
struct ListsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lists", abstract: "Imports and shows the lists of banks, wallets, exchanges and sanctioned parties.",
    subcommands: [Import.self, Show.self])

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Imports a list as a new version, in its publisher's own format.",
      discussion: """
        KIND is ofac-sdn (SDN.CSV with ALT.CSV and ADD.CSV, or sdn.xml), un-consolidated (XML) or csv, with the columns
        class, matcher, value, network, kinds, country, name, jurisdiction, linkage, source, note.
        """)

    @OptionGroup var warehouse: WarehouseOptions

    @Option(help: "Name of the list. Default: the KIND, and for csv the file's name.")
    var name: String?

    @Argument(help: "ofac-sdn, un-consolidated or csv.")
    var kind: String

    @Argument(help: "Files of the list.")
    var files: [String]

    func validate() throws {
      if ListFormat(rawValue: kind) == nil {
        throw ValidationError("KIND is one of \(ListFormat.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      if files.isEmpty { throw ValidationError("name at least one file") }
    }

    func run() throws {
      guard let format = ListFormat(rawValue: kind) else { throw Exit.Code(64) }
      let contents = try files.map { (name: $0, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: $0)))) }
      let parsed = try ParsedList.parse(files: contents, format: format)
      let configuration = try warehouse.configuration()
      let log = makeLogger()
      let session = try warehouse.session(configuration, log: log)
      try Migrations.verify(session)
      let list = name ?? (format == .csv ? URL(fileURLWithPath: files[0]).deletingPathExtension().lastPathComponent : kind)
      let taken = try session.transaction(.readWrite) {
        try ListStore(session: session).add(
          parsed, as: list, format: kind, on: try RunLog(session: session).clock())
      }
      for row in parsed.skipped.prefix(20) { log.warning("\(row.place): \(row.reason)") }
      if parsed.skipped.count > 20 { log.warning("and \(parsed.skipped.count - 20) more rows that make no entry") }
      guard let taken else {
        print("\(list): these files are the version in force already")
        return
      }
      print(
        "\(list) \(taken.version): \(parsed.entries.count) entries of \(parsed.rows) rows, \(taken.diff.added) added, "
          + "\(taken.diff.removed) removed, sha256 \(parsed.digest)")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows the lists in force, or the entries of one.")

    @OptionGroup var warehouse: WarehouseOptions

    @Argument(help: "A list, to see its entries.")
    var list: String?

    func run() throws {
      let session = try warehouse.session(try warehouse.configuration(), log: makeLogger())
      try Migrations.verify(session)
      let store = ListStore(session: session)
      let versions = try store.current()
      guard let list else {
        let rows = versions.map {
          [$0.list, $0.version, $0.format, String($0.rows), $0.importedAt.date, String($0.sha256.prefix(12))]
        }
        print(textTable(["list", "version", "format", "entries", "imported", "sha256"], rows, rightAligned: [3]))
        return
      }
      guard let version = versions.first(where: { $0.list == list }) else {
        throw ValidationError("there is no list '\(list)'; there are \(versions.map(\.list).joined(separator: ", "))")
      }
      let rows = try store.entries(of: version).map {
        [$0.listClass.rawValue, $0.matcher.rawValue, $0.value, $0.name, $0.linkage, $0.source]
      }
      print(textTable(["class", "matcher", "value", "name", "linkage", "source"], rows))
    }
  }
}
