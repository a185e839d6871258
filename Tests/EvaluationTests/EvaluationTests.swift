import Detection
import Evaluation
import Foundation
import Ledger
import Testing

private let start = Instant(year: 2026, month: 3, day: 1)

private func day(_ number: Int64) -> Instant { start + .days(number) }

private func label(
  _ id: String, _ detector: String, _ difficulty: Difficulty?, _ subject: String, with parties: [String] = [],
  _ transactions: [String] = [], from first: Instant = start
) -> SchemeLabel {
  SchemeLabel(
    schemeID: id, detector: detector, difficulty: difficulty, story: "a story", subjectID: subject,
    partyIDs: parties, transactionIDs: transactions, amount: .zero, firstAt: first, lastAt: first,
    mustBeFoundBy: nil)
}

private func alert(
  _ detector: String, _ subject: String, _ severity: Severity = .medium, seen: Instant = day(10),
  from: Instant = start, to: Instant = day(30), _ evidence: Set<String> = [], context: Set<String> = []
) -> EvaluatedAlert {
  EvaluatedAlert(
    detector: detector, subject: subject, severity: severity, headline: "", firstSeenAt: seen,
    windowFrom: from, windowTo: to, shown: evidence.union(context),
    evidence: evidence)
}

private func evaluation(
  _ alerts: [EvaluatedAlert], _ labels: [SchemeLabel], _ payments: [String: LabelledPayment] = [:]
) -> Evaluation {
  Evaluation(
    alerts, against: labels, detectors: ["one", "two"],
    accounts: ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"], payments: payments)
}

@Suite struct EvaluationTests {
  @Test func `a scheme is found by an alert of its detector on any of its parties`() throws {
    let schemes = [
      label("S1", "one", .easy, "A", with: ["B"]), label("S2", "one", .typical, "C"),
      label("S3", "one", .evasive, "D"), label("S4", "two", .easy, "A"),
    ]
    let it = evaluation([alert("one", "B"), alert("two", "C"), alert("one", "D")], schemes)
    let one = try #require(it.scores.first)
    #expect(one.recall(.easy, .typical) == Share(1, of: 2))
    #expect(one.recall(.evasive) == Share(1, of: 1))
    #expect(it.scores[1].recall(.easy) == Share(0, of: 1))
    #expect(it.missed.map(\.schemeID) == ["S2", "S4"])
    #expect(it.total.recall(.easy, .typical, .evasive) == Share(2, of: 4))
  }

  @Test func `an alert is true, beside the point or false`() throws {
    let labels = [
      label("S1", "one", .easy, "A", with: ["B"]), label("S2", "two", .easy, "C"),
      label("L1", "one", nil, "D", with: ["E"]), label("L2", "one", nil, "F"), label("L3", "two", nil, "G"),
    ]
    let it = evaluation(
      [
        alert("one", "A"), alert("one", "B"), alert("one", "C"), alert("one", "E", .high), alert("one", "G"),
        alert("one", "J"), alert("two", "D"),
      ], labels)
    let one = it.scores[0]
    #expect((one.trueAlerts, one.alertsBesideThePoint, one.falseAlerts) == (2, 1, 3))
    #expect(one.precision == Share(2, of: 5))
    #expect(one.graveFalseAlerts == 1)
    #expect(one.backgroundAlerts == 1)
    // Ten accounts, three in schemes, four in look-alikes.
    #expect((one.honestAccounts, one.backgroundAccounts) == (7, 3))
    #expect((it.total.honestAccounts, it.total.falseAlerts) == (7, 4))
    // L1 is alerted on by both detectors, and counts once; L3 by the other detector.
    #expect(one.lookAlikeShare == Share(1, of: 2))
    #expect(it.scores[1].lookAlikeShare == Share(1, of: 1))
    #expect(it.total.lookAlikeShare == Share(2, of: 3))
    #expect(it.falseAlerts.map { $0.lookAlike?.schemeID } == ["L1", "L3", nil, "L1"])
  }

  @Test func `a look-alike who is in a scheme as well is guilty`() {
    let it = evaluation([alert("one", "A")], [label("S", "two", .easy, "A"), label("L", "one", nil, "A")])
    #expect(it.falseAlerts.isEmpty)
    #expect(it.scores[0].alertsBesideThePoint == 1)
    #expect(it.total.lookAlikeShare == Share(0, of: 1))
  }

  @Test func `evidence overlaps as far as the alert looked`() {
    let payments = Dictionary(
      uniqueKeysWithValues: (0..<6).map {
        ("t\($0)", LabelledPayment(bookedAt: day(Int64($0) * 5 - 5), amount: Money(units: 100)))
      })
    let scheme = label("S", "one", .easy, "A", ["t0", "t1", "t2", "t3", "t4", "t5", "gone"], from: day(-5))
    let it = evaluation(
      [
        alert("one", "A", seen: day(10), from: start, to: day(15), ["t1", "t2", "x"]),
        alert("one", "A", seen: day(8), from: start, to: day(15), ["t2"], context: ["y"]),
      ], [scheme], payments
    ).scores[0]
    // t0 lies before the window, t4 and t5 at its end or after it; t3 is missing, x is too much.
    #expect(it.coverage == Share(2, of: 3))
    #expect(it.purity == Share(3, of: 4))
    #expect(it.medianDays == 13)
    // Booked before day 8: t0, t1 and t2.
    #expect(it.movedBefore == Share(30_000, of: 60_000))
  }

  @Test func `scores of two warehouses add up, and a table can be read again`() throws {
    let first = evaluation([alert("one", "A"), alert("one", "J")], [label("S", "one", .easy, "A")])
    let second = evaluation([], [label("S", "one", .easy, "A"), label("L", "two", nil, "B")])
    let files = [first, second].map { Data(ScoreTable($0.scores, total: $0.total).text(.json).utf8) }
    let pooled = try ScoreTable(pooling: files)
    let lines = pooled.text(.csv).split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    #expect(lines.map(\.[0]) == ["detector", "one", "two", "all"])
    func value(_ name: String, _ row: Int) throws -> String {
      lines[row][try #require(lines[0].firstIndex(of: name))]
    }
    #expect(try value("planted_easy", 3) == "2")
    #expect(try value("found_easy", 3) == "1")
    // Nine honest accounts each.
    #expect(try value("honest_accounts", 3) == "18")
    #expect(try value("false_alerts_per_1000_honest", 3) == "55.5556")
    #expect(pooled.text(.markdown).contains("| `one` | 0.50 (1/2) | – | 0.50 (1/2) | 55.56 | 58.82 |"))
    #expect(
      try ScoreTable(pooling: [files[0]]).text(.table)
        == ScoreTable(first.scores, total: first.total).text(.table))
  }
}

@Suite struct SchemeLabelTests {
  @Test func `what is written is read again`() throws {
    var labels = [
      label("S1", "one", .evasive, "A", with: ["B", "C"], ["1", "2"]), label("L1", "two", nil, "D"),
    ]
    labels[0].story = "said \"no\", twice"
    labels[0].amount = try Money("51400.25")
    labels[0].mustBeFoundBy = day(3)
    let text = SchemeLabel.csv(labels)
    #expect(try SchemeLabel.read(Array(text.utf8), named: "labels.csv") == labels)
  }

  @Test func `only what is needed is asked for`() throws {
    let text = "label,detector,scheme_id,subject_id,first_at\nscheme,one,S,A,2026-03-01T00:00:00Z\n"
    var wanted = label("S", "one", .typical, "A")
    wanted.story = ""
    #expect(try SchemeLabel.read(Array(text.utf8), named: "mine.csv") == [wanted])
  }

  @Test(arguments: [
    ("", "is empty"), ("scheme_id,detector,label,subject_id\n", "has no column first_at"),
    ("scheme_id,detector,label,subject_id,first_at\nS,one,guilty,A,2026-03-01", "has label 'guilty'"),
    ("scheme_id,detector,label,subject_id,first_at\nS,one,scheme,A,soon", "has 'soon' as first_at"),
    ("scheme_id,detector,label,subject_id,first_at\nS,one,scheme,,2026-03-01", "has no subject_id"),
    (
      "scheme_id,detector,label,difficulty,subject_id,first_at\nS,one,scheme,hard,A,2026-03-01",
      "has difficulty 'hard'"
    ),
    (
      "scheme_id,detector,label,subject_id,first_at\nS,one,scheme,A,2026-03-01\nS,one,scheme,B,2026-03-01",
      "repeats scheme_id S"
    ),
  ])
  func `a mistake is named with its line`(text: String, problem: String) {
    do {
      _ = try SchemeLabel.read(Array(text.utf8), named: "mine.csv")
      Issue.record("nothing was wrong")
    } catch {
      #expect("\(error)".contains("mine.csv") && "\(error)".contains(problem), "\(error)")
    }
  }
}
