import Foundation
import Ledger
import Lists
import Testing
import Window

/// `fixtures/lists`, as installed by `weir migrate`.
private enum Starter {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let names = [
    "dprk-names.csv", "exchanges.csv", "hk-mo-banks.csv", "prc-banks.csv", "prc-wallets.csv",
  ]

  static func list(_ name: String) throws -> ParsedList {
    let data = try Data(contentsOf: root.appending(path: "fixtures/lists/\(name)"))
    return try ParsedList.parse(files: [(name, Array(data))], format: .csv)
  }

  static func entries() throws -> [ListEntry] { try names.flatMap { try list($0).entries } }
}

@Suite struct StarterListTests {
  @Test func `The folder holds these lists and no others`() throws {
    let found = try FileManager.default.contentsOfDirectory(
      atPath: Starter.root.appending(path: "fixtures/lists").path)
    #expect(found.sorted() == Starter.names)
  }

  @Test(arguments: Starter.names)
  func `A list parses, repeats nothing and gives a source and a name on every row`(name: String) throws {
    let list = try Starter.list(name)
    #expect(list.rows > 0)
    #expect(list.skipped.isEmpty)
    #expect(list.entries.allSatisfy { !$0.source.isEmpty && !$0.name.isEmpty })
  }

  @Test func `Every class but stop is there, and stop is left to the operator`() throws {
    let classes = Set(try Starter.entries().map(\.listClass))
    #expect(classes == Set(ListClass.allCases).subtracting([.stop]))
  }

  @Test func `There are sixty exchanges or more, some of them linked to the PRC`() throws {
    let exchanges = try Starter.list("exchanges.csv").entries
    #expect(Set(exchanges.map(\.name)).count >= 60)
    #expect(exchanges.allSatisfy { $0.listClass == .exchange && $0.jurisdiction.count == 2 })
    #expect(
      exchanges.allSatisfy { $0.kinds?.isSubset(of: [.exchangeAccount, .cryptoWallet, .eWallet]) == true })
    #expect(Set(exchanges.filter { $0.linkage == "PRC" }.map(\.name)).isSuperset(of: ["OKX", "HTX", "Gate"]))
    #expect(exchanges.first { $0.name == "Coinbase" }?.linkage == "")
  }

  @Test(arguments: [
    ("bank_account", "bic", "ICBKCNBJXXX", SinkClass.prcBank),
    ("bank_account", "bic", "BKCHHKHH", .prcBankAbroad),
    ("bank_account", "bic", "CHASUS33", nil), ("bank_account", "bic", "HSBCHKHH", .hkMoBank),
    ("bank_account", "bic", "BNULMOMX", .hkMoBank), ("bank_account", "bic", "FTBDKPPYXXX", .sanctioned),
    ("bank_account", "clearing_code", "105100000017", .prcBank),
    ("bank_account", "clearing_code", "021000021", nil),
    ("bank_account", "country", "CN", .prcBank), ("e_wallet", "country", "CN", .prcWallet),
    ("bank_account", "country", "US", nil), ("card", "card_prefix", "622848", .prcBank),
    ("card", "card_prefix", "411111", nil), ("e_wallet", "account_number", "2088102146225135", .prcWallet),
    ("bank_account", "account_number", "2088102146225135", nil),
    ("e_wallet", "institution_name", "Alipay (China) Network Technology", .prcWallet),
    ("e_wallet", "institution_name", "微信支付", .prcWallet), ("e_wallet", "institution_name", "PayPal", nil),
    ("exchange_account", "institution_name", "Binance Holdings Ltd", .exchange),
    ("exchange_account", "institution_name", "Gate.io", .exchange),
    ("bank_account", "institution_name", "Gemini", nil),
    ("crypto_wallet", "address", "0x4F47BC496083C727C5FBE3CE9CDF2B0F6496270C", .sanctioned),
    ("bank_account", "holder_name", "Korea Sobaeksu Trading Company", .sanctioned),
    ("bank_account", "holder_name", "Kim", nil),
  ])
  func `The starter lists recognise`(kind: String, column: String, value: String, expected: SinkClass?) throws
  {
    #expect(verdict(["kind": kind, column: value], try Starter.entries()).sink == expected)
  }

  @Test func `A Discover card of the range shared with UnionPay is no PRC card in the United States`() throws
  {
    let entries = try Starter.entries()
    #expect(verdict(["kind": "card", "card_prefix": "622130", "country": "US"], entries).sink == nil)
    #expect(verdict(["kind": "card", "card_prefix": "622130"], entries).sink == .prcBank)
  }
}

