import Detection
import Ledger
import Reports
import Testing

/// Text that pages, forms, files and terminals have been broken with.
let hostileNames: [String] = [
  "<script>document.title='taken'</script>", "<img src=x onerror=document.title='taken'>",
  "\"><svg onload=document.title='taken'>", "' onmouseover='document.title=1", "`onload=document.title=1`",
  // An accent makes `"` and `<` another character to Swift, and not to a browser.
  "x\"\u{301} onmouseover=\"document.title='taken'\" y=\"", "<\u{301}b>", "&lt;b&gt; &amp; &#60;",
  "</title></style></bdi></td><h1>",
  "{{headline}} {{{headline}}} {{> style}}", "=HYPERLINK(\"http://example.com\")", "+1+1", "-2+3", "@SUM(A1)",
  "\t=1", "＝1",
  "|calc", "a,b;c\"d'e", "line\r\nbreak\u{2028}and\u{85}more", "\u{202E}txt.exe",
  "\u{2066}\u{2069}\u{200F}\u{FEFF}",
  "שלום עולם", "مرحبا", "नमस्ते", "王小明 貿易有限公司", "😀👩‍👩‍👧‍👦", "]]> <!-- -->", "%00 \u{0} \u{7} \u{1B}[31m",
  "\\\"\\n\\N\\G", "UNKNOWN", "  ", "", String(repeating: "長", count: 10_000),
  String(repeating: "a", count: 10_000),
  "Z" + String(repeating: "\u{301}", count: 10_000), "\u{E000}\u{FFFE}\u{10FFFF}",
]

/// A case with everything in it: a route in three hops, a wallet, a login, changes, and money that two alerts count.
func sampleCase(name: String? = nil) throws -> CaseRecord {
  let day = { (number: Int) in Instant(year: 2026, month: 3, day: number) + .hours(10) }
  func use(_ alert: String, _ role: EvidenceRole, _ amount: String, _ route: Int? = nil, _ hop: Int? = nil)
    throws
    -> CaseTransaction.Use
  { CaseTransaction.Use(alertID: alert, role: role, route: route, hop: hop, amount: try Money(amount)) }
  func payment(
    _ id: String, _ at: Instant, _ from: String, _ to: String, _ amount: String, _ currency: String,
    _ uses: [CaseTransaction.Use]
  ) throws -> CaseTransaction {
    CaseTransaction(
      id: id, bookedAt: at, debtorID: from, creditorID: to,
      amountOriginal: try #require(ExactDecimal(amount)), currencyOriginal: currency, kind: .transfer,
      reference: name ?? "remit", uses: uses)
  }
  let (first, second) = ("00000000-0000-8000-8000-00000000000a", "00000000-0000-8000-8000-00000000000b")
  return CaseRecord(
    kind: .case, id: "11111111-2222-8333-8444-555555555555",
    headline: name ?? "USD 4,700.00 reached a PRC bank",
    severity: .high, currency: "USD",
    alerts: [
      try sampleAlert(
        first, "multi-hop-routing", subject: "A", amount: "4700", name: name,
        reasons: ["routed_through_intermediaries"]),
      try sampleAlert(
        second, "virtual-currency-payout", subject: "A", amount: "1500.55", name: name,
        reasons: ["virtual_currency"]),
    ],
    parties: [
      CaseParty(
        id: "A", name: name ?? "Yara Hansen", country: "US",
        account: .init(
          holderType: .individual, role: .worker, status: .open, openedAt: day(1), email: "yara@example.com",
          phone: "+1 555 555 0102")),
      CaseParty(
        id: "B", name: name ?? "Harbour Remit LLC", country: "HK",
        account: .init(
          holderType: .organisation, role: .vendor, status: .closed, openedAt: day(1), closedAt: day(20))),
      CaseParty(
        id: "E1", name: name ?? "Changfeng Parts", country: nil,
        endpoint: .init(
          kind: .bankAccount, institution: name ?? "Bank in the PRC", bic: "BKCHCNBJ",
          accountNumber: "6222 0200 1234 6011")),
      CaseParty(
        id: "E2", name: name ?? "Yara Hansen",
        endpoint: .init(
          kind: .cryptoWallet, accountID: "A", network: "ethereum",
          address: "0x83B297AC698dF9A96437554a3Bd8db762A05548A")),
      CaseParty(
        id: "P", name: name ?? "Lumen Labs BV", country: "NL",
        account: .init(holderType: .organisation, role: .client)),
    ],
    transactions: [
      try payment("t1", day(2), "P", "A", "5200", "EUR", [use(first, .context, "5200")]),
      try payment(
        "t2", day(3), "A", "B", "5000", "USD", [use(first, .hop, "5000", 1, 1), use(first, .routed, "4700")]),
      try payment("t3", day(4), "B", "E1", "34100.25", "CNY", [use(first, .hop, "4700", 1, 2)]),
      try payment("t4", day(9), "A", "E2", "1500.55", "USDC", [use(second, .payout, "1500.55")]),
    ],
    facts: [
      CaseFact(
        relation: .paymentDetailChanges, id: "c1", at: day(5),
        summary: name ?? "A changed its payout method to a wallet", alertIDs: [second]),
      CaseFact(
        relation: .logins, id: "l1", at: day(6), summary: "A logged in from another country",
        alertIDs: [first], ip: "203.0.113.7"),
    ],
    events: [
      CaseEvent(at: day(10), alertID: first, actor: "weir", event: "opened", reason: "3 pieces of evidence"),
      CaseEvent(at: day(12), alertID: first, actor: name ?? "ann", event: "in_review"),
      CaseEvent(at: day(16), alertID: first, actor: name ?? "ann", event: "escalated", reason: name),
    ],
    runs: [
      CaseRun(
        id: "7", asOf: day(11), outcome: "succeeded", binaryVersion: "0.1.0", configHash: "0123456789abcdef0")
    ],
    lists: [CaseList(list: "starter-prc-banks", version: "2026-01-01", sha256: "ab12", rows: 139)])
}

