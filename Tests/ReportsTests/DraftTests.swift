import Detection
import Ledger
import Reports
import TestSupport
import Testing

@Suite struct DraftTests {
  private static let hasSchema = FinCENSchema.path != nil && Program.xmllint.path != nil
  private static let schemaReason = Comment(rawValue: "\(FinCENSchema.reason), or \(Program.xmllint.reason)")

  @Test(arguments: hostileNames) func `a hostile name breaks no draft`(name: String) throws {
    let draft = try sampleDraft(try sampleCase(name: name))
    #expect(draft.faults == [])
    #expect(draft.narrative.unicodeScalars.count <= 17_000)
    let rows = readCSV(try #require(draft.attachment).text)
    #expect(Set(rows.map(\.count)).count == 1 && rows.count == 5)
  }

  @Test(.enabled(if: hasSchema, schemaReason), arguments: hostileNames)
  func `the schema takes a draft with a hostile name`(name: String) throws {
    #expect(try FinCENSchema.faults(of: try sampleDraft(try sampleCase(name: name)).xml) == [])
  }

  @Test func `every figure is the same in text, form and file`() throws {
    let record = try sampleCase()
    let draft = try sampleDraft(record)
    #expect(draft.figures.total == (try Money("6200.55")))
    #expect(draft.xml.contains("<fc2:TotalSuspiciousAmountText>6201<"))
    let rows = readCSV(try #require(draft.attachment).text)
    let column = try #require(rows[0].firstIndex(of: "counted_amount"))
    #expect(
      try Money.sum(rows.dropFirst().map(\.[column]).filter { !$0.isEmpty }.map { try Money($0) })
        == draft.figures.total)
    for transaction in record.transactions {
      #expect(draft.narrative.contains("\(transaction.bookedAt.date): "))
      #expect(draft.narrative.contains(transaction.original), "\(transaction.id)")
      #expect(draft.narrative.contains("transaction \(transaction.id)."))
    }
    #expect(draft.narrative.contains("USD 5,000.00, of which USD 4,700.00 is counted here"))
    #expect(try draft.sheet(notes: [], version: "0").contains("USD 6,200.55, on the form 6201"))
  }

  @Test func `the narrative answers who, what, when, where, why and how, in order`() throws {
    let text = try sampleDraft().narrative
    var from = text.startIndex
    for part in [
      "files this initial suspicious activity report on Yara Hansen", "first noticed on 2026-03-10",
      "Who: Yara Hansen, subject",
      "Lumen Labs BV (P), who is not under suspicion", "What, where and how:", "ending 6011",
      "In order of time: 2026-03-02:",
      "2026-03-05: A changed its payout method", "Why it is suspicious: the money went on.",
      "FinCEN, an advisory",
      "Foreign jurisdictions involved: CN, HK, NL.", "In summary, USD 6,200.55", "2026-03-16 escalated",
      "BSA office, telephone 5555550101",
      "Attachment: case-11111111-2222-8333-transactions.csv.",
    ] {
      let range = try #require(text[from...].firstRange(of: part), "\(part) does not follow in: \(text)")
      from = range.upperBound
    }
    #expect(!text.contains("\n") && !text.contains("  ") && !text.contains("→") && !text.contains("…"))
  }

  @Test func `thousands of payments still make one narrative of five blocks, largest amounts first`() throws {
    var record = try sampleCase()
    let alert = record.alerts[1].id
    var random = SplitMix64(seed: 4)
    for number in 0..<9_000 {
      let amount = Money(micros: Int64.random(in: 1_000_000...9_000_000_000, using: &random))
      record.transactions.append(
        CaseTransaction(
          id: "n\(number)", bookedAt: Instant(year: 2026, month: 3, day: 9) + .seconds(Int64(number)),
          debtorID: "A",
          creditorID: "E2", amountOriginal: ExactDecimal(mantissa: Int128(amount.micros), scale: 6),
          currencyOriginal: "USD",
          uses: [.init(alertID: alert, role: .payout, amount: amount)]))
    }
    record.transactions.sort { $0.bookedAt < $1.bookedAt }
    let draft = try sampleDraft(record)
    #expect(draft.faults == [])
    #expect((16_000...17_000).contains(draft.narrative.unicodeScalars.count))
    #expect(draft.xml.contains("<fc2:ActivityNarrativeSequenceNumber>5<"))
    #expect(draft.narrative.contains("transactions (USD "))
    let attachment = try #require(draft.attachment).text
    #expect(attachment.utf8.count <= 1_000_000 && attachment.utf8.count > 900_000)
    #expect(draft.remarks.contains { $0.hasSuffix("found no room in the attachment of one megabyte") })
    let most = try #require(record.transactions.max { ($0.uses[0].amount) < ($1.uses[0].amount) })
    #expect(draft.narrative.contains("transaction \(most.id)."))
  }

  @Test func `what continues a report covers what came after it, and adds up`() throws {
    let draft = try sampleDraft(kind: .continuing(try samplePrior()))
    #expect(draft.faults == [])
    #expect(draft.figures.total == (try Money("1500.55")))
    #expect(draft.cumulative == (try Money("6200.55")))
    #expect(draft.xml.contains("<fc2:EFilingPriorDocumentNumber>31000000000001<"))
    #expect(draft.xml.contains("<fc2:ContinuingActivityReportIndicator>Y<"))
    #expect(draft.xml.contains("<fc2:CumulativeTotalViolationAmountText>6201<"))
    #expect(draft.xml.contains("<fc2:TotalSuspiciousAmountText>1501<"))
    #expect(draft.narrative.contains("It continues the report 31000000000001, filed on 2026-03-05"))
    #expect(draft.narrative.contains("cumulative amount is USD 6,200.55"))
    #expect(!draft.narrative.contains("2026-03-03: "))
    #expect(!draft.remarks.contains { $0.contains("consider a correction") })
  }

  @Test func `a report that said less than is known now asks for a correction`() throws {
    let prior = PriorFiling(
      bsaID: "31000000000001", filedOn: try Instant("2026-03-05"), periodFrom: try Instant("2026-03-01"),
      periodTo: try Instant("2026-03-05"), amount: try Money("4000"), cumulative: try Money("4000"))
    #expect(
      try sampleDraft(kind: .continuing(prior)).remarks.contains { $0.contains("consider a correction") })
    let correction = try sampleDraft(kind: .correcting(prior))
    #expect(correction.faults == [])
    #expect(correction.figures.total == (try Money("6200.55")))
    #expect(correction.xml.contains("<fc2:CorrectsAmendsPriorReportIndicator>Y<"))
  }

