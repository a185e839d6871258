import Detectors
import Testing

@Suite struct VirtualCurrencyScannerTests {
  static let tron = "TLkyZMvGcBHVs1QPvD914yWkpav1ucj1SV"

  @Test(arguments: [
    "send to \(tron)", "\(tron).", "地址\(tron)请转账", "(\(tron))", "tron:\(tron)?amount=5",
    "wallet=\(tron)\nthanks",
  ])
  func anAddressIsFoundInWhateverStandsAgainstIt(_ text: String) {
    #expect(AddressScanner.hits(in: text.utf8).map(\.address.normalised) == [Self.tron])
  }

  @Test func anAddressInsideALongerIdentifierIsNone() {
    #expect(AddressScanner.hits(in: "X\(Self.tron)9".utf8).isEmpty)
    #expect(AddressScanner.hits(in: String(repeating: Self.tron, count: 9).utf8).isEmpty)
  }

  @Test func placesAreByteOffsetsAndRepeatsCountOnce() {
    let hits = AddressScanner.hits(in: "币 \(Self.tron) \(Self.tron)".utf8)
    #expect(hits.map(\.offset) == [4])
  }

  @Test func aTextBeyondTheLimitIsNotRead() {
    let far = String(repeating: " ", count: AddressScanner.limit) + Self.tron
    #expect(AddressScanner.hits(in: far.utf8).isEmpty)
    let cut = String(repeating: " ", count: AddressScanner.limit - 10) + Self.tron
    #expect(AddressScanner.hits(in: cut.utf8).isEmpty)
  }

  @Test func aFieldMayHoldSpacesOrAScheme() {
    #expect(AddressScanner.address(inField: " \(Self.tron) ")?.scheme == .tron)
    #expect(
      AddressScanner.address(inField: "bitcoin:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq?x=1")?.scheme
        == .bitcoin)
    #expect(AddressScanner.address(inField: "DE89370400440532013000") == nil)
  }

  @Test func tenThousandOtherIdentifiersAreNoWallets() {
    var random = SplitMix(state: 20_261_121)
    let base58 = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
    let hex = Array("0123456789abcdef")
    let digits = Array("0123456789")
    let capitals = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    func text(_ alphabet: [Character], _ length: Int) -> String {
      String((0..<length).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] })
    }
    var refused = 0
    for round in 0..<10_000 {
      let made =
        switch round % 10 {
        case 0: "ORD-\(text(digits, 12))"
        case 1: text(hex, 40)
        case 2: text(hex, 64)
        case 3: "DE" + text(digits, 20)
        case 4: "GB" + text(digits, 2) + text(capitals, 4) + text(digits, 14)
        case 5: "1Z" + text(capitals, 16)
        case 6: text(digits, 16)
        case 7: "T" + text(base58, 33)
        case 8: "1" + text(base58, 25 + Int(random.next() % 9))
        default: "bc1q" + text(Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l"), 38)
        }
      let found = FreeText("Please pay invoice \(made) by Friday", in: .message)
      if found.addresses.isEmpty && !found.isRequest {
        refused += 1
      } else {
        Issue.record("\(made) is taken for a wallet")
      }
    }
    #expect(refused == 10_000)
  }
}

/// Steele, Lea and Flood's SplitMix64.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
