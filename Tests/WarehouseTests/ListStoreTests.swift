import Ledger
import Lists
import Postgres
import TestSupport
import Testing
import Warehouse

@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct ListStoreTests {
  private func parsed(_ lines: String...) throws -> ParsedList {
    let text =
      "class,matcher,value,network,kinds,country,name,jurisdiction,linkage,source,note\n"
      + lines.map { $0 + "\n" }.joined()
    return try ParsedList.parse(files: [("own.csv", Array(text.utf8))], format: .csv)
  }

  private let rich =
    "exchange,institution_name,\"Big, \"\"X\"\" \\ Exchange\",,crypto_wallet|e_wallet,SG,名前 🏦,SC,PRC,a\\tb,\"{NULL}\""
  private let address = "prc_wallet,address,TXYZ1234,tron,,,,,,somebody,"
  private let bank = "prc_bank,bic_country,CN,,bank_account,,,,,somebody,"

  @Test func `the starter lists are installed once, and a second time nothing happens`() throws {
    let database = try TestDatabase.migrated()
    let store = ListStore(session: database.session)
    let names = SQL.starterLists.map(\.name)
    #expect(!names.isEmpty)
    #expect(try store.installStarterLists(on: .february(1)) == names)
    let versions = try store.current()
    #expect(versions.map(\.list) == names.map { "starter-\($0)" }.sorted())
    #expect(versions.allSatisfy { $0.rows > 0 && $0.sha256.count == 64 && $0.version == "2026-02-01" })
    #expect(try store.installStarterLists(on: .february(2)) == [])
    #expect(try store.current().map(\.id) == versions.map(\.id))
  }

  @Test func `every starter entry comes back as it was written`() throws {
    let database = try TestDatabase.migrated()
    let store = ListStore(session: database.session)
    _ = try store.installStarterLists(on: .february(1))
    for version in try store.current() {
      let name = String(version.list.dropFirst("starter-".count))
      let text = try #require(SQL.starterLists.first { $0.name == name }?.text)
      let parsed = try ParsedList.parse(files: [(name, Array(text.utf8))], format: .csv)
      #expect(try store.entries(of: version) == parsed.entries)
      #expect(version.rows == parsed.entries.count && version.sha256 == parsed.digest)
    }
  }

  @Test func `every column of an entry comes back, hostile texts included`() throws {
    let database = try TestDatabase.migrated()
    let store = ListStore(session: database.session)
    let list = try parsed(rich, address, bank)
    _ = try store.add(list, as: "own", format: "csv", on: .february(1))
    let version = try #require(try store.current().first)
    let entries = try store.entries(of: version)
    #expect(entries == list.entries)
    #expect(
      entries[0].kinds == [.cryptoWallet, .eWallet] && entries[0].note == "{NULL}"
        && entries[0].name == "名前 🏦")
    #expect(entries[1].network == "tron" && entries[1].kinds == nil && entries[1].country == nil)
    #expect(version.label == "own 2026-02-01" && version.format == "csv")
  }

  @Test func `a changed list is a new version with a difference, and the old one stays`() throws {
    let database = try TestDatabase.migrated()
    let store = ListStore(session: database.session)
    let first = try #require(try store.add(parsed(rich, bank), as: "own", format: "csv", on: .february(1)))
    #expect(first.diff.added == 2 && first.diff.removed == 0)
    let old = try #require(try store.current().first)
    let second = try #require(
      try store.add(parsed(bank, address), as: "own", format: "csv", on: .february(2)))
    #expect(second.diff.added == 1 && second.diff.removed == 1 && second.diff.kept == 1)
    let new = try store.current()
    #expect(new.map(\.version) == ["2026-02-02"])
    #expect(try store.entries(of: old) == parsed(rich, bank).entries)
    #expect(
      try database.column(
        "SELECT version || ' +' || added || ' -' || removed FROM weir.list_versions ORDER BY 1")
        == ["2026-02-01 +2 -0", "2026-02-02 +1 -1"])
  }

  @Test func `the same bytes again are no version, the same bytes of another list are`() throws {
    let database = try TestDatabase.migrated()
    let store = ListStore(session: database.session)
    _ = try store.add(parsed(bank), as: "own", format: "csv", on: .february(1))
    #expect(try store.add(parsed(bank), as: "own", format: "csv", on: .february(2)) == nil)
    #expect(try store.add(parsed(bank), as: "other", format: "csv", on: .february(2)) != nil)
    #expect(try store.current().map(\.label) == ["other 2026-02-02", "own 2026-02-01"])
  }

  @Test func `a list can go back to what it was`() throws {
    let database = try TestDatabase.migrated()
    let store = ListStore(session: database.session)
    _ = try store.add(parsed(bank), as: "own", format: "csv", on: .february(1))
    _ = try store.add(parsed(address), as: "own", format: "csv", on: .february(2))
    #expect(try store.add(parsed(bank), as: "own", format: "csv", on: .february(3)) != nil)
    let newest = try #require(try store.current().first)
    #expect(newest.version == "2026-02-03")
    #expect(try store.entries(of: newest) == parsed(bank).entries)
  }
}
