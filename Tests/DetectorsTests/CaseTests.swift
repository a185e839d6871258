import Detection
import Detectors
import Foundation
import Ledger
import TestSupport
import Testing
import Window

/// A case together with the detector it is about.
struct DetectorUnderTest: Sendable, CustomTestStringConvertible {
  let detector: any Detector.Type
  let example: DetectorCase

  var testDescription: String { example.description }

  /// Every case of every detector in the catalogue, in order. A file that cannot be read gives no cases, which
  /// ``everyDetectorHasCasesOfAllThreeKinds()`` reports.
  static let all: [DetectorUnderTest] = Catalogue.all.flatMap { detector in
    ((try? cases(of: detector)) ?? []).map { DetectorUnderTest(detector: detector, example: $0) }
  }

  static func cases(of detector: any Detector.Type) throws -> [DetectorCase] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try DetectorCase.all(in: root.appending(path: "fixtures/detectors/\(detector.id).md"))
  }

  /// What the detector finds in the case, and the window it looked at.
  func findings(in changed: DetectorCase? = nil) throws -> (findings: [Finding], window: Window) {
    let example = changed ?? example
    let settings = try Settings(overriding: example.settings, of: detector.parameters, detector: detector.id)
    let made = detector.init(settings: settings)
    let (window, rejects) = example.window(lookback: made.lookback)
    #expect(rejects.isEmpty, "\(example): \(rejects.map(\.sentence).joined(separator: "; "))")
    return (try made.findings(in: Scope(window: window, asOf: example.asOf, lookback: made.lookback)), window)
  }
}

extension Finding {
  /// Everything a finding says, as one comparable text.
  var summary: String {
    let rows = transactions.map { "\($0.transactionID) \($0.role.rawValue) \($0.hop ?? 0) \($0.amount)" }
    let facts = records.map { "\($0.relation.rawValue) \($0.recordID) \($0.at) \($0.summary)" }
    let figures = measures.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.value)" }
    return ([subject] + fingerprint + signals.map(\.code) + rows.sorted() + facts.sorted() + figures)
      .joined(separator: "\n")
  }
}

@Suite struct CaseTests {
  @Test(arguments: DetectorUnderTest.all)
  func `a case comes out as its file says`(_ test: DetectorUnderTest) throws {
    let example = test.example
    let (findings, window) = try test.findings()
    guard example.mustFire else {
      #expect(
        findings.isEmpty,
        "\(example) must stay silent, but found \(findings.map(\.summary).joined(separator: "\n\n"))")
      return
    }
    let about = findings.filter { example.subject == nil || $0.subject == example.subject }
    #expect(
      about.count == 1, "\(example): one finding, not \(findings.map(\.summary).joined(separator: "\n\n"))")
    let finding = try #require(about.first, "\(example) must fire")
    let counted = finding.transactions.filter(\.role.counts)
    // Context may be starred or not; the rest must be.
    let starred = example.starred["transactions"] ?? []
    let evidence = Set(finding.transactions.filter { $0.role != .context }.map(\.transactionID))
    #expect(evidence.isSubset(of: starred), "\(example): unstarred \(evidence.subtracting(starred).sorted())")
    let unfound = starred.subtracting(finding.transactions.map(\.transactionID))
    #expect(unfound.isEmpty, "\(example): not in evidence: \(unfound.sorted())")
    let records = Dictionary(grouping: finding.records, by: \.relation)
    for relation in Relation.allCases where relation != .transactions {
      #expect(
        Set((records[relation] ?? []).map(\.recordID)) == example.starred[relation.rawValue] ?? [],
        "\(example): the starred \(relation.rawValue)")
    }
    if let severity = example.severity {
      #expect(
        Severity(finding.signals) == severity, "\(example): severity of \(finding.signals.map(\.code))")
    }
    if let amount = example.amount {
      #expect(try Money.sum(counted.map(\.amount)) == amount, "\(example): the amount")
    }
    let declared = Set(test.detector.signals)
    #expect(finding.signals.allSatisfy(declared.contains), "\(example): every signal is declared")
    try expectWords(of: finding, test, window)
  }

  /// The narrative answers all six questions, with and without the parties at hand, and hides account numbers.
  private func expectWords(of finding: Finding, _ test: DetectorUnderTest, _ window: Window) throws {
    let detector = test.detector.init(settings: Settings())
    let scheme = Scheme(
      subject: finding.subject, fingerprint: finding.fingerprint, signals: finding.signals,
      transactions: finding.transactions.sorted {
        ($0.bookedAt.micros, $0.transactionID) < ($1.bookedAt.micros, $1.transactionID)
      }, records: finding.records, measures: finding.measures, sinkClasses: finding.sinkClasses,
      hopsMax: finding.hopsMax, isLowerBound: finding.isLowerBound, firstSeenAt: test.example.asOf,
      lastSeenAt: test.example.asOf)
    let numbers = (test.example.tables["endpoints"] ?? []).compactMap { $0["account_number"] }
    for view in [window, Window(from: window.from, to: window.to)] {
      let words = try detector.narrative(of: scheme, in: view)
      for answer in [
        words.headline, words.who, words.what, words.when, words.whereMoved, words.why, words.how,
      ] {
        #expect(!answer.isEmpty, "\(test.example): an unanswered question")
        for number in numbers {
          #expect(!answer.contains(number), "\(test.example): an account number in '\(answer)'")
        }
      }
    }
  }

  @Test(arguments: DetectorUnderTest.all)
  func `the order of input rows does not matter`(_ test: DetectorUnderTest) throws {
    let plain = try test.findings().findings.map(\.summary).sorted()
    var turned = test.example
    for (relation, rows) in turned.tables where relation != "classes" {
      turned.tables[relation] = rows.reversed()
    }
    #expect(try test.findings(in: turned).findings.map(\.summary).sorted() == plain, "\(test.example)")
  }

  @Test(arguments: DetectorUnderTest.all)
  func `unrelated money changes nothing`(_ test: DetectorUnderTest) throws {
    let plain = try test.findings().findings.map(\.summary).sorted()
    var crowded = test.example
    for number in 0..<40 {
      crowded.tables["transactions", default: []].append([
        "transaction_id": "unrelated-\(number)", "debtor_id": "bystander-\(number % 3)",
        "creditor_id": "bystander-\(3 + number % 4)", "amount": "\(40 + number)",
        "booked_at": (test.example.asOf - .days(Int64(number)) - .hours(1)).description,
      ])
    }
    #expect(try test.findings(in: crowded).findings.map(\.summary).sorted() == plain, "\(test.example)")
  }

  @Test func `every detector has cases of all three kinds`() throws {
    for detector in Catalogue.all {
      let kinds = Set(try DetectorUnderTest.cases(of: detector).map(\.kind))
      #expect(
        kinds == ["fires", "silent", "boundary"],
        "fixtures/detectors/\(detector.id).md needs a fires, a silent and a boundary case; it has \(kinds.sorted())"
      )
    }
  }

  @Test func `detectors declare every name once`() {
    #expect(Set(Catalogue.all.map { $0.id }).count == Catalogue.all.count)
    for detector in Catalogue.all {
      #expect(
        Set(detector.parameters.map(\.name)).count == detector.parameters.count, "\(detector.id): parameters")
      #expect(Set(detector.signals.map(\.code)).count == detector.signals.count, "\(detector.id): signals")
      #expect(!detector.redFlags.isEmpty, "\(detector.id): red flags")
    }
  }
}
