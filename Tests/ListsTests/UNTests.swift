import Ledger
import Lists
import Testing

@Suite struct UNTests {
  private let xml = """
    <?xml version="1.0" encoding="utf-8"?>
    <CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:01.5-05:00">
      <INDIVIDUALS>
        <INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>RI</FIRST_NAME><SECOND_NAME>TEST-SON</SECOND_NAME><THIRD_NAME/>
          <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.901</REFERENCE_NUMBER>
          <NAME_ORIGINAL_SCRIPT>리시험</NAME_ORIGINAL_SCRIPT>
          <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE></NATIONALITY>
          <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Ri Che-son</ALIAS_NAME></INDIVIDUAL_ALIAS>
          <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Boss</ALIAS_NAME></INDIVIDUAL_ALIAS>
          <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
        </INDIVIDUAL>
        <INDIVIDUAL><DATAID>2</DATAID><REFERENCE_NUMBER>KPi.902</REFERENCE_NUMBER></INDIVIDUAL>
      </INDIVIDUALS>
      <ENTITIES>
        <ENTITY><DATAID>3</DATAID><FIRST_NAME>EXAMPLE TRADING CORPORATION (ETC)</FIRST_NAME>
          <REFERENCE_NUMBER>KPe.903</REFERENCE_NUMBER>
          <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>長安海連技術有限公司</ALIAS_NAME></ENTITY_ALIAS>
          <ENTITY_ADDRESS><CITY>Pyongyang</CITY><COUNTRY>Democratic People's Republic of Korea</COUNTRY></ENTITY_ADDRESS>
        </ENTITY>
      </ENTITIES>
    </CONSOLIDATED_LIST>
    """

  @Test func `Names of all parts, original script and aliases are read`() throws {
    let list = try ParsedList.parse(files: [file("un.xml", xml)], format: .unConsolidated)
    #expect(
      list.entries.map(\.value) == [
        "RI TEST-SON", "리시험", "Ri Che-son", "Boss", "EXAMPLE TRADING CORPORATION (ETC)",
        "EXAMPLE TRADING CORPORATION",
        "長安海連技術有限公司",
      ])
    #expect(list.entries.allSatisfy { $0.listClass == .sanctioned })
    #expect(list.publishedOn == "2026-02-27")
    #expect(list.rows == 3)
    #expect(list.entries[0].source == "UN Security Council Consolidated List, KPi.901")
    #expect(list.entries[4].jurisdiction == "Democratic People's Republic of Korea")
  }

  @Test func `A low alias is kept apart, and a record without a name is skipped with its line`() throws {
    let list = try ParsedList.parse(files: [file("un.xml", xml)], format: .unConsolidated)
    #expect(list.skipped.map(\.place) == ["un.xml line 12"])
    #expect(list.skipped[0].reason == "has no FIRST_NAME")
    #expect(list.entries.filter { $0.matcher == .weakName }.map(\.value) == ["Boss"])
    #expect(!accountVerdict(["holder_name": "Boss"], list.entries).isListed)
  }

  @Test func `Nationality is never kept`() throws {
    let list = try ParsedList.parse(files: [file("un.xml", xml)], format: .unConsolidated)
    #expect(list.entries[0].jurisdiction == "")
  }

  @Test func `A name in Korean or Chinese classifies`() throws {
    let list = try ParsedList.parse(files: [file("un.xml", xml)], format: .unConsolidated)
    #expect(accountVerdict(["holder_name": "리시험"], list.entries).sink == .sanctioned)
    #expect(verdict(["holder_name": "長安海連技術 有限公司"], list.entries).sink == .sanctioned)
  }

  @Test(arguments: [
    ("<CONSOLIDATED_LIST><ENTITIES>\n<ENTITY>", "un.xml line 2: is not well-formed XML"),
    (
      "<CONSOLIDATED_LIST>\n<ENTITY></INDIVIDUAL></CONSOLIDATED_LIST>",
      "un.xml line 2: is not well-formed XML"
    ),
    ("<sdnList/>", "un.xml line 1: begins with <sdnList>, not <CONSOLIDATED_LIST>"),
    ("1,2,3", "un.xml line 1: is not well-formed XML"), ("", "un.xml line 1: is not well-formed XML"),
  ])
  func `A malformed file is an error that names file and line`(text: String, expected: String) throws {
    let error = try #require(throws: ListError.self) {
      try ParsedList.parse(files: [file("un.xml", text)], format: .unConsolidated)
    }
    #expect(error.description.hasPrefix(expected), "\(error)")
  }
}
