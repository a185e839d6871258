import Demo
import Evaluation
import Foundation
import Ledger
import Testing

/// One life for all tests of this file: generating it is the slow part.
private let demo = DemoWarehouse.generate()

private func column(_ table: String, _ name: String) -> [String?] {
  guard let it = demo.tables.first(where: { $0.name == table }), let place = it.columns.firstIndex(of: name)
  else {
    return []
  }
  return it.rows.map { $0[place] }
}

/// FNV-1a over everything COPY would be sent.
private func digest(_ warehouse: DemoWarehouse) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for table in warehouse.tables {
    for byte in table.rows.joined().flatMap({ ($0 ?? "\\N").utf8 + [10] }) {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
  }
  return hash
}

@Test func theSameSeedGivesTheSameBytes() {
  #expect(digest(DemoWarehouse.generate(accounts: 800)) == digest(DemoWarehouse.generate(accounts: 800)))
}

@Test func anotherSeedGivesAnotherLife() {
  #expect(
    digest(DemoWarehouse.generate(seed: 7, accounts: 800))
      != digest(DemoWarehouse.generate(seed: 8, accounts: 800)))
}

@Test func everyRowHasAValueForEveryColumn() {
  for table in demo.tables {
    #expect(table.rows.allSatisfy { $0.count == table.columns.count }, "\(table.name)")
  }
}

@Test func everyReferenceResolves() {
  let members = Set(column("platform.member", "member_no"))
  let destinations = Set(column("platform.payout_destination", "destination_id"))
  let approvals = Set(column("platform.approval", "approval_no"))
  let currencies = Set(column("platform.currency", "code"))
  let references: [(String, String, Set<String?>)] = [
    ("platform.payout_destination", "member_no", members), ("platform.approval", "payer_no", members),
    ("platform.approval", "payee_no", members), ("platform.payment", "from_member", members),
    ("platform.payment", "to_member", members), ("platform.payment", "from_destination", destinations),
    ("platform.payment", "to_destination", destinations), ("platform.payment", "approval_no", approvals),
    ("platform.payment", "started_by", members), ("platform.payment", "currency", currencies),
    ("platform.payout_request", "member_no", members),
    ("platform.payout_request", "destination_id", destinations),
    ("platform.detail_change", "member_no", members),
    ("platform.detail_change", "destination_id", destinations),
    ("platform.login", "member_no", members), ("platform.activity", "member_no", members),
    ("platform.activity", "buyer_no", members),
  ]
  for (table, name, keys) in references {
    let values = column(table, name)
    #expect(!values.isEmpty, "\(table).\(name)")
    #expect(values.allSatisfy { $0 == nil || keys.contains($0) }, "\(table).\(name)")
  }
}

@Test func keysAreUnique() {
  for table in demo.tables where table.name != "platform.fx_rate" {
    let keys = table.rows.map { $0[0] }
    #expect(Set(keys).count == keys.count, "\(table.name)")
  }
}

@Test func amountsArePositiveAndNothingHappensAfterTheEnd() {
  #expect(column("platform.payment", "amount_minor").allSatisfy { ($0.flatMap { Int64($0) } ?? 0) > 0 })
  // Whole seconds in UTC: the order of the texts is that of the times.
  let times = column("platform.payment", "booked_at").map { $0 ?? "" }
  #expect(times == times.sorted())
  #expect(times.allSatisfy { $0.utf8.count == 20 && $0 < demo.asOf.description })
  for (table, name) in [
    ("platform.payout_request", "asked_at"), ("platform.detail_change", "changed_at"),
    ("platform.login", "started_at"), ("platform.activity", "happened_at"), ("platform.member", "joined_at"),
  ] {
    #expect(column(table, name).allSatisfy { ($0 ?? "9") < demo.asOf.description }, "\(table).\(name)")
  }
}

@Test func nobodySpendsWhatTheyDoNotHave() throws {
  let payments = try #require(demo.tables.first { $0.name == "platform.payment" })
  let place = Dictionary(uniqueKeysWithValues: payments.columns.enumerated().map { ($0.element, $0.offset) })
  func value(_ row: [String?], _ name: String) -> String? { place[name].flatMap { row[$0] } }
  let houses = Set(demo.tables[1].rows.filter { $0[2] == "house" }.map { $0[0] ?? "" })
  // Money that changes currency inside an account is worth something else the next day; those accounts are left out.
  let changers = Set(
    payments.rows.filter { value($0, "purpose") == "exchange" }.compactMap { value($0, "from_member") })
  var currencies: [String: Set<String>] = [:]
  for row in payments.rows {
    for end in ["from_member", "to_member"] {
      if let member = value(row, end), let currency = value(row, "currency") {
        currencies[member, default: []].insert(currency)
      }
    }
  }
  var balances: [String: Int64] = [:]
  var overdrawn: Set<String> = []
  // At one instant credits come before debits, as the ledger of a run has them.
  let settled = payments.rows.filter { value($0, "state") == "done" }
  var batch: [[String?]] = []
  func book() {
    for row in batch {
      if let to = value(row, "to_member") {
        balances[to, default: 0] += Int64(value(row, "amount_minor") ?? "") ?? 0
      }
    }
    for row in batch {
      guard let from = value(row, "from_member") else { continue }
      balances[from, default: 0] -= Int64(value(row, "amount_minor") ?? "") ?? 0
      let isPlain = currencies[from]?.count == 1 && !changers.contains(from) && !houses.contains(from)
      if isPlain, balances[from, default: 0] < 0 { overdrawn.insert(from) }
    }
    batch = []
  }
  for row in settled {
    if let last = batch.first, value(last, "booked_at") != value(row, "booked_at") { book() }
    batch.append(row)
  }
  book()
  #expect(overdrawn.sorted() == [])
}

