import Detection
import Ledger
import Testing

@Suite struct ConditionTests {
  private let limit = Parameter.count("limit", 10, "A limit.")

  private func condition(_ measured: Int, _ comparison: Condition.Comparison = .atLeast) -> Condition {
    Condition("things", measured, comparison, limit, Settings())
  }

  @Test func `a distance is what it takes to be on the right side`() {
    #expect(condition(10).isMet && condition(10).bound?.distance == 0)
    #expect(condition(8).bound?.distance == 2 && condition(8).distancePerMille == 200)
    #expect(condition(12, .atMost).bound?.distance == 2)
    #expect(!condition(10, .moreThan).isMet && condition(10, .moreThan).bound?.distance == 1)
    #expect(!condition(10, .lessThan).isMet && condition(10, .lessThan).bound?.distance == 1)
    #expect(Condition.fact("so", false).distancePerMille == .max)
    #expect(Condition("all", Int.min, .atLeast, limit, Settings()).bound?.distance == .max)
  }

  @Test func `the nearest alternative fails in fewest conditions, then by least`() {
    let far = [condition(1), condition(2)]
    #expect(Requirement(anyOf: [far, [condition(5)], [condition(7)]]).nearest == [condition(7)])
    #expect(Requirement(anyOf: [far, [.fact("so", false)]]).nearest == [.fact("so", false)])
    #expect(Requirement(anyOf: [far, [condition(11)]]).isMet)
  }

  private func candidate(_ requirements: Requirement...) -> Candidate {
    Candidate(subject: "a", concerns: [], requirements: requirements) { Finding(subject: "a", signals: []) }
  }

  @Test func `one condition alone, and near its limit, is a near-miss`() {
    let met = Requirement(condition(10))
    #expect(candidate(met, Requirement(condition(8))).nearMiss(within: 200) == condition(8))
    #expect(candidate(met, Requirement(condition(7))).nearMiss(within: 200) == nil, "too far off")
    #expect(candidate(met).nearMiss(within: 200) == nil, "a finding is none")
    #expect(
      candidate(Requirement(condition(9)), Requirement(condition(9))).nearMiss(within: 200) == nil, "two")
    #expect(
      candidate(met, Requirement(.fact("so", false))).nearMiss(within: 200) == nil, "a fact is not near")
    #expect(
      candidate(met, Requirement(anyOf: [[condition(1)], [condition(9), condition(10)]])).nearMiss(
        within: 200)
        == condition(9))
  }
}
