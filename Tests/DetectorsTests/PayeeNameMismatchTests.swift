import Detection
import Detectors
import TestSupport
import Testing

extension Innocence {
  static let names: [Innocence] = [
    Innocence(PayeeNameMismatch.self, "one name", without: "one of the names") {
      $0.change("holder_name", to: "Robert Stone", in: "endpoints", where: "e-6")
    },
    Innocence(PayeeNameMismatch.self, "a spouse", without: "the home country") {
      $0.set("country", "VN", in: "endpoints")
    },
    Innocence(PayeeNameMismatch.self, "a spouse", without: "a person's name") {
      $0.set("holder_name", "Stone Harbour LLC", in: "endpoints")
    },
    Innocence(PayeeNameMismatch.self, "a family's", without: "the family") {
      $0.set("holder_name", "Ruth Stone", in: "endpoints")
    },
    Innocence(PayeeNameMismatch.self, "a couple", without: "the phone") {
      $0.set("phone", nil, in: "accounts")
    },
    Innocence(PayeeNameMismatch.self, "a joint", without: "the payee's own name") {
      $0.set("holder_name", "Robert Stone & Ruth Stone", in: "endpoints")
    },
    Innocence(PayeeNameMismatch.self, "one's own", without: "the owner's name") {
      $0.set("holder_name", "Software Consulting LLC", in: "endpoints")
    },
    Innocence(PayeeNameMismatch.self, "N11", without: "the former name") {
      $0.set("old_value", "Anna Hill", in: "payment_detail_changes")
    },
    Innocence(PayeeNameMismatch.self, "the provider", without: "the provider") {
      $0.set("institution_name", "Example Wallet", in: "endpoints")
    },
    Innocence(PayeeNameMismatch.self, "N2", without: "a contract") { $0.tables["authorisations"] = nil },
    Innocence(PayeeNameMismatch.self, "an agent", without: "the third payee") {
      $0.settings["hub_payees"] = "3"
    },
    Innocence(PayeeNameMismatch.self, "rent", without: "its kind") {
      $0.set("kind", "payout", in: "transactions")
    },
    Innocence(PayeeNameMismatch.self, "pending", without: "its status") {
      $0.set("status", nil, in: "transactions")
    },
  ]
}

@Suite struct PayeeNameMismatchTests {
  @Test(arguments: Innocence.names)
  func `a silent case is silent for the reason it gives`(_ innocence: Innocence) throws {
    try innocence.check()
  }
}
