import Alerts
import Detection
import Ledger
import Testing

/// The laws that make the tables a function of the set of evaluated points.
@Suite struct JoinTests {
  @Test func `joining is commutative, associative and idempotent`() {
    var random = SplitMix64(state: 1)
    for _ in 0..<2_000 {
      let (a, b, c) = (
        Seen.random(using: &random).stored, Seen.random(using: &random).stored,
        Seen.random(using: &random).stored
      )
      #expect(joined(a, b) == joined(b, a))
      #expect(joined(joined(a, b), c) == joined(a, joined(b, c)))
      #expect(joined(a, a) == a)
      #expect(joined(joined(a, b), b) == joined(a, b))
    }
  }

  @Test func `any order of points gives the same alert, repeats or not`() throws {
    var random = SplitMix64(state: 2)
    for _ in 0..<300 {
      let seen = (0..<5).map { _ in Seen.random(using: &random) }
      let straight = seen.map(\.stored).reduce(seen[0].stored, joined)
      let shuffled = (seen + seen.prefix(2)).shuffled(using: &random)
      let other = shuffled.map(\.stored).reduce(shuffled[0].stored, joined)
      #expect(straight == other)
      #expect(
        try Alert(of: straight, by: Sample(), in: emptyWindow)
          == Alert(of: other, by: Sample(), in: emptyWindow))
    }
  }

  @Test func `storing and reading back between joins changes nothing`() throws {
    var random = SplitMix64(state: 3)
    for _ in 0..<500 {
      let (a, b) = (Seen.random(using: &random).stored, Seen.random(using: &random).stored)
      #expect(try reread(a) == a)
      #expect(try joined(reread(joined(a, b)), reread(b)) == joined(a, b))
    }
  }

  @Test func `merging a finding is joining what it amounts to`() {
    var random = SplitMix64(state: 4)
    let (first, second) = (Seen.random(using: &random), Seen.random(using: &random))
    var merged = StoredAlert(
      first.finding, of: first.detector, at: first.point, windowFrom: first.windowFrom, listVersions: ["l 1"])
    merged.merge(
      second.finding, of: second.detector, at: second.point, windowFrom: second.windowFrom,
      listVersions: ["l 1"])
    var (left, right) = (first, second)
    (left.parameters, right.parameters) = (
      first.detector.parameterSet.digest, second.detector.parameterSet.digest
    )
    #expect(merged == joined(left.stored, right.stored))
  }

  private func alert(_ rows: [TransactionEvidence], at count: Int64, signals: [Signal] = []) -> StoredAlert {
    Seen(finding: Finding(subject: "acct-1", signals: signals, transactions: rows), point: day(count)).stored
  }

  @Test(arguments: [EvidenceRole.routed, .charge, .payout])
  func `an amount that counts is the largest any point saw`(role: EvidenceRole) throws {
    let low = transaction("t1", role, units: 5)
    let high = transaction("t1", role, units: 9)
    for (first, second) in [(low, high), (high, low)] {
      let row = try #require(joined(alert([first], at: 1), alert([second], at: 2)).transactions.values.first)
      #expect(row.evidence.amount == Money(units: 9))
      #expect(row.firstSeenAt == day(1))
    }
  }

  @Test(arguments: [EvidenceRole.hop, .context])
  func `other rows stay as the earliest point saw them`(role: EvidenceRole) throws {
    let early = transaction("t1", role, units: 5, route: "t1>t2", hop: 1)
    let late = transaction("t1", role, units: 9, route: "t1>t2", hop: 1)
    let row = try #require(joined(alert([late], at: 2), alert([early], at: 1)).transactions.values.first)
    #expect(row == SeenTransaction(early, firstSeenAt: day(1)))
  }

  @Test func `one transaction in two roles, routes or hops is several rows`() {
    let rows = [
      transaction("t1", .routed), transaction("t1", .context),
      transaction("t1", .hop, route: "t1>t2", hop: 1),
      transaction("t1", .hop, route: "t0>t1", hop: 2), transaction("t1", .hop, route: "t1>t2", hop: 2),
    ]
    #expect(joined(alert(rows, at: 1), alert(rows, at: 2)).transactions.count == 5)
  }

  @Test func `transaction ids are told apart by their bytes`() {
    let rows = [transaction("\u{E9}"), transaction("e\u{301}")]
    #expect(alert(rows, at: 1).transactions.count == 2)
  }

  @Test func `a record stays as the earliest point saw it`() throws {
    func alert(_ summary: String, at count: Int64) -> StoredAlert {
      let record = RecordEvidence(relation: .payoutRequests, recordID: "r1", at: firstDay, summary: summary)
      return Seen(finding: Finding(subject: "acct-1", signals: [], records: [record]), point: day(count))
        .stored
    }
    let both = joined(alert("z first", at: 1), alert("a second", at: 2))
    #expect(both.records.count == 1)
    let row = try #require(both.records.values.first)
    #expect(row.evidence.summary == "z first")
    #expect(row.firstSeenAt == day(1))
  }

  @Test func `figures, version and maturity are those of the latest point, whichever comes first`() {
    var old = Seen(
      finding: Finding(subject: "acct-1", signals: [], measures: ["n": .count(9)]), point: day(1))
    old.old = true
    old.parameters = "set 9"
    let new = Seen(
      finding: Finding(subject: "acct-1", signals: [], measures: ["n": .count(2)]), point: day(2))
    for both in [joined(old.stored, new.stored), joined(new.stored, old.stored)] {
      #expect(both.latest.measures == ["n": .count(2)])
      #expect(both.latest.detectorVersion == 3)
      #expect(both.latest.maturity == .active)
      #expect(both.latest.parameterDigest == "set 1")
      #expect(both.firstSeenAt == day(1))
      #expect(both.lastSeenAt == day(2))
      #expect(both.windowFrom == day(1) - .days(90))
      #expect(both.windowTo == day(2))
    }
  }

  @Test func `at one point the newer version's figures hold`() {
    var old = Seen(
      finding: Finding(subject: "acct-1", signals: [], measures: ["n": .count(9)]), point: day(1))
    let new = Seen(
      finding: Finding(subject: "acct-1", signals: [], measures: ["n": .count(2)]), point: day(1))
    old.old = true
    #expect(joined(old.stored, new.stored).latest == new.stored.latest)
    #expect(joined(new.stored, old.stored).latest == new.stored.latest)
  }

  @Test func `codes, sink classes, hops and the lower bound only grow`() {
    let first = Seen(
      finding: Finding(
        subject: "acct-1", signals: Sample.signal("other_name"), sinkClasses: [.exchange], hopsMax: 4,
        isLowerBound: true), point: day(1))
    let second = Seen(
      finding: Finding(
        subject: "acct-1", signals: Sample.signal("far_path"), sinkClasses: [.prcBank], hopsMax: 2),
      point: day(2))
    let both = joined(first.stored, second.stored)
    #expect(both.reasonCodes == ["far_path", "other_name"])
    #expect(both.sinkClasses == [.prcBank, .exchange])
    #expect(both.hopsMax == 4)
    #expect(both.isLowerBound)
  }
}
