import Detectors
import TestSupport

extension Innocence {
  /// Money that moves for good reasons.
  static let movements: [Innocence] = [
    Innocence(DirectPrcTransfers.self, "a freelancer in China", without: "the declaration") {
      $0.set("country", "US", in: "accounts")
    },
    Innocence(DirectPrcTransfers.self, "somebody supports", without: "other uses of the pay") {
      $0.drop("transactions", "t01")
    },
    Innocence(DirectPrcTransfers.self, "pay that piles up", without: "the pay") {
      $0.drop("transactions", "t01")
      $0.drop("transactions", "t03")
    },
    Innocence(DirectPrcTransfers.self, "a supplier in China", without: "an order in force") {
      $0.set("valid_from", "2026-02-14", in: "authorisations")
    },
    Innocence(DirectPrcTransfers.self, "a client buys", without: "its role") {
      $0.set("role", nil, in: "accounts")
    },
    Innocence(DirectPrcTransfers.self, "the branch", without: "the same country") {
      $0.set("country", "PL", in: "accounts")
    },
    Innocence(DirectPrcTransfers.self, "refunds", without: "kinds and states") {
      $0.set("kind", "payout", in: "transactions")
      $0.set("status", "settled", in: "transactions")
    },
    Innocence(PassThroughAccount.self, "N2 a payroll bureau", without: "clients") {
      $0.set("role", "worker", in: "accounts")
    },
    Innocence(PassThroughAccount.self, "an escrow agent", without: "contracts in force") {
      $0.set("valid_from", "2026-06-01", in: "authorisations")
    },
    Innocence(PassThroughAccount.self, "money from friends", without: "the own name") {
      $0.set("holder_name", "Boris Petrov", in: "endpoints")
    },
    Innocence(PassThroughAccount.self, "a savings circle", without: "members to pay out to") {
      $0.move("transactions", from: "hub", to: "x")
    },
    Innocence(PassThroughAccount.self, "flatmates", without: "modesty") { $0.settings["busy_sum"] = "2000" },
    Innocence(PassThroughAccount.self, "a trader", without: "the third it keeps") {
      $0.settings["min_share"] = "0.66"
    },
    Innocence(PassThroughAccount.self, "money that is given back", without: "those it came from") {
      $0.set("kind", "transfer", in: "transactions")
      $0.move("transactions", from: "hub", to: "x")
    },
    Innocence(PassThroughAccount.self, "paid out in many", without: "so many places") {
      $0.settings["max_destinations"] = "12"
    },
    Innocence(SalarySkim.self, "N7", without: "a place to live") {
      $0.move("transactions", from: "lee", to: "x")
    },
    Innocence(SalarySkim.self, "rent under contract", without: "the contract") {
      $0.tables["authorisations"] = nil
    },
    Innocence(SalarySkim.self, "N11", without: "the name that stays") {
      $0.set("holder_name", "Boris Petrov", in: "endpoints")
    },
    Innocence(SalarySkim.self, "a couple", without: "the telephone") { $0.set("phone", nil, in: "accounts") },
    Innocence(SalarySkim.self, "a brother", without: "the name") {
      $0.change("holder_name", to: "Tom Novak", in: "accounts", where: "tom")
    },
    Innocence(SalarySkim.self, "savings", without: "the own name") {
      $0.set("holder_name", "Boris Petrov", in: "endpoints")
    },
    Innocence(SalarySkim.self, "tenants", without: "an old business") {
      $0.change("opened_at", to: "2025-09-01", in: "accounts", where: "landlord")
    },
    Innocence(SalarySkim.self, "most of the pay to an", without: "its age") {
      $0.change("opened_at", to: "2025-09-01", in: "accounts", where: "landlord")
    },
    Innocence(SalarySkim.self, "a savings circle", without: "what comes back") {
      $0.move("transactions", from: "bo", to: "x")
    },
    Innocence(SalarySkim.self, "pay at the account", without: "the agency's contract") {
      $0.tables["authorisations"] = nil
    },
    Innocence(SalarySkim.self, "spending", without: "a narrow spread") { $0.settings["spread"] = "0.400" },
    Innocence(SalarySkim.self, "now and then", without: "the coverage") { $0.settings["coverage"] = "0.500" },
    Innocence(SalarySkim.self, "subcontracted", without: "invoices") { $0.tables["authorisations"] = nil },
    Innocence(SalarySkim.self, "a Chinese freelancer", without: "the declaration") {
      $0.set("country", "US", in: "accounts")
    },
    Innocence(SalarySkim.self, "what friends pay", without: "the friend's role") {
      $0.change("role", to: "client", in: "accounts", where: "ann")
    },
  ]
}
