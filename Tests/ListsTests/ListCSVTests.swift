import Ledger
import Lists
import Testing

@Suite struct ListCSVTests {
  private func parse(_ text: String) throws -> ParsedList {
    try ParsedList.parse(files: [file("own.csv", text)], format: .csv)
  }

  private func problem(_ text: String) -> String? {
    do {
      _ = try parse(text)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func `Every column is read`() throws {
    let list = try parse(
      """
      class,matcher,value,network,kinds,country,name,jurisdiction,linkage,source,note
      exchange,address,0xAB,ETH,crypto_wallet|exchange_account,CN,OKX,SC,PRC,okx.com,hot wallet
      """)
    #expect(
      list.entries == [
        ListEntry(
          listClass: .exchange, matcher: .address, value: "0xAB", network: "ETH",
          kinds: [.cryptoWallet, .exchangeAccount], country: "CN", name: "OKX", jurisdiction: "SC",
          linkage: "PRC",
          source: "okx.com", note: "hot wallet")
      ])
    #expect(list.rows == 1)
    #expect(list.publishedOn == nil)
  }

  @Test func `Four columns are enough, in any order, and short rows are filled up`() throws {
    let list = try parse("source,value,matcher,class,note\nme,CN,country,prc_bank\n")
    #expect(list.entries == [ListEntry(listClass: .prcBank, matcher: .country, value: "CN", source: "me")])
  }

  @Test func `A byte-order mark, CRLF, quoted commas, quotes and newlines, blank lines and spaces are read`()
    throws
  {
    let text =
      "\u{FEFF}class,matcher,value,source,note\r\n"
      + "sanctioned,party_name,\"Acme, \"\"Best\"\" Ltd\", me ,\"one\r\ntwo\"\r\n\r\nstop,endpoint_id,E1,me,\r\n"
    let list = try parse(text)
    #expect(list.entries.map(\.value) == ["Acme, \"Best\" Ltd", "E1"])
    #expect(list.entries[0].note == "one\r\ntwo")
    #expect(list.entries[0].source == "me")
  }

  @Test func `Lines are counted across quoted newlines and blank lines`() {
    let text = "class,matcher,value,source,note\nstop,endpoint_id,E1,me,\"a\nb\"\n\nstop,endpoint_id,E2,,\n"
    #expect(problem(text) == "own.csv line 5: source is empty; say who publishes this")
  }

  @Test(arguments: [
    (
      "class,matcher,value,source,colour\n", "line 1: unknown column 'colour'; the columns are class, matcher"
    ),
    ("class,matcher,value\n", "line 1: column 'source' is missing; add it to the header"),
    ("class,matcher,value,source,class\n", "line 1: column 'class' stands twice"),
    (
      "class,matcher,value,source\nbank,country,CN,me\n",
      "line 2: unknown class 'bank'; write one of sanctioned, prc_bank"
    ),
    (
      "class,matcher,value,source\nstop,iban,X,me\n",
      "line 2: unknown matcher 'iban'; write one of address, endpoint_id"
    ),
    (
      "class,matcher,value,source,kinds\nstop,country,CN,me,card|\n",
      "line 2: unknown kind ''; write one of bank_account"
    ),
    ("class,matcher,value,source\nstop,country,CN,me,more\n", "line 2: has 'more' beyond the last column"),
    ("class,matcher,value,source\nstop,country,China,me\n", "line 2: value 'China' is not a country"),
    ("class,matcher,value,source\nstop,bic_prefix,I,me\n", "line 2: value 'I' is not the beginning of a BIC"),
    ("class,matcher,value,source\nstop,clearing_code,???,me\n", "line 2: value '???' would match everything"),
    ("class,matcher,value,source\nstop,card_prefix,62*,me\n", "line 2: value '62*' has a character"),
    ("class,matcher,value,source\nstop,party_name,...,me\n", "line 2: value '...' is empty once normalised"),
    ("class,matcher,value,source\nstop,address,a b,me\n", "line 2: value 'a b' has a space"),
    (
      "class,matcher,value,source,network\nstop,country,CN,me,ETH\n",
      "line 2: network goes with matcher address"
    ),
    ("class,matcher,value,source,country\nstop,endpoint_id,E,me,C1\n", "line 2: country is 'C1'"),
    ("class,matcher,value,source,linkage\nstop,endpoint_id,E,me,RU\n", "line 2: linkage is 'RU'; write PRC"),
    (
      "class,matcher,value,source,kinds\nstop,bic_country,CN,me,e_wallet\n",
      "line 2: a BIC belongs to a bank_account or card"
    ),
    ("class,matcher,value,source,kinds\nstop,account_id,A,me,card\n", "line 2: kinds limit endpoints"),
    ("class,matcher,value,source\nstop,endpoint_id,\"E,me\n", "line 2: opens a quote that is never closed"),
    ("class,matcher,value,source\nstop,endpoint_id,E\"1,me\n", "line 2: has a quote in the middle of a cell"),
    ("\n\n", "own.csv: is empty; its first line is class,matcher,value"),
  ])
  func `A mistake is an error that names file and line and what to do`(text: String, expected: String) throws
  {
    let found = try #require(problem(text))
    #expect(found.hasPrefix("own.csv"))
    #expect(found.contains(expected), "\(found)")
  }

  @Test func `Bytes that are not UTF-8 are an error with their line`() {
    let bytes = Array("class,matcher,value,source\nstop,endpoint_id,".utf8) + [0xE9, 0x0A]
    let expected = ListError(file: "own.csv", line: 2, problem: "is not UTF-8; save the file as UTF-8")
    #expect(throws: expected) { try ParsedList.parse(files: [("own.csv", bytes)], format: .csv) }
  }

  @Test func `A row that repeats another rule is skipped with its place`() throws {
    let list = try parse(
      "class,matcher,value,source\nstop,party_name,Acme Ltd,me\nstop,party_name,ACME-LTD.,you\nexchange,party_name,Acme Ltd,me\n"
    )
    #expect(list.rows == 3)
    #expect(list.entries.count == 2)
    #expect(list.skipped == [SkippedRow(file: "own.csv", line: 3, reason: "says what an earlier row says")])
  }

  @Test func `The digest is SHA-256 over the bytes of all files`() throws {
    let header = "class,matcher,value,source\n"
    let whole = try parse(header)
    #expect(whole.digest == "1f9e76ca8b8b40aa28583fb12c14d9d15e511d8e221b8cb9ab7e220ee0ced820")
    let twice = try ParsedList.parse(files: [file("a", header), file("b", header)], format: .csv)
    #expect(twice.digest != whole.digest)
    #expect(try parse(header).digest == whole.digest)
  }

  @Test func `No file at all is an error`() {
    #expect(throws: ListError.self) { try ParsedList.parse(files: [], format: .csv) }
  }

  @Test func `A diff counts rules, and a corrected note is no difference`() throws {
    let before = [
      entry(.stop, .endpointID, "E1"), entry(.stop, .endpointID, "E2"),
      entry(.exchange, .partyName, "Acme Ltd"),
    ]
    var corrected = entry(.exchange, .partyName, "ACME, Ltd.")
    corrected.note = "checked"
    let after = [
      corrected, entry(.stop, .endpointID, "E2"), entry(.sanctioned, .endpointID, "E1"),
      entry(.stop, .endpointID, "e2"),
    ]
    let diff = ListDiff(from: before, to: after)
    #expect(diff.added == 2)
    #expect(diff.removed == 1)
    #expect(diff.kept == 2)
    #expect(ListDiff(from: [], to: after).added == 4)
    #expect(ListDiff(from: after, to: after) == ListDiff(from: after.reversed(), to: after))
  }

  @Test func `The kinds of import have the names of the command`() {
    #expect(ListFormat.allCases.map(\.rawValue) == ["ofac-sdn", "un-consolidated", "csv"])
  }
}