/// Checks against copies of public lists beside the checkout, where there are any.
@Suite struct ReferenceTests {
  private static let folder = Starter.root.deletingLastPathComponent().appending(path: "shared/reference")

  private static func rows(_ path: String) -> [[String]]? {
    guard let text = try? String(contentsOf: folder.appending(path: path), encoding: .utf8) else {
      print("skipped: no reference copy of \(path)")
      return nil
    }
    return text.split(whereSeparator: \.isNewline).dropFirst().map { $0.components(separatedBy: ",") }
  }

  @Test func `Every bank in the PRC of a BIC directory is recognised as one`() throws {
    guard let rows = Self.rows("banks/bic_CN.csv") else { return }
    let bics = rows.compactMap(\.last).filter { [8, 11].contains($0.count) }
    let endpoints = bics.enumerated().map { ["endpoint_id": "E\($0)", "kind": "bank_account", "bic": $1] }
    let result = Classifier(lists: [("starter", try Starter.entries())]).classify(
      window(endpoints: endpoints))
    #expect(bics.count > 2000)
    #expect(result.rank.allSatisfy { Int($0) == SinkClass.prcBank.rank })
  }

  @Test func `Branches of PRC banks abroad are recognised before their host country`() throws {
    guard let rows = Self.rows("banks/prc_bank_overseas_bic.csv") else { return }
    let bics = rows.compactMap { $0.dropLast().last }.filter { [8, 11].contains($0.count) }
    let endpoints = bics.enumerated().map { ["endpoint_id": "E\($0)", "kind": "bank_account", "bic": $1] }
    let result = Classifier(lists: [("starter", try Starter.entries())]).classify(
      window(endpoints: endpoints))
    #expect(bics.count > 200)
    #expect(result.rank.allSatisfy { Int($0) == SinkClass.prcBankAbroad.rank })
  }

  @Test func `Head offices of PRC banks are recognised by their CNAPS code`() throws {
    guard let rows = Self.rows("banks/cnaps_head_office_codes.csv") else { return }
    let codes = rows.compactMap(\.first).filter { $0.count == 12 }
    let endpoints = codes.enumerated().map {
      ["endpoint_id": "E\($0)", "kind": "bank_account", "clearing_code": $1]
    }
    let result = Classifier(lists: [("starter", try Starter.entries())]).classify(
      window(endpoints: endpoints))
    let missed = codes.indices.filter { result.rank[$0] == Classification.notSink }.map { codes[$0] }
    #expect(codes.count > 400)
    #expect(missed.isEmpty)
  }

  @Test func `OFAC's DPRK entries make entries of every name and address`() throws {
    let path = "sanctions/ofac_sdn_dprk_2023-01.csv"
    guard let text = try? String(contentsOf: Self.folder.appending(path: path), encoding: .utf8) else {
      print("skipped: no reference copy of \(path)")
      return
    }
    // The copy is an extract of five columns; the publisher's file has seven more between programme and remarks.
    let lines = text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      line.replacing(/,([A-Z0-9;-]+),("(?:[^"]|"")*"|[^",]*)$/) { match in
        ",\(match.1)" + String(repeating: ",-0-", count: 7) + ",\(match.2)"
      }
    }
    let list = try ParsedList.parse(
      files: [file("SDN.CSV", lines.joined(separator: "\r\n") + "\r\n\u{1A}")], format: .ofacSDN)
    #expect(list.rows == lines.count)
    #expect(list.rows > 400)
    #expect(list.entries.contains { $0.value == "Jin Hyok PARK" })
    #expect(list.entries.contains { $0.matcher == .bicPrefix && $0.value == "FTBDKPPY" })
    #expect(list.skipped.allSatisfy { $0.reason.hasSuffix("no party to a payment") })
  }
}
