import Names
import Testing

@Suite struct RelationTests {
  @Test(arguments: [
    // Order, initials, more or fewer given names, accents, hyphens.
    ("Kim Jong Un", "Un, Jong Kim"), ("J. Smith", "John Smith"), ("John R. Smith", "Smith John"),
    ("Maria Garcia", "Maria Garcia Lopez"), ("José Álvarez", "JOSE ALVAREZ"),
    ("Anne-Marie Dubois", "Annemarie Dubois"),
    ("Song Kum Hyok", "Keumhyeok Song"), ("Mr. Chris Doe", "Doe Chris"),
    // Systems and scripts.
    ("Иван Петров", "Ivan Petrov"), ("Vitaliy Sergeyevich Andreyev", "Vitaly Andreev"),
    ("김정은", "Kim Jong Un"),
    ("王大伟", "Wang Dawei"), ("Mohammed Ali", "Muhamad Aly"), ("Müller GmbH", "Mueller Ltd"),
    ("Lee Min Ho", "Yi Min-ho"),
    // Two on one account, legal forms, abbreviations, slips.
    ("Anna Berg", "Anna Berg & Bob Stone"), ("Harbour Trading Ltd", "HARBOUR TRADING LIMITED"),
    ("International Business Machines", "IBM"), ("Aleksandra Wisniewska", "Aleksandra Wisniewski"),
    ("Chris Doe", "Chris Doe Consulting"),
  ])
  func `one holder under two spellings`(one: String, other: String) {
    #expect(Name(one).relation(to: Name(other)) == .same)
    #expect(Name(other).relation(to: Name(one)) == .same)
  }

  @Test(arguments: [
    ("Anna Berg", "Bob Berg"), ("Chris Doe", "Doe Consulting LLC"), ("Kim Jong Un", "Kim Jong Il"),
    ("王大伟", "David Wang"),
    ("Alder Design GmbH", "Alder Holding AG"), ("Anna Berg", "Anna Stone"),
  ])
  func `a word in common`(one: String, other: String) {
    #expect(Name(one).relation(to: Name(other)) == .shared)
    #expect(Name(other).relation(to: Name(one)) == .shared)
  }

  @Test(arguments: [
    ("Anna Berg", "Bob Stone"), ("Chris Doe", "Harbour Trading Ltd"),
    ("Harbour Trading Ltd", "Meadow Trading Ltd"),
    ("Li Wei", "Chen Long"), ("Иван Петров", "Robert Stone"), ("A. Berg", "A. Stone"),
    ("Bolt Bank", "Nut Bank"), ("山田太郎", "Harbour Trading Ltd"),
  ])
  func `strangers`(one: String, other: String) {
    #expect(Name(one).relation(to: Name(other)) == .different)
    #expect(Name(other).relation(to: Name(one)) == .different)
  }

  @Test(arguments: [
    ("J*** D**", "John Doe"), ("Account Holder", "John Doe"), ("", "John Doe"), ("0044", "John Doe"),
    ("N/A", "John Doe"),
    ("محمد علي", "Muhammad Ali"), ("山田太郎", "Yamada Taro"), ("Beneficiary", "Harbour Ltd"),
  ])
  func `nothing to be said`(one: String, other: String) {
    #expect(Name(one).relation(to: Name(other)) == .unknown)
    #expect(Name(other).relation(to: Name(one)) == .unknown)
  }
}
