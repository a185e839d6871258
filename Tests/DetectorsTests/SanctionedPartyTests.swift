import Detection
import Detectors
import Ledger
import TestSupport
import Testing

extension Innocence {
  static let listedNames: [Innocence] = [
    Innocence(SanctionedParty.self, "near names", without: "the difference") {
      $0.change("holder_name", to: "Hong Kum Hyeok", in: "accounts", where: "w-1")
    },
    Innocence(SanctionedParty.self, "a weak alias alone", without: "being weak") {
      $0.set("matcher", "party_name", in: "list")
    },
    Innocence(SanctionedParty.self, "a weak alias at home", without: "the home") {
      $0.set("country", "US", in: "accounts")
    },
    Innocence(SanctionedParty.self, "an account that is opened", without: "the date") {
      $0.set("opened_at", nil, in: "accounts")
    },
    Innocence(SanctionedParty.self, "an account that is opened", without: "the closing") {
      $0.set("closed_at", nil, in: "accounts")
    },
    Innocence(SanctionedParty.self, "another address", without: "its last digit") {
      $0.set("address", "0x00000000000000000000000000000000000000AA", in: "endpoints")
    },
  ]
}

@Suite struct SanctionedPartyTests {
  @Test(arguments: Innocence.listedNames)
  func `a silent case is silent for the reason it gives`(_ innocence: Innocence) throws {
    try innocence.check()
  }

  private func findings(_ change: (inout DetectorCase) -> Void = { _ in }) throws -> [Finding] {
    var example = DetectorCase(
      title: "namesake", place: "here", kind: "fires", asOf: try Instant("2026-04-01"))
    example.tables["accounts"] = [
      [
        "account_id": "w-1", "role": "worker", "holder_name": "Hong Kum Hyok", "opened_at": "2025-01-01",
        "country": "US",
      ]
    ]
    example.tables["endpoints"] = [
      ["endpoint_id": "e-1", "kind": "bank_account", "account_id": "w-1", "holder_name": "Hong Kum Hyok"]
    ]
    example.tables["list"] = [
      ["class": "sanctioned", "matcher": "party_name", "value": "HONG, Kum Hyok", "name": "HONG, Kum Hyok"],
      ["class": "sanctioned", "matcher": "party_name", "value": "KUM HYOK HONG", "name": "KUM HYOK HONG"],
    ]
    change(&example)
    return try DetectorUnderTest(detector: SanctionedParty.self, example: example).findings().findings
  }

  @Test func `one person under two lists' spellings is one scheme, endpoints and all`() throws {
    let found = try findings()
    #expect(found.map(\.subject) == ["w-1"] && found.map(\.fingerprint) == [["hong hyok kum"]])
    #expect(Set(found[0].records.map(\.recordID)) == ["w-1", "e-1"])
  }

  @Test func `a namesake that was closed does not come back because it is paid`() throws {
    let before = try findings()
    let after = try findings { example in
      for number in 0..<40 {
        example.pay("w-1", "e-1", at: "2026-03-0\(1 + number % 9) 0\(number % 8):0\(number % 7)")
      }
      for place in (example.tables["transactions"] ?? []).indices {
        example.tables["transactions"]?[place]["transaction_id"] = "t\(place)"
      }
    }
    #expect(before.map(\.fingerprint) == after.map(\.fingerprint))
    #expect(after[0].transactions.isEmpty && after[0].records == before[0].records)
    #expect(after[0].measures["dealings"]?.value == 40)
  }

  @Test func `another listed party of the same name is another scheme`() throws {
    let found = try findings { example in
      example.tables["list", default: []].append([
        "class": "sanctioned", "matcher": "party_name", "value": "Hong Kum Hyok", "name": "PAK, Test",
      ])
    }
    #expect(found.map(\.fingerprint) == [["hong hyok kum"], ["pak test"]])
  }

  @Test func `the more and the rarer the words, the higher the score, without an upper end`() throws {
    let names = [
      "Kum Hong", "Kum Hong Hyok", "Kum Hong Hyok Sungmin Paekdusan",
      "Kum Hong Hyok Sungmin Paekdusan Chollima Moranbong",
    ]
    let scores = try names.map { name in
      try findings { example in
        example.set("holder_name", name, in: "accounts")
        example.tables["list"] = [["class": "sanctioned", "matcher": "party_name", "value": name]]
        example.tables["endpoints"] = nil
      }[0].measures["name_score"]?.value ?? 0
    }
    #expect(scores == scores.sorted() && Set(scores).count == scores.count && scores[3] > 900)
  }

  @Test func `a wallet that many pay shows the latest payments and says that there are more`() throws {
    let found = try findings { example in
      example.settings["max_payments"] = "3"
      example.tables["endpoints"] = [
        ["endpoint_id": "e-1", "kind": "crypto_wallet", "account_id": "w-1", "address": "TTest"]
      ]
      example.tables["list"] = [
        ["class": "sanctioned", "matcher": "address", "value": "TTest", "name": "X Y"]
      ]
      for number in 1...5 { example.pay("w-1", "e-1", at: "2026-03-0\(number)") }
    }
    #expect(
      found[0].transactions.map(\.transactionID) == ["paid-2026-03-03", "paid-2026-03-04", "paid-2026-03-05"])
    #expect(found[0].isLowerBound && Severity(found[0].signals) == .critical)
  }
}
