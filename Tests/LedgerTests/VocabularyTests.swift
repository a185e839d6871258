import Ledger
import Testing

@Suite struct VocabularyTests {
  @Test func `of several list classes the first of the published order counts`() {
    let order = ["sanctioned", "prc_bank", "prc_wallet", "exchange", "prc_bank_abroad", "hk_mo_bank"]
    #expect(SinkClass.allCases.reversed().sorted().map(\.rawValue) == order)
    #expect(SinkClass.allCases.map(\.rank) == [0, 1, 2, 3, 4, 5])
  }

  @Test func `relations come in the order of the contract, the required ones first`() {
    let order = [
      "accounts", "endpoints", "transactions", "payout_requests", "payment_detail_changes", "authorisations",
      "fx_rates", "logins", "platform_events",
    ]
    #expect(Relation.allCases.reversed().sorted().map(\.rawValue) == order)
    #expect(Relation.allCases.filter(\.isRequired) == [.accounts, .endpoints, .transactions])
  }

  @Test func `the words are those of the contract, to the letter`() {
    func words<W: ContractWord>(_: W.Type) -> String { W.allCases.map(\.rawValue).joined(separator: " ") }
    #expect(words(HolderType.self) == "individual organisation")
    #expect(words(AccountRole.self) == "client worker vendor platform")
    #expect(words(AccountStatus.self) == "open suspended closed")
    #expect(words(EndpointKind.self) == "bank_account card e_wallet crypto_wallet exchange_account")
    #expect(words(TransactionKind.self) == "transfer payout charge topup fee refund conversion")
    #expect(words(TransactionStatus.self) == "settled pending reversed failed")
    #expect(words(PayoutMethod.self) == "bank card e_wallet crypto exchange")
    #expect(words(DetailField.self) == "bank_account payout_method wallet holder_name email phone address")
    #expect(words(AuthorisationKind.self) == "purchase_order contract subscription mandate invoice")
    #expect(words(PlatformEventKind.self) == "bid bid_accepted rating document milestone payment_request")
  }
}