  @Test func `nothing new is nothing to continue`() throws {
    let prior = PriorFiling(
      bsaID: "31000000000001", filedOn: try Instant("2026-03-30"), periodFrom: try Instant("2026-03-01"),
      periodTo: try Instant("2026-03-29"), amount: try Money("6200.55"), cumulative: try Money("6200.55"))
    #expect(try sampleDraft(kind: .continuing(prior)).faults.contains { $0.contains("nothing to continue") })
  }

  @Test func `payers are never subjects; accounts and wallets stand with their holders`() throws {
    let xml = try sampleDraft().xml
    #expect(!xml.contains("Lumen Labs BV</fc2:RawEntity"))
    for text in [
      "<fc2:RawEntityIndividualLastName>Hansen<", "<fc2:RawIndividualFirstName>Yara<",
      "<fc2:RawEntityIndividualLastName>Harbour Remit LLC<", "<fc2:AccountNumberText>6222020012346011<",
      "<fc2:EventValueText>ethereum 0x83B297AC698dF9A96437554a3Bd8db762A05548A<",
      "<fc2:IPAddressText>203.0.113.7<",
      "<fc2:AccountClosedIndicator>Y<", "<fc2:PhoneNumberText>15555550102<",
    ] { #expect(xml.contains(text), "\(text)") }
  }

  @Test func `money counted at two steps of a way is told`() throws {
    var record = try sampleCase()
    #expect(record.passedOn(try CaseFigures(record)) == [])
    // The last step counts as well, two steps after the first.
    record.transactions[2].uses.append(
      .init(alertID: record.alerts[1].id, role: .payout, amount: try Money("4700")))
    #expect(record.passedOn(try CaseFigures(record)).map(\.id) == ["B"])
    let draft = try sampleDraft(record)
    #expect(draft.faults == [])
    #expect(draft.remarks.contains { $0.contains("Harbour Remit LLC (B)") && $0.contains("at two steps") })
    #expect(draft.narrative.contains("at two steps"))
    #expect(try samplePage(record).contains("at two steps"))
  }

  @Test func `what could not be read is a fault`() throws {
    var record = try sampleCase()
    record.notRead = ["Names are missing"]
    #expect(try sampleDraft(record).faults == ["Names are missing"])
  }

  @Test func `every file says that it is a draft`() throws {
    let draft = try sampleDraft()
    #expect(draft.xml.contains("<!-- DRAFT - not filed"))
    #expect(try draft.sheet(notes: ["a note"], version: "0").contains("DRAFT - not filed"))
    #expect(draft.faultList(notes: ["a note"]).hasPrefix("DRAFT - not filed"))
    #expect(draft.faultList(notes: ["a note"]).contains("- a note"))
  }

  @Test(arguments: hostileNames) func `the neutral case reads back as it was`(name: String) throws {
    let record = try sampleCase(name: name)
    #expect(try CaseRecord(json: record.json()) == record)
  }
}
