import Detectors
import TestSupport

extension Innocence {
  /// Accounts that share something, or follow one another, for good reasons.
  static let accounts: [Innocence] = [
    Innocence(SharedPayoutEndpoint.self, "N4 a couple", without: "the telephone") {
      $0.set("phone", nil, in: "accounts")
    },
    Innocence(SharedPayoutEndpoint.self, "N4 an account in both", without: "both names") {
      $0.set("holder_name", "Jae Lee", in: "endpoints")
    },
    Innocence(SharedPayoutEndpoint.self, "an agency", without: "a contract") {
      $0.tables["authorisations"] = nil
    },
    Innocence(SharedPayoutEndpoint.self, "one person as", without: "somebody else to buy from") {
      $0.change("creditor_id", to: "lee", in: "transactions", where: "t02")
    },
    Innocence(SharedPayoutEndpoint.self, "a stop node", without: "its class") { $0.tables["classes"] = nil },
    Innocence(SharedPayoutEndpoint.self, "a landlord", without: "transfers") {
      $0.set("kind", "payout", in: "transactions")
    },
    Innocence(SharedPayoutEndpoint.self, "the same number", without: "two banks") {
      $0.set("bic", "CHASUS33", in: "endpoints")
    },
    Innocence(SharedPayoutEndpoint.self, "a freelancer with many", without: "small fees") {
      $0.set("amount", "5000", in: "transactions")
    },
    Innocence(SharedPayoutEndpoint.self, "milestones", without: "irregular days") { example in
      for place in (example.tables["transactions"] ?? []).indices {
        example.tables["transactions"]?[place]["booked_at"] =
          "2026-0\(1 + place % 4 / 2)-\(place % 2 == 0 ? "03" : "17")"
      }
    },
    Innocence(ReplacementAccount.self, "the same holder", without: "the name") {
      $0.change("holder_name", to: "Victor Lane", in: "accounts", where: "w-2")
    },
    Innocence(ReplacementAccount.self, "N11", without: "a part of the name") {
      $0.change("holder_name", to: "Victor Lane", in: "accounts", where: "w-2")
    },
    Innocence(ReplacementAccount.self, "N11", without: "the founder's name") {
      $0.change("holder_name", to: "Alder Design LLC", in: "accounts", where: "w-4")
    },
    Innocence(ReplacementAccount.self, "a household", without: "the years before") {
      $0.change("opened_at", to: "2026-01-14", in: "accounts", where: "w-2")
    },
    Innocence(ReplacementAccount.self, "a client hires", without: "another telephone") {
      $0.change("phone", to: "+1 555 0101", in: "accounts", where: "w-2")
    },
    Innocence(ReplacementAccount.self, "an office's", without: "so many holders") {
      $0.drop("accounts", "o-1")
    },
    Innocence(ReplacementAccount.self, "a client's account", without: "the role") {
      $0.change("role", to: "worker", in: "accounts", where: "c-1")
    },
    Innocence(ReplacementAccount.self, "names that cannot", without: "two scripts") {
      $0.change("holder_name", to: "Jae Park", in: "accounts", where: "w-1")
    },
  ]
}
