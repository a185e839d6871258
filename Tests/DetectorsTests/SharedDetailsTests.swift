import Detection
@testable import Detectors
import Ledger
import TestSupport
import Testing
import Window

/// Details that parties share, against comparing every text with every other.
@Suite struct SharedDetailsTests {
  static let start = Instant(year: 2026, month: 1, day: 1)

  /// Accounts and endpoints whose details are few, so that many meet, in several spellings.
  static func window(seed: UInt64) -> Window {
    var random = SplitMix64(seed: seed)
    func one(of texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }
    var example = DetectorCase(title: "\(seed)", place: "random", kind: "silent", asOf: start + .days(60))
    example.tables["accounts"] = (0..<8).map { number in
      [
        "account_id": "a\(number)", "role": ["client", "worker", "vendor", ""][number % 4],
        "holder_name": one(of: [
          "", "Ann Lee", "LEE, Ann", "Łee Ann", "An Leen", "Bo O'Neil", "Bo ONeil", "Zed",
        ]),
        "email": one(of: ["", "", "ann@x.example", "Ann@X.example", "nan@x.example", "bo@y.example"]),
        "phone": one(of: ["", "", "+1 555 0101", "15550101", "15550110"]),
      ].filter { !$0.value.isEmpty }
    }
    example.tables["endpoints"] = (0..<8).map { number in
      [
        "endpoint_id": "e\(number)", "kind": "bank_account",
        "account_id": one(of: ["", "a0", "a1", "a2", "a3", "a4"]),
        "account_number": one(of: ["", "12345678901", "1234-5678-901", "12345678910", "55555", "1234"]),
        "bic": one(of: ["", "AAAAUS33", "BBBBUS33"]), "address": one(of: ["", "", "0xAB", "0xab", "Bc1q"]),
        "added_at": one(of: ["", "2026-01-05", "2026-02-25"]),
      ].filter { !$0.value.isEmpty }
    }
    let parties = (0..<8).map { "a\($0)" } + (0..<8).map { "e\($0)" }
    example.tables["transactions"] = (0..<12).map { number in
      [
        "transaction_id": "t\(100 + number)",
        "booked_at": (start + .hours(Int64.random(in: 0..<1_400, using: &random))).description,
        "debtor_id": one(of: parties), "creditor_id": one(of: parties), "amount": "1",
        "kind": one(of: ["transfer", "payout", "charge"]),
        "status": one(of: ["settled", "settled", "failed"]),
      ]
    }
    return example.window(lookback: .days(60)).window
  }

  /// By key, who has it: accounts by their own texts, registrants and payees paid by an endpoint, endpoints asked about.
  static func holders(asked: Set<Party>, in scope: Scope) -> [DetailKey: Set<Party>] {
    let window = scope.window
    var holders: [DetailKey: Set<Party>] = [:]
    for account in window.parties.accounts {
      for key in DetailKey.holders(of: account, in: window) {
        holders[key, default: []].insert(account.party)
      }
    }
    for endpoint in window.parties.endpoints where endpoint.addedAt.map({ $0 < scope.asOf }) ?? true {
      for key in DetailKey.destinations(of: endpoint, in: window) {
        if let owner = endpoint.owner { holders[key, default: []].insert(owner) }
        if asked.contains(endpoint.party) { holders[key, default: []].insert(endpoint.party) }
        for row in scope.rows where window.transactions.creditor[row] == endpoint.party {
          let payer = window.parties.account(window.transactions.debtor[row])
          let isPayee = payer.map { $0.role == .worker || $0.role == .vendor || asked.contains($0.party) }
          let kind = window.transactions.kind[row]
          if window.transactions.status[row] == .settled, kind == .payout || kind == .transfer,
            isPayee == true
          {
            holders[key, default: []].insert(window.transactions.debtor[row])
          }
        }
      }
    }
    return holders
  }

  @Test func `what is shared is what comparing everything gives`() {
    var shared = 0
    for seed in UInt64(1)...80 {
      let window = Self.window(seed: seed)
      let scope = Scope(window: window, asOf: Self.start + .days(50), lookback: .days(45))
      let asked = Set((0..<Party(window.parties.count)).filter { ($0 &* 7 &+ Party(seed)) % 3 != 0 })
      let all = asked.union(seed % 3 == 0 ? [] : [Party(seed % 8), Party(8 + seed % 8)])
      var others = DenseSet(upTo: window.parties.count)
      for party in all { others.insert(party) }
      let details = SharedDetails(of: asked, among: others, in: scope)
      let holders = Self.holders(asked: all, in: scope)
      for party in asked where window.parties.account(party) != nil {
        let mine = holders.filter { $0.value.contains(party) && $0.value.count > 1 }
        let found = Set((details.keys[party] ?? []).filter { (details.holders[$0]?.count ?? 0) > 1 })
        #expect(found == Set(mine.keys), "seed \(seed), \(window.id(party))")
        for (key, others) in mine {
          #expect(Set(details.holders[key] ?? []) == others, "seed \(seed), \(key.text)")
        }
        shared += mine.count
      }
    }
    #expect(shared > 200)
  }

  @Test(arguments: [
    ("José  Ángel", "jose angel", true), ("Bo O'Neil", "ONEIL bo", true), ("Ann Lee", "An Leen", false),
    ("Holder 12", "Holder 21", false), ("", "-", true),
  ])
  func `names that compare as equal have one hash, others hardly ever`(
    _ one: String, _ other: String, _ isOne: Bool
  ) {
    let hashes = [one, other].map { quickHash(ofName: $0.utf8) }
    if hashes.allSatisfy({ $0 != quickHashBeyondASCII }) { #expect((hashes[0] == hashes[1]) == isOne) }
    #expect((comparableName(one) == comparableName(other)) == isOne)
  }

  @Test func `identifiers that compare as equal have one hash, others hardly ever`() {
    #expect(quickHash(ofIdentifier: "DE44 5001-0517".utf8) == quickHash(ofIdentifier: "de4450010517".utf8))
    #expect(quickHash(ofIdentifier: "1234567890".utf8) != quickHash(ofIdentifier: "1234567809".utf8))
  }
}
