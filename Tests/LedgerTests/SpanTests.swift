import Ledger
import TestSupport
import Testing

@Suite struct SpanTests {
  @Test(
    arguments: [
      ("45s", 45, "45s"), ("90m", 5_400, "90m"), ("72h", 259_200, "3d"), ("3d", 259_200, "3d"),
      ("0s", 0, "0s"),
      ("61s", 61, "61s"), ("120s", 120, "2m"), ("25h", 90_000, "25h"),
    ] as [(String, Int64, String)])
  func `durations are read, and written in the largest unit that divides them`(
    text: String, seconds: Int64, written: String
  ) throws {
    #expect(try Span(text) == .seconds(seconds))
    #expect(Span.seconds(seconds).description == written)
  }

  @Test func `any whole second reads back from its own text`() throws {
    var random = SplitMix64(seed: 31)
    for _ in 0..<3_000 {
      let unit: Int64 = [1, 60, 3600, 86_400][Int.random(in: 0..<4, using: &random)]
      let span = Span.seconds(Int64.random(in: 0...100_000, using: &random) * unit)
      #expect(try Span(span.description) == span)
    }
  }

  @Test(arguments: [
    "", "h", "5", "-5h", "5 h", "1.5h", "5w", "5H", "9223372036854775807d", "106751992d", "72hours",
  ])
  func `what is no duration is refused with examples`(text: String) {
    #expect(throws: LedgerError.unreadable(text, expected: "a duration such as 72h, 3d, 90m or 45s")) {
      try Span(text)
    }
  }

  @Test(
    arguments: [
      (0, "0 min"), (2_400, "40 min"), (3_600, "1 h"), (11_400, "3 h 10 min"), (187_200, "2 d 4 h"),
      (86_400, "1 d"), (90_059, "1 d 1 h"),
    ] as [(Int64, String)])
  func `for people a duration has at most two units`(seconds: Int64, spoken: String) {
    #expect(Span.seconds(seconds).spoken == spoken)
  }

  @Test func `spans are ordered, and whole days are rounded towards zero`() {
    #expect([Span.days(1), .hours(25), .seconds(1)].sorted() == [.seconds(1), .days(1), .hours(25)])
    #expect(Span.hours(47).days == 1)
    #expect(Span.hours(-47).days == -1)
  }
}
