import Alerts
import Ledger
import Testing

@Suite struct CaseGroupingTests {
  /// Alerts and ties that meet often, at few points, some of them hubs.
  private struct Evidence {
    var firstSeenAt: [String: Instant] = [:]
    var ties: [Tie] = []

    init(using random: inout SplitMix64) {
      for number in 1...Int.random(in: 1...8, using: &random) {
        let (alert, first) = ("a\(number)", Int64.random(in: 1...4, using: &random))
        firstSeenAt[alert] = day(first)
        ties.append(tie(alert, .subject, "s\(Int.random(in: 1...6, using: &random))", first))
        for value in 1...9 where Int.random(in: 0...8, using: &random) == 0 {
          let seen = Int64.random(in: first...6, using: &random)
          let shared = [0, Tie.crowdLimit, Tie.crowdLimit + 1, nil].randomElement(using: &random) ?? 0
          ties.append(tie(alert, .party, "p\(value)", seen, sharedBy: shared))
        }
      }
    }

    /// What the evaluation points up to this one had seen.
    func until(_ point: Instant) -> Evidence {
      var part = self
      part.firstSeenAt = firstSeenAt.filter { $0.value <= point }
      part.ties = ties.filter { $0.firstSeenAt <= point }
      return part
    }

    var grouping: CaseGrouping { CaseGrouping(firstSeenAt: firstSeenAt, ties: ties) }

    /// Slow twin: grows each case from its first alert until nothing more shares a tie with it.
    var cases: [String: [String]] {
      let order = firstSeenAt.keys.sorted {
        (firstSeenAt[$0] ?? day(0), $0) < (firstSeenAt[$1] ?? day(0), $1)
      }
      let tying = ties.filter { $0.sharedBy.map { $0 <= Tie.crowdLimit } ?? false }
      var cases: [String: [String]] = [:]
      var placed: Set<String> = []
      for founder in order where !placed.contains(founder) {
        var members: Set<String> = [founder]
        var isGrowing = true
        while isGrowing {
          let values = Set(tying.filter { members.contains($0.alertID) }.map(\.value))
          let next = members.union(tying.filter { values.contains($0.value) }.map(\.alertID))
          isGrowing = next != members
          members = next
        }
        placed.formUnion(members)
        cases[founder] = order.filter(members.contains)
      }
      return cases
    }
  }

  @Test func `cases and their history are those of a slow twin that looks at every point by itself`() {
    var random = SplitMix64(state: 31)
    for _ in 0..<600 {
      let evidence = Evidence(using: &random)
      let grouping = evidence.grouping
      #expect(grouping.cases == evidence.cases)
      for (alert, first) in evidence.firstSeenAt {
        // The first point at which it does not found its case.
        let joined = (1...6).map { day($0) }.first { point in
          point >= first && evidence.until(point).cases[alert] == nil
        }
        #expect(grouping.joinings[alert]?.at == joined)
        guard let joining = grouping.joinings[alert] else { continue }
        #expect(evidence.until(joining.at).cases[joining.founder]?.contains(alert) == true)
      }
    }
  }

  @Test func `alerts that were once together stay together`() {
    var random = SplitMix64(state: 32)
    for _ in 0..<300 {
      let evidence = Evidence(using: &random)
      for point in 1...6 {
        let later = evidence.grouping
        for members in evidence.until(day(Int64(point))).grouping.cases.values {
          #expect(later.cases.values.contains { Set($0).isSuperset(of: members) })
        }
      }
    }
  }

  @Test func `the order in which alerts and ties are read does not matter`() {
    var random = SplitMix64(state: 33)
    for _ in 0..<500 {
      var evidence = Evidence(using: &random)
      let straight = evidence.grouping
      evidence.ties.shuffle(using: &random)
      #expect(evidence.grouping.cases == straight.cases)
      #expect(evidence.grouping.joinings == straight.joinings)
    }
  }

  @Test func `two cases that meet go on as the older one, and say why`() {
    let ties = [
      tie("b", .subject, "s1", 1), tie("a", .subject, "s2", 2), tie("b", .party, "E7", 3),
      tie("a", .party, "E7", 5),
    ]
    let grouping = CaseGrouping(firstSeenAt: ["b": day(1), "a": day(2)], ties: ties)
    #expect(grouping.cases == ["b": ["b", "a"]])
    #expect(grouping.joinings == ["a": .init(at: day(5), founder: "b", because: "both lead to E7")])
  }

  @Test func `what many deal with ties nobody, and a subject always does`() {
    func cases(sharedBy: Int?, _ kind: Tie.Kind = .party) -> Int {
      let ties = ["a", "b"].map { tie($0, kind, "E7", 1, sharedBy: sharedBy) }
      return CaseGrouping(firstSeenAt: ["a": day(1), "b": day(1)], ties: ties).cases.count
    }
    #expect(cases(sharedBy: Tie.crowdLimit) == 1)
    #expect(cases(sharedBy: Tie.crowdLimit + 1) == 2)
    #expect(cases(sharedBy: nil) == 2)
    #expect(cases(sharedBy: 0, .subject) == 1)
  }

  @Test func `a case's id is its founder's, and no alert's id`() {
    let id = CaseGrouping.caseID(foundedBy: "a")
    #expect(id == CaseGrouping.caseID(foundedBy: "a"))
    #expect(id != CaseGrouping.caseID(foundedBy: "b"))
    #expect(id.wholeMatch(of: #/[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/#) != nil)
  }
}

private func tie(_ alert: String, _ kind: Tie.Kind, _ value: String, _ seen: Int64, sharedBy: Int? = 0) -> Tie
{
  Tie(alertID: alert, kind: kind, value: value, firstSeenAt: day(seen), sharedBy: sharedBy)
}