private func sampleAlert(
  _ id: String, _ detector: String, subject: String, amount: String, name: String?, reasons: [String]
) throws -> ReportedAlert {
  let text = name ?? "Yara Hansen paid others, who paid on → …6011"
  return ReportedAlert(
    id: id, detector: detector, detectorVersion: 1, subjectID: subject, severity: .high, score: 80,
    headline: name ?? "Money reached a PRC bank", who: text, what: text, when: "in March", whereMoved: text,
    why: text,
    how: text, amount: try Money(amount), currency: "USD", isLowerBound: false,
    windowFrom: Instant(year: 2026, month: 1, day: 1), windowTo: Instant(year: 2026, month: 3, day: 11),
    firstSeenAt: Instant(year: 2026, month: 3, day: 10), lastSeenAt: Instant(year: 2026, month: 3, day: 11),
    reasons: reasons.map { .init(code: $0, because: "the money went on") },
    redFlags: [.init(source: "FinCEN, an advisory", indicator: "money that goes on")],
    sinkClasses: [.prcBank],
    measures: ["payments": "1"])
}

/// A complete filer; `changes` replace settings, and an empty value leaves one out.
func sampleFiler(_ changes: [String: String] = [:]) throws -> Filer {
  try Filer(
    filerSettings.filter { changes[$0.key] == nil }.map { ($0.key, $0.value) }
      + changes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
}

private let filerSettings: KeyValuePairs<String, String> = [
  "transmitter.name": "Example Payments Inc", "transmitter.tin": "000000001", "transmitter.tcc": "TBSATEST",
  "transmitter.phone": "5555550100", "transmitter.contact": "Robin Example",
  "transmitter.address.street": "1 Example Street",
  "transmitter.address.city": "Springfield", "transmitter.address.state": "VA",
  "transmitter.address.zip": "22150",
  "transmitter.address.country": "US", "institution.name": "Example Payments Inc",
  "institution.tin": "000000001",
  "institution.type": "msb", "institution.regulator": "irs", "institution.address.street": "1 Example Street",
  "institution.address.city": "Springfield", "institution.address.state": "VA",
  "institution.address.zip": "22150",
  "institution.address.country": "US", "contact.office": "BSA office", "contact.phone": "5555550101",
]

/// The sample's draft as of the end of March.
func sampleDraft(
  _ record: CaseRecord? = nil, filer: Filer? = nil, kind: ReportKind = .initial
) throws -> Draft {
  try Draft(
    try record ?? sampleCase(), filer: try filer ?? sampleFiler(), kind: kind,
    asOf: Instant(year: 2026, month: 3, day: 31))
}
