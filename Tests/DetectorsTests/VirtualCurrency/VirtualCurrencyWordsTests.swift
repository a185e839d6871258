import Detectors
import Testing

@Suite struct VirtualCurrencyWordsTests {
  @Test(arguments: [
    "tethered cable, 2 m", "2 ton of steel", "sol y sombra catering", "100 m dash coaching",
    "office near the station",
    "link to the invoice", "gas bill March", "general ledger clean-up", "dai dai design",
    "ETH Zürich tuition",
    "crypt restoration", "криптография, лекция", "бирка", "동전 세탁기", "微信红包",
  ])
  func everydayWordsAreNotStrong(_ text: String) {
    #expect(!Vocabulary.standard.hits(in: text).contains { $0.term.isStrong })
    #expect(!FreeText("please pay for \(text)", in: .message).isRequest)
  }

  @Test(arguments: [
    ("Pay me in Bitcoin please", CryptoTerm.Meaning.asset), ("TRC-20", .network), ("Gate.io", .exchange),
    ("my MetaMask", .wallet), ("比特币", .asset), ("請用比特幣付款", .asset), ("波場", .network), ("币安账户", .exchange),
    ("비트코인으로", .asset), ("지갑 주소", .wallet), ("биткоинами", .asset), ("Через Бинанс", .exchange),
    ("на криптокошелёк", .wallet),
  ])
  func strongWordsAreFoundInEveryLanguage(_ text: String, _ meaning: CryptoTerm.Meaning) {
    #expect(Vocabulary.standard.hits(in: text).contains { $0.term.isStrong && $0.term.meaning == meaning })
  }

  @Test(arguments: [
    "Please pay me in USDT from now on", "send usdc", "my bank is closed, salary in stablecoin",
    "can you transfer to my Binance", "USDT payment only", "以后工资用USDT付款", "请转账到我的币安", "請用比特幣支付",
    "급여를 비트코인으로 지급해 주세요", "테더 말고 USDC로 보내 주세요", "Прошу оплатить в биткоинах", "зарплату в USDT, TRC20",
    "переведите на Бинанс", "TLkyZMvGcBHVs1QPvD914yWkpav1ucj1SV",
    "用ＵＳＤＴ付款", "pay me in US\u{200B}DT", "TLkyZMvGcBHVs1QPvD\u{200B}914yWkpav1ucj1SV",
    "new wallet 0xde709f2102306220921060314715629080e2fb77",
    "my solana wallet EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
  ])
  func askingInWordsIsARequest(_ text: String) {
    #expect(FreeText(text, in: .message).isRequest)
  }

  @Test(arguments: [
    "worked on the Bitcoin indexer in May", "payment for a bug fixed in the Ethereum client",
    "audit of a Solana program",
    "bitcoin", "key EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v", "tracking 1Z999AA10123456784 please pay",
    "IBAN DE89370400440532013000", "please pay to the bank account on file", "Пришлите оплату на карту",
  ])
  func workOnVirtualCurrencyIsNoRequest(_ text: String) {
    #expect(!FreeText(text, in: .message).isRequest)
  }

  @Test func aReferenceNeedsMoreThanAWord() {
    #expect(!FreeText("Bitcoin miner, payment 3 of 4", in: .reference).isRequest)
    #expect(!FreeText("git 0xde709f2102306220921060314715629080e2fb77", in: .reference).isRequest)
    #expect(FreeText("salary USDT TRC20", in: .reference).isRequest)
    #expect(FreeText("to bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", in: .reference).isRequest)
  }

  @Test func termsAreLowerCaseAndUnique() {
    let keys = CryptoTerm.all.map { "\($0.text) \($0.meaning.rawValue)" }
    #expect(Set(keys).count == keys.count)
    #expect(CryptoTerm.all.allSatisfy { $0.text == $0.text.lowercased() })
    for language in CryptoTerm.Language.allCases {
      #expect(Set(CryptoTerm.all.filter { $0.language == language }.map(\.meaning)).count == 4)
    }
  }
}
