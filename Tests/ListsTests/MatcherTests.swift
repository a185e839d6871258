import Ledger
import Lists
import Testing
import Window

@Suite struct MatcherTests {
  @Test(arguments: ["ICBKCNBJ", "ICBKCNBJXXX", "icbkcnbj", "ICBK CN BJ XXX"])
  func `A BIC country is characters five and six of a BIC of eight or eleven`(bic: String) {
    #expect(verdict(["bic": bic], [entry(.prcBank, .bicCountry, "CN")]).sink == .prcBank)
  }

  @Test(arguments: ["ICBKUSCN", "CNBKUS33", "ICBKCN", "ICBKCNBJX", "ICBKCNBJXXXX", ""])
  func `A BIC country is not found elsewhere in a BIC or in one of another length`(bic: String) {
    #expect(!verdict(["bic": bic], [entry(.prcBank, .bicCountry, "CN")]).isListed)
  }

  @Test func `A BIC prefix is the beginning of a BIC`() {
    let rule = [entry(.prcBankAbroad, .bicPrefix, "ICBK")]
    #expect(verdict(["bic": "icbkus33"], rule).sink == .prcBankAbroad)
    #expect(!verdict(["bic": "XICBKUS3"], rule).isListed)
    #expect(!verdict(["bic": "ICB"], rule).isListed)
  }

  @Test(arguments: EndpointKind.allCases)
  func `A BIC speaks only of bank accounts and cards`(kind: EndpointKind) {
    let rules = [entry(.prcBank, .bicCountry, "CN"), entry(.prcBankAbroad, .bicPrefix, "ICBK")]
    let isBank = kind == .bankAccount || kind == .card
    #expect(verdict(["bic": "ICBKCNBJ", "kind": kind.rawValue], rules).isListed == isBank)
  }

  @Test func `A clearing code with question marks matches exactly its length`() {
    let rule = [entry(.prcBank, .clearingCode, "102?????????")]
    #expect(verdict(["clearing_code": "102100099996"], rule).sink == .prcBank)
    #expect(verdict(["clearing_code": "1021-0009 9996"], rule).sink == .prcBank)
    #expect(!verdict(["clearing_code": "10210009999"], rule).isListed)
    #expect(!verdict(["clearing_code": "1021000999960"], rule).isListed)
    #expect(!verdict(["clearing_code": "103100099996"], rule).isListed)
  }

  @Test func `A clearing code without question marks matches as a whole`() {
    let rule = [entry(.stop, .clearingCode, "021-000-021")]
    #expect(verdict(["clearing_code": "021000021"], rule).isStop)
    #expect(!verdict(["clearing_code": "0210000210"], rule).isListed)
  }

  @Test func `A card prefix is the beginning of the stored digits`() {
    let rule = [entry(.prcBank, .cardPrefix, "622848")]
    #expect(verdict(["card_prefix": "62284800", "kind": "card"], rule).sink == .prcBank)
    #expect(verdict(["card_prefix": "622848", "kind": "card"], rule).sink == .prcBank)
    #expect(!verdict(["card_prefix": "62284", "kind": "card"], rule).isListed)
    #expect(!verdict(["card_prefix": "622849", "kind": "card"], rule).isListed)
  }

  @Test func `A card prefix with question marks matches exactly its length`() {
    let rule = [entry(.prcBank, .cardPrefix, "62??48")]
    #expect(verdict(["card_prefix": "622848", "kind": "card"], rule).isListed)
    #expect(!verdict(["card_prefix": "62284800", "kind": "card"], rule).isListed)
  }

