import Ledger
import Lists
import Testing
import Window

@Suite struct OFACTests {
  private let sdn = """
    101,"KIM, Test Un","individual","DPRK3",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1980; Digital Currency Address - XBT 1TestAddr; alt. Digital Currency Address - ETH 0xAbCdef0000000000000000000000000000000001; nationality Korea, North."
    102,"FIRST EXAMPLE BANK, LTD.",-0- ,"DPRK4] [NPWMD",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"SWIFT/BIC EXAMKPPYXXX; Secondary sanctions risk."
    103,"EXAMPLE STAR","vessel","DPRK4",-0- ,"HMXX","Cargo",-0- ,-0- ,"Korea, North",-0- ,-0-
    \u{1A}
    """
  private let alt = """
    101,1,"aka","KIM, Other",-0-
    102,2,"fka","EXAMPLE CREDIT BANK",-0-
    999,3,"aka","NOBODY",-0-
    """
  private let add = "102,9,-0- ,\"Pyongyang\",\"Korea, North\",-0- \n"

  private func values(_ list: ParsedList, _ matcher: ListMatcher) -> [String] {
    list.entries.filter { $0.matcher == matcher }.map(\.value)
  }

  @Test func `Names are written both ways for individuals, once for organisations, never for vessels`() throws
  {
    let list = try ParsedList.parse(files: [file("SDN.CSV", sdn)], format: .ofacSDN)
    #expect(values(list, .partyName) == ["KIM, Test Un", "Test Un KIM", "FIRST EXAMPLE BANK, LTD."])
    #expect(list.skipped.map(\.place) == ["SDN.CSV line 3"])
    #expect(list.skipped[0].reason == "vessel: no party to a payment")
    #expect(list.rows == 3)
    #expect(list.publishedOn == nil)
    #expect(list.entries.allSatisfy { $0.listClass == .sanctioned })
    #expect(list.entries[0].source == "OFAC SDN list, entry 101")
    #expect(list.entries[0].note == "DPRK3")
    #expect(list.entries.last?.note == "DPRK4 NPWMD")
  }

  @Test func `Addresses and BICs are found in the remarks`() throws {
    let list = try ParsedList.parse(files: [file("SDN.CSV", sdn)], format: .ofacSDN)
    let addresses = list.entries.filter { $0.matcher == .address }
    #expect(addresses.map(\.value) == ["1TestAddr", "0xAbCdef0000000000000000000000000000000001"])
    #expect(addresses.map(\.network) == ["XBT", "ETH"])
    #expect(addresses.allSatisfy { $0.name == "KIM, Test Un" })
    #expect(values(list, .bicPrefix) == ["EXAMKPPY"])
  }

  @Test(arguments: [
    ["SDN.CSV", "ALT.CSV", "ADD.CSV"], ["in/sdn.csv", "x/alt.csv", "add.csv"], ["a", "b", "c"],
  ])
  func `The files are told apart by name or by columns, in any order`(names: [String]) throws {
    let files = [file(names[2], add), file(names[1], alt), file(names[0], sdn)]
    let list = try ParsedList.parse(files: files, format: .ofacSDN)
    #expect(values(list, .partyName).contains("Other KIM"))
    #expect(values(list, .partyName).contains("EXAMPLE CREDIT BANK"))
    #expect(list.entries.first { $0.value == "EXAMPLE CREDIT BANK" }?.jurisdiction == "Korea, North")
    #expect(list.skipped.map(\.reason).contains("entry 999 is not in SDN.CSV"))
    #expect(!values(list, .partyName).contains("NOBODY"))
    #expect(list.rows == 7)
  }

  @Test func `Remarks that go on in the comments file are read`() throws {
    let comments = "101,\"Digital Currency Address - TRX TLongRest1;\"\n"
    let list = try ParsedList.parse(
      files: [file("SDN.CSV", sdn), file("SDN_COMMENTS.CSV", comments)], format: .ofacSDN)
    #expect(values(list, .address).contains("TLongRest1"))
  }

  @Test func `Letters in ISO 8859-1 are read`() throws {
    var bytes = Array("7,\"PE".utf8)
    bytes += [0xD1]
    bytes += Array("A, Jos".utf8) + [0xE9]
    bytes += Array("\",\"individual\",\"X\",-0-,-0-,-0-,-0-,-0-,-0-,-0-,-0-\r\n".utf8)
    let list = try ParsedList.parse(files: [("SDN.CSV", bytes)], format: .ofacSDN)
    #expect(values(list, .partyName) == ["PEÑA, José", "José PEÑA"])
  }

