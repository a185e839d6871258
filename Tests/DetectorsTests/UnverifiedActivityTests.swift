import Detectors
import TestSupport
import Testing

extension Innocence {
  static let openings: [Innocence] = [
    Innocence(UnverifiedActivity.self, "verified first", without: "verification") {
      $0.change("verified_at", to: "2026-03-10", in: "accounts", where: "w-1")
    },
    Innocence(UnverifiedActivity.self, "verification came", without: "the same day") {
      $0.settings["grace"] = "1h"
    },
    Innocence(UnverifiedActivity.self, "a bonus", without: "its smallness") {
      $0.set("amount", "5000", in: "transactions")
    },
    Innocence(UnverifiedActivity.self, "the holder's own", without: "its kind") {
      $0.change("kind", to: "transfer", in: "transactions", where: "t1")
    },
    Innocence(UnverifiedActivity.self, "the holder's own", without: "being the holder's") {
      $0.set("account_id", "w-2", in: "endpoints")
    },
    Innocence(UnverifiedActivity.self, "an account from", without: "its age") {
      $0.set("opened_at", "2026-01-10", in: "accounts")
    },
    Innocence(UnverifiedActivity.self, "nobody's", without: "the others") {
      $0.settings["verified_share"] = "0.3"
    },
    Innocence(UnverifiedActivity.self, "a client", without: "being a client") {
      $0.set("role", "vendor", in: "accounts")
    },
    Innocence(UnverifiedActivity.self, "a good first month of one", without: "being one") {
      $0.settings["burst_payers"] = "1"
    },
    Innocence(UnverifiedActivity.self, "a good first month of three", without: "patience") {
      $0.change("booked_at", to: "2026-01-20", in: "transactions", where: "t4")
    },
  ]
}

@Suite struct UnverifiedActivityTests {
  @Test(arguments: Innocence.openings)
  func `a silent case is silent for the reason it gives`(_ innocence: Innocence) throws {
    try innocence.check()
  }
}
