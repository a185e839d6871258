import Ledger
import Lists
import Testing
import Window

@Suite struct AddressTests {
  private let lazarus = "0x098B716B8Aaf21512996dC57EB0615e2383E2f96"
  private let tron = "TXJgMdjVX5dKiQaUi9QobwNxtSQaFqccvd"

  private func isFound(_ listed: String, _ network: String?, _ address: String, _ ownNetwork: String?) -> Bool
  {
    var cells = ["kind": "crypto_wallet", "address": address]
    cells["network"] = ownNetwork
    return verdict(cells, [entry(.sanctioned, .address, listed, network: network)]).sink == .sanctioned
  }

  @Test func `An EVM address matches in any case`() {
    #expect(isFound(lazarus, "ETH", lazarus.lowercased(), "ethereum"))
    #expect(isFound(lazarus.lowercased(), "ETH", "0X" + lazarus.dropFirst(2).uppercased(), "ERC20"))
  }

  @Test func `Every other address is case-sensitive`() {
    #expect(isFound(tron, "TRX", tron, "TRC20"))
    #expect(!isFound(tron, "TRX", tron.lowercased(), "TRC20"))
    #expect(!isFound("0xabc", nil, "0xABC", nil))
  }

  @Test(arguments: [
    ("ETH", "erc-20"), ("ethereum", "Ethereum Mainnet"), ("XBT", "bitcoin"), ("BTC", "XBT"), ("BSC", "BEP20"),
    ("bnb smart chain", "bep-20"), ("TRX", "USDT-TRC20"), ("tron", "trc20 (USDT)"), ("ARB", "Arbitrum One"),
    ("MATIC", "polygon"), ("some chain", "SOMECHAIN"),
  ])
  func `Networks match under their synonyms`(listed: String, own: String) {
    #expect(isFound(lazarus, listed, lazarus, own))
  }

  @Test(arguments: [("ETH", "BSC"), ("XBT", "BCH"), ("TRX", "ERC20"), ("ETC", "ETH")])
  func `An address on another network does not match`(listed: String, own: String) {
    #expect(!isFound(lazarus, listed, lazarus, own))
  }

  @Test(arguments: [(nil, "ETH"), ("ETH", nil), (nil, nil), ("USDT", "ETH"), ("ETH", "USDC"), ("ETH", " ")])
  func `An address whose network is unknown on either side matches`(listed: String?, own: String?) {
    #expect(isFound(lazarus, listed, lazarus, own))
  }

  @Test func `Spaces around an address do not matter, one more character does`() {
    #expect(isFound(lazarus, "ETH", "  \(lazarus) ", "ETH"))
    #expect(!isFound(lazarus, "ETH", lazarus + "0", "ETH"))
    #expect(!isFound(lazarus, "ETH", String(lazarus.dropLast()), "ETH"))
  }

  @Test func `An address is exact evidence`() throws {
    let found = verdict(
      ["kind": "crypto_wallet", "address": tron], [entry(.sanctioned, .address, tron, name: "LAZARUS GROUP")])
    let match = try #require(found.match)
    #expect(match.isExact)
    #expect(match.name == "LAZARUS GROUP")
    #expect(match.matcher == "address")
    #expect(match.list == "test 1")
  }
}