  @Test(arguments: [
    ("SDN.CSV", "1,\"A\",\"individual\"\n", "SDN.CSV line 1: has 3 columns where SDN.CSV has 12"),
    ("x.csv", "1,2,3\n", "x.csv line 1: has 3 columns; SDN.CSV has 12"),
    ("ALT.CSV", "1,2,\"aka\",\"B\",-0-\n", "ALT.CSV: comes without SDN.CSV"),
    ("SDN.CSV", "\u{1A}", "SDN.CSV: is empty; download it again"),
    ("SDN.CSV", "ent_num,b,c,d,e,f,g,h,i,j,k,l\n", "SDN.CSV line 1: begins with 'ent_num', not a number"),
    ("SDN.CSV", "1,\"A,b,c,d,e,f,g,h,i,j,k,l\n", "SDN.CSV line 1: opens a quote that is never closed"),
  ])
  func `A malformed file is an error that names file and line`(name: String, text: String, expected: String)
    throws
  {
    let error = try #require(throws: ListError.self) {
      try ParsedList.parse(files: [file(name, text)], format: .ofacSDN)
    }
    #expect(error.description.hasPrefix(expected), "\(error)")
  }

  private let xml = """
    <?xml version="1.0" standalone="yes"?>
    <sdnList xmlns="http://tempuri.org/sdnList.xsd">
      <publshInformation><Publish_Date>03/12/2026</Publish_Date><Record_Count>3</Record_Count></publshInformation>
      <sdnEntry><uid>101</uid><firstName>Test Un</firstName><lastName>KIM</lastName><sdnType>Individual</sdnType>
        <programList><program>DPRK3</program><program>CYBER2</program></programList>
        <idList>
          <id><uid>1</uid><idType>Digital Currency Address - XBT</idType><idNumber>1TestAddr</idNumber></id>
          <id><uid>2</uid><idType>Passport</idType><idNumber>123</idNumber></id>
        </idList>
        <akaList>
          <aka><uid>5</uid><type>a.k.a.</type><category>strong</category><lastName>KIM</lastName><firstName>Other</firstName></aka>
          <aka><uid>6</uid><type>a.k.a.</type><category>weak</category><lastName>GHOST</lastName></aka>
          <aka><uid>7</uid><type>a.k.a.</type><category>weak</category><lastName>GHOST WRITER &amp; CO</lastName></aka>
        </akaList></sdnEntry>
      <sdnEntry><uid>102</uid><lastName>FIRST EXAMPLE BANK, LTD.</lastName><sdnType>Entity</sdnType>
        <programList><program>DPRK4</program></programList>
        <addressList><address><uid>1</uid><city>Pyongyang</city><country>Korea, North</country></address></addressList>
        <idList><id><uid>3</uid><idType>SWIFT/BIC</idType><idNumber>EXAMKPPY</idNumber></id></idList></sdnEntry>
      <sdnEntry><uid>103</uid><lastName>EXAMPLE STAR</lastName><sdnType>Vessel</sdnType></sdnEntry>
    </sdnList>
    """

  @Test func `The XML says the same, with its date, and weak aliases are kept apart`() throws {
    let list = try ParsedList.parse(files: [file("sdn.xml", xml)], format: .ofacSDN)
    #expect(list.publishedOn == "2026-03-12")
    #expect(list.rows == 3)
    #expect(
      values(list, .partyName) == [
        "KIM, Test Un", "Test Un KIM", "KIM, Other", "Other KIM", "FIRST EXAMPLE BANK, LTD.",
      ])
    #expect(values(list, .weakName) == ["GHOST", "GHOST WRITER & CO"])
    #expect(values(list, .address) == ["1TestAddr"])
    #expect(values(list, .bicPrefix) == ["EXAMKPPY"])
    #expect(list.entries.first?.note == "DPRK3 CYBER2")
    #expect(list.entries.last?.jurisdiction == "Korea, North")
    #expect(list.skipped.map(\.place) == ["sdn.xml line 19"])
  }

  @Test func `XML that breaks off or is another document is an error with its line`() throws {
    let half = String(xml.prefix(700))
    let broken = try #require(throws: ListError.self) {
      try ParsedList.parse(files: [file("sdn.xml", half)], format: .ofacSDN)
    }
    #expect(broken.line == half.count(where: \.isNewline) + 1)
    #expect(broken.problem.contains("not well-formed"))
    let other = try #require(throws: ListError.self) {
      try ParsedList.parse(files: [file("sdn.xml", "<html><body/></html>")], format: .ofacSDN)
    }
    #expect(other.description.hasPrefix("sdn.xml line 1: begins with <html>, not <sdnList>"))
  }

  @Test func `An imported name and address classify a window`() throws {
    let list = try ParsedList.parse(files: [file("SDN.CSV", sdn)], format: .ofacSDN)
    #expect(accountVerdict(["holder_name": "Test-Un Kim"], list.entries).sink == .sanctioned)
    #expect(
      verdict(["kind": "crypto_wallet", "network": "bitcoin", "address": "1TestAddr"], list.entries).match?
        .isExact
        == true)
    #expect(verdict(["bic": "EXAMKPPYXXX"], list.entries).sink == .sanctioned)
  }
}