@Test func theSizeIsThatOfASmallPlatform() {
  func rows(_ name: String) -> Int { demo.tables.first { $0.name == name }?.rows.count ?? 0 }
  #expect((2_800...4_000).contains(rows("platform.member")))
  #expect((60_000...120_000).contains(rows("platform.payment")))
  #expect(rows("platform.payout_request") > 10_000)
  #expect(rows("platform.detail_change") > 500)
}

@Test func everyLabelPointsAtWhatExists() {
  let members = Set(column("platform.member", "member_no").compactMap { $0.map { "M" + $0 } })
  let parties = members.union(column("platform.payout_destination", "destination_id").compactMap { $0 })
  let payments = Set(column("platform.payment", "payment_no").compactMap { $0 })
  for label in demo.labels {
    #expect(members.contains(label.subjectID), "\(label.schemeID)")
    #expect(label.partyIDs.allSatisfy { parties.contains($0) }, "\(label.schemeID)")
    #expect(label.transactionIDs.allSatisfy { payments.contains($0) }, "\(label.schemeID)")
    #expect(label.firstAt <= label.lastAt && label.lastAt < demo.asOf, "\(label.schemeID)")
  }
  #expect(Set(demo.labels.map(\.schemeID)).count == demo.labels.count)
}

@Test func everyKindOfSchemeIsThereAndDrownsInHonestLife() {
  let schemes = demo.labels.filter(\.isScheme)
  for detector in Set(schemes.map(\.detector)) {
    for difficulty in Difficulty.allCases {
      #expect(
        schemes.contains { $0.detector == detector && $0.difficulty == difficulty },
        "\(detector), \(difficulty)")
    }
    #expect(demo.labels.contains { $0.detector == detector && !$0.isScheme }, "\(detector)")
  }
  #expect(Set(schemes.map(\.detector)).count == 14)
  // What a detector says that it misses has no date.
  #expect(schemes.filter { $0.mustBeFoundBy == nil }.allSatisfy { $0.difficulty == .evasive })
  #expect(schemes.count { $0.mustBeFoundBy == nil } <= 3)
  let talent = column("platform.member", "side").count { $0 == "talent" }
  #expect(talent >= 35 * schemes.count)
}

@Test func theReferenceCaseIsThePublishedOne() throws {
  let case5 = try #require(demo.labels.first { $0.story.hasPrefix("P5") })
  #expect(case5.transactionIDs.count == 30)
  #expect(case5.amount == Money(units: 51_400))
  let amounts = Dictionary(
    uniqueKeysWithValues: zip(
      column("platform.payment", "payment_no"), column("platform.payment", "amount_minor")))
  let charges = case5.transactionIDs.map { amounts[$0].flatMap { $0.flatMap { Int($0) } } ?? 0 }
  #expect(charges.allSatisfy { (110_000...240_000).contains($0) })
  #expect(charges.prefix(10).reduce(0, +) < 1_700_000)
}

@Test func accountNumbersThatAreIBANsPassTheirCheck() throws {
  let numbers = column("platform.payout_destination", "number_on_it").compactMap { $0 }
    .filter { $0.prefix(2).allSatisfy { $0.isUppercase } }
  #expect(numbers.count > 100)
  for number in numbers {
    let moved = number.dropFirst(4) + number.prefix(4)
    var remainder = 0
    for character in moved {
      let value = try #require(character.hexDigitValue ?? character.asciiValue.map { Int($0) - 55 })
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
    }
    // A number typed wrong on purpose fails it, as it should: one of forty.
    if remainder != 1 { #expect(number.hasSuffix("7") || number.hasSuffix("1"), "\(number)") }
  }
}

@Test func everyInnocentStoryIsTold() {
  let stories = demo.labels.filter { !$0.isScheme }.map(\.story)
  for twin in ["N1", "N2", "N3", "N4", "N5a", "N5b", "N5c", "N5d", "N6", "N7", "N8", "N9"]
    + (10...18).map({ "N\($0)" })
  {
    #expect(stories.contains { $0.split(separator: " ").contains { $0 == twin } }, "\(twin)")
  }
}

@Test func theCommittedLabelsAreTheGeneratorsLabels() throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../fixtures/demo/labels.csv"
  )
  .standardizedFileURL
  let generated = SchemeLabel.csv(demo.labels)
  if ProcessInfo.processInfo.environment["WEIR_RECORD"] != nil {
    try generated.write(to: file, atomically: true, encoding: .utf8)
  }
  let committed = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  #expect(
    committed == generated,
    "fixtures/demo/labels.csv is stale; run: WEIR_RECORD=1 swift test --filter theCommittedLabelsAreTheGeneratorsLabels"
  )
  #expect(generated.utf8.count < 300_000)
}

@Test func moreAccountsHideMoreSchemesAndRoundsAreTheCallersToChoose() {
  let once = DemoWarehouse.generate(seed: 3, accounts: 800).labels.filter(\.isScheme)
  let thrice = DemoWarehouse.generate(seed: 3, accounts: 800, rounds: 3).labels.filter(\.isScheme)
  #expect(thrice.count == 3 * once.count)
  #expect(Set(thrice.map(\.subjectID)).count > 2 * Set(once.map(\.subjectID)).count)
  #expect(Set(thrice.filter { $0.story.hasPrefix("P1 ") }.map(\.firstAt.dayNumber)).count > 2)
}
