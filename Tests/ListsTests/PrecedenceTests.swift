import Ledger
import Lists
import Testing
import Window

@Suite struct PrecedenceTests {
  @Test func `The first class in the order of precedence counts`() {
    let order: [ListClass] = [.sanctioned, .prcBank, .prcWallet, .exchange, .prcBankAbroad, .hkMoBank]
    for (place, first) in order.enumerated() {
      let entries = order[place...].reversed().map { entry($0, .endpointID, "E") }
      #expect(verdict([:], entries).sink == first.sinkClass)
    }
  }

  @Test func `A mainland office of a listed bank is a PRC bank, its Hong Kong branch a PRC bank abroad`() {
    let rules = [
      entry(.hkMoBank, .bicCountry, "HK"), entry(.prcBankAbroad, .bicPrefix, "BKCH"),
      entry(.prcBank, .bicCountry, "CN"),
    ]
    #expect(verdict(["bic": "BKCHCNBJ"], rules).sink == .prcBank)
    #expect(verdict(["bic": "BKCHHKHH"], rules).sink == .prcBankAbroad)
    #expect(verdict(["bic": "HSBCHKHH"], rules).sink == .hkMoBank)
  }

  @Test func `Stop alone is a stop node; with a sink class it is a sink`() {
    let stop = entry(.stop, .endpointID, "E", name: "Own treasury")
    #expect(verdict([:], [stop]).isStop)
    #expect(verdict([:], [stop]).sink == nil)
    #expect(verdict([:], [stop]).match?.name == "Own treasury")
    let both = verdict(["country": "CN"], [stop, entry(.prcBank, .country, "CN")])
    #expect(both.sink == .prcBank)
    #expect(!both.isStop)
  }

  @Test func `An exact identifier is the evidence before a name of the same class`() {
    let rules = [
      entry(.exchange, .institutionName, "Binance", name: "by name"),
      entry(.exchange, .endpointID, "E", name: "by id"),
    ]
    #expect(verdict(["institution_name": "Binance"], rules).match?.name == "by id")
  }

  @Test func `A class before another counts even when the other is exact`() {
    let rules = [
      entry(.sanctioned, .partyName, "Acme", name: "name"), entry(.exchange, .endpointID, "E", name: "id"),
    ]
    #expect(verdict(["holder_name": "ACME"], rules).match?.name == "name")
  }

  @Test func `A longer prefix is better evidence than a shorter one`() {
    let rules = [
      entry(.prcBank, .cardPrefix, "62", name: "range"),
      entry(.prcBank, .cardPrefix, "622848", name: "issuer"),
    ]
    #expect(verdict(["card_prefix": "622848", "kind": "card"], rules).match?.name == "issuer")
  }

  @Test func `Neither the order of entries nor that of lists changes anything`() {
    let first = [
      entry(.exchange, .institutionName, "OKX", name: "b"),
      entry(.exchange, .institutionName, "okx", name: "a"),
    ]
    let second = [entry(.exchange, .institutionName, "OKX", name: "c")]
    let cells = ["endpoint_id": "E", "kind": "exchange_account", "institution_name": "OKX"]
    let window = window(endpoints: [cells])
    let one = Classifier(lists: [("y", first), ("x", second)]).classify(window)
    let other = Classifier(lists: [("x", second), ("y", Array(first.reversed()))]).classify(window)
    #expect(one.match == other.match)
    #expect(one.match[0]?.list == "x")
  }

  @Test func `Kinds limit an entry, and keep it off accounts`() {
    let rule = [entry(.sanctioned, .partyName, "Acme", kinds: [.card, .eWallet])]
    #expect(verdict(["holder_name": "Acme", "kind": "card"], rule).isListed)
    #expect(!verdict(["holder_name": "Acme", "kind": "bank_account"], rule).isListed)
    #expect(!accountVerdict(["holder_name": "Acme"], rule).isListed)
  }

  @Test func `A country condition holds where the country is null or that one`() {
    let rule = [entry(.prcBank, .cardPrefix, "62", country: "CN")]
    #expect(verdict(["card_prefix": "620001", "kind": "card"], rule).isListed)
    #expect(verdict(["card_prefix": "620001", "kind": "card", "country": "cn"], rule).isListed)
    #expect(!verdict(["card_prefix": "620001", "kind": "card", "country": "HK"], rule).isListed)
    #expect(!verdict(["card_prefix": "620001", "kind": "card", "country": "China"], rule).isListed)
  }

  @Test func `Linkage is carried to the evidence, and empty is none`() {
    let linked = verdict(
      ["institution_name": "OKX"], [entry(.exchange, .institutionName, "OKX", linkage: "PRC")])
    #expect(linked.match?.linkage == "PRC")
    #expect(
      verdict(["institution_name": "OKX"], [entry(.exchange, .institutionName, "OKX")]).match?.linkage == nil)
  }

  @Test func `Without lists nobody is classified`() {
    let window = window(accounts: [["account_id": "A"]], endpoints: [["endpoint_id": "E", "kind": "card"]])
    let result = Classifier(lists: []).classify(window)
    #expect(result.rank == [Classification.notSink, Classification.notSink])
    #expect(result.isStop == [false, false])
    #expect(result.match.isEmpty)
  }
}
