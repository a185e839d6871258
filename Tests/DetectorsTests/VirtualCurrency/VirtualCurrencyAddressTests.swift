import Detectors
import Testing

/// Published vectors: BIP-173, BIP-350, EIP-55, and addresses known from block explorers.
@Suite struct VirtualCurrencyAddressTests {
  @Test func keccakMatchesPublishedDigests() {
    func hex(_ text: String) -> String {
      Keccak256.hash(text.utf8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    #expect(hex("") == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")
    #expect(hex("abc") == "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")
    let block = String(repeating: "x", count: 136)
    #expect(hex(block) == "50da8ef3747b7a7f01d08563aa11c72a2a668563fb928adc6e8d2a1ab4e36096")
    let long = String(repeating: "x", count: 300)
    #expect(hex(long) == "956875d0d3af4718863b89e475911881cebd1cd08cfe3c2fcd0890d29def1e37")
  }

  @Test(arguments: [
    "A12UEL5L", "a12uel5l", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
    "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
    "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
  ])
  func bech32VectorsAreRead(_ text: String) throws {
    #expect(try #require(Bech32.decode(Array(text.utf8))).isModified == false)
  }

  @Test(arguments: [
    "A1LQFN3A", "a1lqfn3a", "abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx", "?1v759aa",
    "split1checkupstagehandshakeupstreamerranterredcaperredlc445v",
    "an83characterlonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11sg7hg6",
  ])
  func bech32mVectorsAreRead(_ text: String) throws {
    #expect(try #require(Bech32.decode(Array(text.utf8))).isModified)
  }

  @Test(arguments: [
    "\u{20}1nwldj5", "\u{7F}1axkwrx", "pzry9x0s0muk", "1pzry9x0s0muk", "x1b4n0q5v", "li1dgmt3", "A1G7SGD8",
    "10a06t8", "1qzzfhee", "\u{20}1xj0phk", "\u{7F}1g6xzxy", "qyrz8wqd2c9m", "1qyrz8wqd2c9m", "y1b0jsk6g",
    "lt1igcx5c0",
    "in1muywd", "mm1crxm3i", "au1s5cgom", "M1VUXWEZ", "16plkw9", "1p2gdwpf", "A12uEL5L",
    "an84characterslonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11d6pts4",
  ])
  func brokenBech32VectorsAreRefused(_ text: String) {
    #expect(Bech32.decode(Array(text.utf8)) == nil)
  }

  @Test(arguments: [
    ("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", 0, "751e76e8199196d454941c45d1b3a323f1433bd6"),
    (
      "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7", 0,
      "1863143c14c5166804bd19203356da136c985678cd4d27a1b8c6329604903262"
    ),
    (
      "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y", 1,
      "751e76e8199196d454941c45d1b3a323f1433bd6751e76e8199196d454941c45d1b3a323f1433bd6"
    ),
    ("BC1SW50QGDZ25J", 16, "751e"),
    ("bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs", 2, "751e76e8199196d454941c45d1b3a323"),
    (
      "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", 1,
      "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
    ),
  ])
  func segwitVectorsAreRead(_ text: String, _ version: Int, _ program: String) throws {
    let found = try #require(SegwitAddress.program(of: Array(text.utf8)))
    #expect(Int(found.version) == version)
    #expect(found.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == program)
  }

  @Test(arguments: [
    "tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
    "tb1z0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqglt7rf",
    "BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh",
    "tb1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47",
    "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4",
    "BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R", "bc1pw5dgrnzv",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav",
    "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P",
    "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf", "bc1gmk9yu",
    "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vpggkg4j", "bc1rw5uspcuh",
    "bc10w508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kw5rljs90",
  ])
  func brokenSegwitVectorsAreNoWallets(_ text: String) {
    #expect(CryptoAddress(token: text.utf8)?.isChecksummed != true)
  }

  @Test(arguments: [
    "0x52908400098527886E0F7030069857D2E4169EE7", "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
    "0xde709f2102306220921060314715629080e2fb77", "0x27b1fdb04752bbc536007a920d24acb045561c26",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
  ])
  func eip55VectorsAreRead(_ text: String) throws {
    let address = try #require(CryptoAddress(token: text.utf8))
    #expect(address.scheme == .evm)
    #expect(address.normalised == text.lowercased())
    let letters = text.dropFirst(2)
    #expect(
      address.isChecksummed
        == (letters.contains(where: \.isUppercase) && letters.contains(where: \.isLowercase)))
  }

  @Test func fortyHexDigitsNeedTheirPrefix() {
    #expect(CryptoAddress(token: "de709f2102306220921060314715629080e2fb77".utf8)?.scheme != .evm)
    #expect(CryptoAddress(token: "0X5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed".utf8) == nil)
  }

  /// Genesis block, BIP-16 example, the Tether contract on Tron, the Monero project's donation address, and others.
  static let known: [(String, AddressScheme)] = [
    ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", .bitcoin), ("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", .bitcoin),
    ("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", .bitcoin),
    ("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", .bitcoin),
    ("ltc1q4jkgds8xp89fqmmr9v8zmtxvk2mh6g4sfrfew4", .litecoin),
    ("MGuS9QjfPSjMfPKhqASaAqVH4xo7E76SpP", .litecoin),
    ("DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L", .dogecoin), ("XcwJPaPu6S6q8ARNFoWqKn9LhjgkngUhxa", .dash),
    ("t1S1oy6Hm1BVXz2T24cgKe4Te6xJwe29Jr7", .zcash), ("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", .tron),
    ("TLkyZMvGcBHVs1QPvD914yWkpav1ucj1SV", .tron), ("rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", .ripple),
    ("rrrrrrrrrrrrrrrrrrrrrhoLvTp", .ripple),
    (
      "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A",
      .monero
    ),
    (
      "888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H",
      .monero
    ),
    (
      "4K14mwKNgexaxA2eRHWb8wDzM1Woj9y3TLByQTTTS3KdYKVNGye77gkDQr3uxQZL1v9nm7sUSmC4bDWbxJoppk6BTHxjjGpJXVp7Q3JN9D",
      .monero
    ),
  ]

  @Test(arguments: known) func knownAddressesAreRead(_ text: String, _ scheme: AddressScheme) throws {
    let address = try #require(CryptoAddress(token: text.utf8))
    #expect(address.scheme == scheme)
    #expect(address.isChecksummed)
    #expect(address.normalised == text)
  }

  @Test(arguments: known.map(\.0) + ["0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"])
  func anyOneWrongCharacterIsRefused(_ text: String) {
    let bytes = Array(text.utf8)
    for place in bytes.indices {
      for other in "1q9zAZXPkT3f".utf8 where other != bytes[place] {
        var wrong = bytes
        wrong[place] = other
        // A bech32 address in two cases or an EVM one in other letters is refused as well.
        #expect(
          CryptoAddress(token: wrong)?.isChecksummed != true,
          "\(String(decoding: wrong, as: UTF8.self)) at \(place)")
      }
    }
  }

  @Test func solanaHasNoChecksumAndSaysSo() throws {
    let address = try #require(CryptoAddress(token: "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v".utf8))
    #expect(address.scheme == .solana)
    #expect(!address.isChecksummed)
  }

  @Test func otherChainsOfTheSameShapeAreNotBitcoin() {
    // Bitcoin's test network, version 0x6F.
    #expect(CryptoAddress(token: "mjfEB76C11ygeTod2HRkKkbJJx5u4rgXRu".utf8) == nil)
  }
}