  @Test func `An account number matches by its digits, patterns included`() {
    let alipay = [entry(.prcWallet, .accountNumber, "2088????????????", kinds: [.eWallet])]
    #expect(
      verdict(["account_number": "2088 1234 5678 9012", "kind": "e_wallet"], alipay).sink == .prcWallet)
    #expect(!verdict(["account_number": "2088123456789012", "kind": "bank_account"], alipay).isListed)
    #expect(!verdict(["account_number": "208812345678901", "kind": "e_wallet"], alipay).isListed)
    let own = [entry(.stop, .accountNumber, "DE89 3704 0044 0532 0130 00")]
    #expect(verdict(["account_number": "de89370400440532013000"], own).match?.isExact == true)
    #expect(!verdict(["account_number": "DE893704004405320130001"], own).isListed)
  }

  @Test func `A country is the endpoint's own`() {
    let rules = [
      entry(.prcBank, .country, "CN", kinds: [.bankAccount, .card]),
      entry(.prcWallet, .country, "CN", kinds: [.eWallet]),
    ]
    #expect(verdict(["country": "cn"], rules).sink == .prcBank)
    #expect(verdict(["country": "CN", "kind": "e_wallet"], rules).sink == .prcWallet)
    #expect(!verdict(["country": "CN", "kind": "crypto_wallet"], rules).isListed)
    #expect(!verdict(["country": "CNY"], rules).isListed)
    #expect(!verdict([:], rules).isListed)
  }

  @Test(arguments: ["Binance", "BINANCE Holdings Ltd", "binance.com", "  binance—Kyiv", "Bínance US"])
  func `An institution's name matches by its first words`(name: String) {
    #expect(
      verdict(["institution_name": name], [entry(.exchange, .institutionName, "binance")]).sink == .exchange)
  }

  @Test(arguments: ["Finbinance", "Binances", "My Binance", "Bin ance", ""])
  func `An institution's name does not match inside words or later on`(name: String) {
    #expect(!verdict(["institution_name": name], [entry(.exchange, .institutionName, "binance")]).isListed)
  }

  @Test func `An institution's name of several words needs all of them`() {
    let rule = [entry(.prcWallet, .institutionName, "WeChat Pay")]
    #expect(verdict(["institution_name": "wechat-pay (HK)"], rule).isListed)
    #expect(!verdict(["institution_name": "WeChat"], rule).isListed)
    #expect(!verdict(["institution_name": "WeChat Payments"], rule).isListed)
  }

  @Test(arguments: ["支付宝", "支付宝（中国）网络技术有限公司", "支付宝中国", "支付宝 Alipay"])
  func `A Chinese name is read character by character`(name: String) {
    #expect(
      verdict(["institution_name": name], [entry(.prcWallet, .institutionName, "支付宝")]).sink == .prcWallet)
  }

  @Test func `A Chinese name does not match in the middle of another`() {
    let rule = [entry(.prcWallet, .institutionName, "支付宝")]
    #expect(!verdict(["institution_name": "新支付宝"], rule).isListed)
    #expect(!verdict(["institution_name": "支付"], rule).isListed)
  }

  @Test func `An endpoint identifier matches to the byte`() {
    let rule = [entry(.exchange, .endpointID, "W-1")]
    #expect(verdict(["endpoint_id": "W-1"], rule).match?.isExact == true)
    #expect(!verdict(["endpoint_id": "w-1"], rule).isListed)
    #expect(!verdict(["endpoint_id": "W-10"], rule).isListed)
  }

  @Test func `An account identifier is an account's and not an endpoint's`() {
    let rule = [entry(.stop, .accountID, "A")]
    #expect(accountVerdict([:], rule).isStop)
    #expect(!verdict(["endpoint_id": "A"], rule).isListed)
    #expect(!accountVerdict(["account_id": "a"], rule).isListed)
    #expect(!accountVerdict([:], [entry(.stop, .endpointID, "A")]).isListed)
  }

  @Test func `A party's name matches as a whole and in order`() {
    let rule = [entry(.sanctioned, .partyName, "Song Kum Hyok")]
    #expect(verdict(["holder_name": "SONG, Kum-Hyok"], rule).sink == .sanctioned)
    #expect(verdict(["holder_name": "Song  Kum\tHyok "], rule).sink == .sanctioned)
    #expect(!verdict(["holder_name": "Kum Hyok Song"], rule).isListed)
    #expect(!verdict(["holder_name": "Song Kum Hyok Jr"], rule).isListed)
    #expect(!verdict(["holder_name": "Song Kum"], rule).isListed)
    #expect(verdict(["holder_name": "Song Kum Hyok"], rule).match?.isExact == false)
  }

  @Test(arguments: ListClass.allCases)
  func `An account's name says only sanctioned or stop`(listClass: ListClass) {
    let found = accountVerdict(["holder_name": "Acme Ltd"], [entry(listClass, .partyName, "ACME LTD.")])
    #expect(found.isListed == (listClass == .sanctioned || listClass == .stop))
  }

  @Test func `Accents, width and stroked letters do not matter, nor do apostrophes`() {
    #expect(
      verdict(["holder_name": "Łukasz Müller-Søren"], [entry(.sanctioned, .partyName, "lukasz muller soren")])
        .isListed)
    #expect(
      verdict(["holder_name": "ＣＨＯＥ Sok Min"], [entry(.sanctioned, .partyName, "Ch'oe So'k-min")]).isListed)
    #expect(
      verdict(["holder_name": "Ch’oe Sok Min"], [entry(.sanctioned, .partyName, "CHOE SOK MIN")]).isListed)
    #expect(verdict(["holder_name": "Straße AG"], [entry(.stop, .partyName, "STRASSE AG")]).isStop)
  }

  @Test func `A name of nothing but punctuation matches nothing`() {
    #expect(
      !verdict(["holder_name": "--", "institution_name": "…"], [entry(.sanctioned, .partyName, "()")])
        .isListed)
  }
}
