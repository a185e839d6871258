import Alerts
import Detection
import Ledger
import Testing

@Suite struct CaseTests {
  private let signals = [Sample.id: Sample.signals]

  private func alert(
    _ id: String, about subject: String = "s", _ severity: Severity = .low, _ codes: [String] = [],
    counted: [String: Int64] = [:], seen: Int64 = 1, currency: String = "USD"
  ) -> CaseAlert {
    var alert = CaseAlert(
      alertID: id, subject: subject, detector: Sample.id, severity: severity,
      amount: Money(micros: counted.values.reduce(0, +)), currency: currency, firstSeenAt: day(seen),
      headline: "headline \(id)", reasonCodes: Set(codes))
    alert.counted = counted
    alert.newestAt = day(seen) - .hours(1)
    return alert
  }

  private func judged(_ alerts: CaseAlert...) -> Case { Case(alerts, joinedAt: day(1), signals: signals) }

  @Test func `a transaction counts once, with the largest amount`() {
    let shared = judged(
      alert("a", counted: ["t1": 100, "t2": 7]), alert("b", counted: ["t2": 9, "t3": 1]))
    #expect(shared.amountMicros == 110)
    let huge = judged(alert("a", counted: ["t1": .max]), alert("b", counted: ["t2": .max]))
    #expect(huge.amountMicros == Int128(Int64.max) * 2)
  }

  @Test func `amounts of another currency are not added`() {
    let mixed = judged(
      alert("a", .high, counted: ["t1": 100]), alert("b", counted: ["t2": 900], currency: "EUR"))
    #expect(mixed.amountMicros == 100)
    #expect(mixed.currency == "USD")
  }

  @Test func `the gravest alert leads, then the largest, then the first`() {
    #expect(judged(alert("a"), alert("b", .high), alert("c", .medium)).lead.alertID == "b")
    #expect(judged(alert("a"), alert("b", counted: ["t": 5])).lead.alertID == "b")
    #expect(judged(alert("b", seen: 1), alert("a", seen: 2)).lead.alertID == "b")
  }

  @Test func `two families about one subject raise a case, about two subjects they do not`() {
    let (path, identity) = (["far_path", "one_more"], ["other_name"])
    #expect(judged(alert("a", .medium, path), alert("b", .low, identity)).severity == .high)
    #expect(judged(alert("a", .medium, path), alert("b", about: "u", .low, identity)).severity == .medium)
    // More of one family is still one family.
    #expect(
      judged(alert("a", .medium, ["far_path"]), alert("b", .low, ["many_paths", "one_more"])).severity
        == .medium)
  }

  @Test func `a fact that two detectors see counts once, and each subject's points add up by themselves`() {
    var other = alert("b", .low, ["far_path", "other_name"])
    other.detector = "another"
    let both = Case(
      [
        alert("a", .low, ["far_path", "one_more"]), other,
        alert("c", about: "r", .low, ["heavy", "long_contract"]),
      ],
      joinedAt: day(1), signals: [Sample.id: Sample.signals, "another": Sample.signals])
    #expect(both.subjects.map(\.subject) == ["r", "s"])
    #expect(both.subjects.map(\.points) == [880, 39 + 1 + 30])
    #expect(both.subjects[1].raised.map(\.signal.code) == ["far_path", "one_more", "other_name"])
    #expect(both.subjects[1].raised[0].detectors == ["another", Sample.id])
    #expect(both.subjects[1].families == [.path, .identity])
    #expect(both.subjects[1].severity == .high)
    #expect(both.subjects[0].severity == .medium)
    #expect(both.severity == .high)
  }

  @Test func `a priority is the sum of its terms, and families add what the product would`() {
    for (micros, families) in [(0, 0), (1, 1), (50_000_000_000, 2), (Int128(Int64.max) * 1_000_000, 7)]
      as [(Int128, Int)]
    {
      let terms = CasePriority.terms(micros: micros, families: families, newestAt: day(3))
      #expect(terms.total == CasePriority.priority(micros: micros, families: families, newestAt: day(3)))
      #expect(terms.families >= 0 && terms.money >= 0)
      let alone = CasePriority.terms(micros: micros, families: 1, newestAt: day(3))
      #expect(alone.families == 0 && alone.money == terms.money && alone.recency == terms.recency)
    }
  }

  @Test func `an exact sanctions match makes a case critical`() {
    #expect(judged(alert("a"), alert("b", .critical, ["listed"])).severity == .critical)
    #expect(judged(alert("a", .medium), alert("b", .low, ["listed"])).severity == .critical)
  }

  @Test func `families are those that speak for suspicion, signals nobody declares any more are passed over`()
  {
    let one = judged(alert("a", .low, ["long_contract", "far_path", "gone"]), alert("b", .low, ["heavy"]))
    #expect(one.families == [.path, .theft])
  }

  @Test func `headline, counts and times`() {
    let one = judged(alert("a"))
    #expect((one.headline, one.alertCount, one.subjectCount) == ("headline a", 1, 1))
    let several = Case(
      [alert("a", seen: 1), alert("b", about: "u", .high, seen: 3)], joinedAt: day(7), signals: signals)
    #expect(several.headline == "headline b; 2 alerts on 2 subjects")
    #expect(several.caseID == CaseGrouping.caseID(foundedBy: "a"))
    #expect((several.openedAt, several.updatedAt, several.newestAt) == (day(1), day(7), day(3) - .hours(1)))
  }
}
