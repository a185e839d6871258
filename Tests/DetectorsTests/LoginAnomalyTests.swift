import Detectors
import Ledger
import TestSupport
import Testing

extension Innocence {
  static let logins: [Innocence] = [
    Innocence(LoginAnomaly.self, "a traveller", without: "being once") {
      $0.settings["country_days"] = "1"
      $0.settings["least_points"] = "30"
    },
    Innocence(LoginAnomaly.self, "over the border", without: "time to travel") {
      $0.settings["leap_time"] = "9h"
      $0.settings["least_points"] = "30"
    },
    Innocence(LoginAnomaly.self, "a VPN's", without: "the others") { $0.settings["hub_accounts"] = "3" },
    Innocence(LoginAnomaly.self, "a co-working", without: "one declared country") {
      $0.change("country", to: "CA", in: "accounts", where: "w-2")
    },
    Innocence(LoginAnomaly.self, "a family", without: "names and phones") {
      $0.set("phone", nil, in: "accounts")
      $0.change("holder_name", to: "Chris Doe", in: "accounts", where: "w-2")
    },
    Innocence(LoginAnomaly.self, "colleagues", without: "the studio") {
      $0.set("email", nil, in: "accounts")
    },
    Innocence(LoginAnomaly.self, "a gateway", without: "inner ranges") {
      $0.set("ip", "192.0.2.1", in: "logins")
    },
    Innocence(LoginAnomaly.self, "forgot", without: "being once") { $0.settings["long_sessions"] = "1" },
    Innocence(LoginAnomaly.self, "sessions as long", without: "everybody") {
      $0.settings["practice_accounts"] = "3"
    },
    Innocence(LoginAnomaly.self, "many people", without: "a company") {
      $0.set("holder_type", "individual", in: "accounts")
    },
    Innocence(LoginAnomaly.self, "ports", without: "chance") { $0.set("remote_port", "5901", in: "logins") },
  ]
}

@Suite struct LoginAnomalyTests {
  @Test(arguments: Innocence.logins)
  func `a silent case is silent for the reason it gives`(_ innocence: Innocence) throws {
    try innocence.check()
  }

  /// Three holders who declare two countries share a line if both texts name it, else they do not.
  @Test(arguments: [
    ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.1/32", true), ("192.0.2.1", "192.0.2.2", false),
    ("::ffff:192.0.2.1", "192.0.2.1", true), ("2001:db8::1", "2001:db8::2:3:4:5", true),
    ("2001:db8::1", "2001:db8:0:1::1", false), ("2001:db8::", "2001:0DB8:0:0:ff::1%eth0", true),
    ("10.1.2.3", "10.1.2.3", false),
    ("fe80::1", "fe80::1", false), ("fd00::1", "fd00::1", false), ("100.127.255.1", "100.127.255.1", false),
    ("100.128.0.1", "100.128.0.1", true), ("172.31.0.1", "172.31.0.1", false),
    ("172.32.0.1", "172.32.0.1", true),
    ("::1", "::1", false), ("unknown", "unknown", false), ("1.2.3", "1.2.3", false),
    ("1.2.3.256", "1.2.3.256", false),
    ("2001:db8:::1", "2001:db8:::1", false), ("1::2::3", "1::2::3", false),
    ("2001:db8:1:2:3:4:5:6:7", "2001:db8:1:2:3:4:5:6:7", false),
    ("2001:db8:1:2:3:4:5:", "2001:db8:1:2:3:4:5:", false),
  ])
  func `addresses are lines`(one: String, other: String, isOne: Bool) throws {
    var example = DetectorCase(title: "line", place: "here", kind: "fires", asOf: try Instant("2026-04-01"))
    example.tables["accounts"] = [
      ("w-1", "Chris Doe", "US"), ("w-2", "Elena Costa", "PL"), ("w-3", "Ivan Novak", "US"),
    ].map {
      ["account_id": $0.0, "holder_name": $0.1, "country": $0.2, "role": "worker"]
    }
    example.tables["logins"] = [("w-1", one), ("w-2", other), ("w-3", one)].enumerated().map { place, login in
      ["login_id": "l\(place)", "account_id": login.0, "ip": login.1, "started_at": "2026-03-10"]
    }
    let test = DetectorUnderTest(detector: LoginAnomaly.self, example: example)
    #expect(try test.findings().findings.isEmpty != isOne)
  }
}
