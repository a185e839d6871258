import Detectors
import TestSupport
import Testing

extension Innocence {
  static let events: [Innocence] = [
    Innocence(PlatformCollusion.self, "a project ends", without: "pay") {
      $0.set("amount", "9", in: "transactions")
    },
    Innocence(PlatformCollusion.self, "ratings of a year", without: "patience") {
      $0.settings["burst_period"] = "70d"
    },
    Innocence(PlatformCollusion.self, "bad ratings", without: "being bad") {
      $0.set("value", "5", in: "platform_events")
    },
    Innocence(PlatformCollusion.self, "the platform stands", without: "its practice") {
      $0.settings["practice_count"] = "3"
    },
    Innocence(PlatformCollusion.self, "a newcomer", without: "a person's pace") {
      $0.settings["many_bids"] = "4"
    },
    Innocence(PlatformCollusion.self, "a studio's", without: "the studio") {
      $0.set("email", nil, in: "accounts")
    },
    Innocence(PlatformCollusion.self, "a template from", without: "the fourth") {
      $0.settings["hub_workers"] = "4"
    },
    Innocence(PlatformCollusion.self, "a retainer", without: "the contract") {
      $0.tables["authorisations"] = nil
    },
    Innocence(PlatformCollusion.self, "milestones before", without: "milestones") {
      $0.tables["platform_events"]?.removeAll { $0["kind"] == "milestone" }
    },
    Innocence(PlatformCollusion.self, "a platform without", without: "its practice") {
      $0.settings["practice_count"] = "4"
    },
  ]
}

@Suite struct PlatformCollusionTests {
  @Test(arguments: Innocence.events)
  func `a silent case is silent for the reason it gives`(_ innocence: Innocence) throws {
    try innocence.check()
  }
}
