import Ledger
import Lists
import Testing
import Window

/// What a party's name resembles, besides what it is.
@Suite struct ListedNamesTests {
  private let listed = [
    entry(.sanctioned, .partyName, "SONG, Kum Hyok", name: "SONG, Kum Hyok"),
    entry(.sanctioned, .partyName, "Kum Hyok SONG", name: "SONG, Kum Hyok"),
    entry(.sanctioned, .partyName, "Vitaliy Sergeyevich Andreyev", name: "ANDREYEV, Vitaliy Sergeyevich"),
    entry(.sanctioned, .partyName, "Andariel", name: "ANDARIEL"),
    entry(.sanctioned, .weakName, "Silver Fox", name: "ANDARIEL"),
    entry(.exchange, .institutionName, "Example Exchange"),
    entry(.stop, .partyName, "Own Treasury Department"),
  ]

  private func matches(_ accounts: [String], endpoints: [[String: String]] = []) -> [[NameMatch]] {
    let rows = accounts.enumerated().map { ["account_id": "A\($0.offset)", "holder_name": $0.element] }
    let places = endpoints.enumerated().map {
      ["endpoint_id": "E\($0.offset)", "kind": "bank_account"].merging($0.element) { $1 }
    }
    let window = window(accounts: rows, endpoints: places)
    let found = Classifier(lists: [("test 1", listed)]).classify(window).nameMatches
    return (0..<window.parties.count).map { found[Party($0)] ?? [] }
  }

  @Test(arguments: [
    ("Song Kum Hyok", true), ("HYOK, Kum Song", true), ("Keumhyeok Song", false), ("송금혁", false),
    ("Vitaly Andreev Sergeevich", false),
  ])
  func `a listed name is found in every spelling`(name: String, isSame: Bool) throws {
    let found = try #require(matches([name])[0].first)
    #expect(
      found.isSameWords == isSame && found.score > 200 && found.field == .holder && found.list == "test 1")
    #expect(!found.isWeakAlias && !found.isOneWord)
  }

  @Test(arguments: [
    "Song Min Ho", "Hyok Kim", "Anna Andreyev", "Own Treasury Department", "Example Exchange", "Andarielle",
    "",
  ])
  func `others are not`(name: String) { #expect(matches([name])[0] == []) }

  @Test func `weak aliases and names of one word say that they are`() throws {
    let found = matches(["Silver Fox", "Andariel"])
    #expect(found[0].map(\.isWeakAlias) == [true] && found[0].map(\.name) == ["ANDARIEL"])
    #expect(found[1].map(\.isOneWord) == [true])
  }

  @Test func `a weak alias makes nobody a sink`() {
    #expect(!accountVerdict(["holder_name": "Silver Fox"], listed).isListed)
    #expect(accountVerdict(["holder_name": "Andariel"], listed).sink == .sanctioned)
    #expect(entry(.exchange, .weakName, "Fox").problem?.contains("only sanctions lists") == true)
  }

  @Test func `endpoints are looked at by holder and by institution`() {
    let found = matches(
      [], endpoints: [["holder_name": "Song Keum Hyok", "institution_name": "Andariel"], [:]])
    #expect(found[0].map(\.field.rawValue).sorted() == ["holder", "institution"])
    #expect(found[1] == [])
  }

  @Test func `one listed party is one match, however many aliases it has`() {
    #expect(matches(["Song Kum Hyok"])[0].count == 1)
  }

  @Test func `the order of parties and lists does not matter`() {
    let names = ["Song Kum Hyok", "Keumhyeok Song", "Silver Fox", "Nobody Else"]
    let straight = matches(names)
    #expect(matches(names.reversed()).reversed() == straight)
    let rows = names.enumerated().map { ["account_id": "A\($0.offset)", "holder_name": $0.element] }
    let turned = Classifier(lists: [("test 1", listed.reversed())]).classify(window(accounts: rows))
      .nameMatches
    #expect((0..<4).map { turned[Party($0)] ?? [] } == straight)
  }
}
