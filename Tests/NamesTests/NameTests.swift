import Names
import Testing

@Suite struct NameTests {
  private func words(_ text: String) -> [String] {
    let name = Name(text)
    return name.words.map { String(decoding: name.letters(of: $0), as: UTF8.self) }
  }

  @Test(arguments: [
    ("Kim Jong-un", "kim jong un"), ("  O'Brien,  SEAN ", "obrien sean"), ("Łukasz Żółć", "lukasz zolc"),
    ("Straße & Söhne", "strasse sohne"), ("김정은", "gim jeong eun"), ("王大伟", "wang da wei"),
    ("Иван Петров", "ivan petrov"), ("Γιώργος Παπάς", "giorgos papas"), ("José Ñandú", "jose nandu"),
    ("", ""), ("—", ""),
    ("山田", "shan tian"), ("Office #39", "office 39"), ("e\u{301}va", "eva"),
  ])
  func `a name becomes words of plain letters`(text: String, expected: String) {
    #expect(words(text).joined(separator: " ") == expected)
  }

  @Test(arguments: [
    ("Fortuna LLC", "fortuna"), ("Fortuna L.L.C.", "fortuna"), ("Acme S.A.", "acme"),
    ("Alder Design GmbH & Co. KG", "alder design"),
    ("Shenyang Test Network Technology Co., Ltd.", "shenyang test network technology"), ("Ltd", "ltd"),
    ("Sa Ra Kim", "sa ra kim"),
  ])
  func `legal forms are left out where there is more`(text: String, expected: String) {
    #expect(words(text).joined(separator: " ") == expected)
    #expect(Name(text).isOrganisation == (expected != "sa ra kim" && expected != "ltd") || text == "Ltd")
  }

  @Test(arguments: [
    ("Harbour Star Trading Ltd", "plain plain business"), ("First Credit Bank", "plain plain plain"),
    ("J R Smith", "initial initial plain"), ("Juan de la Cruz Soto", "plain particle particle plain plain"),
    ("Le Van Du", "plain plain plain"), ("Abu Bakr", "plain plain"),
    ("Dr. Anna Berg", "particle plain plain"),
  ])
  func `words play their parts`(text: String, expected: String) {
    #expect(Name(text).words.map { "\($0.role)" }.joined(separator: " ") == expected)
  }

  @Test func `reading another name forgets the first`() {
    var name = Name("Very Long Name Of Some Company Ltd")
    name.read(Array("Kim Un".utf8)[...])
    #expect(name.wholeHash == Name("Kim Un").wholeHash)
    #expect(name.words == Name("Kim Un").words && !name.isOrganisation)
  }

  @Test func `the whole is its words, order and particles aside`() {
    #expect(Name("Kim Jong Un").wholeHash == Name("UN, Jong Kim").wholeHash)
    #expect(Name("Juan de la Cruz Soto").wholeHash == Name("Soto Cruz Juan").wholeHash)
    #expect(Name("Kim Jong Un").wholeHash != Name("Kim Jong Il").wholeHash)
    #expect(Name("Acme Ltd").wholeHash == Name("ACME LLC").wholeHash)
  }

  @Test func `neighbours are read as one only where they touch`() {
    let name = Name("Yun Ho Jin")
    #expect(name.joining(1)?.count == 2)
    #expect(name.joining(1)?.last?.sound == Name("Hojin").words[0].sound)
    #expect(name.joining(2) == nil)
    #expect(Name("Ho J").joining(0) == nil, "an initial is no part of a word")
  }

  @Test func `a name of many words is cut, not refused`() {
    let name = Name((0..<40).map { "word\($0)x" }.joined(separator: " "))
    #expect(name.words.count == Name.maximumWords)
  }

  @Test(arguments: [[UInt8](repeating: 0xFF, count: 9), Array("\u{0}\u{7}".utf8), Array("\u{202E}abc".utf8)])
  func `bytes that are no text harm nothing`(bytes: [UInt8]) {
    var name = Name()
    name.read(bytes[...])
    #expect(name.words.count <= 1)
  }
}
