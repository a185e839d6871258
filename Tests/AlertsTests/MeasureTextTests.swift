import Alerts
import Detection
import Ledger
import Testing

@Suite struct MeasureTextTests {
  @Test func `figures are written with their unit, names ascending`() {
    let measures: [String: Measure] = [
      "total": .money(Money(units: 17_000)), "charges": .count(10), "dwell": .duration(.hours(3)),
      "share": .ratio(perMille: 850),
    ]
    #expect(
      measures.jsonText
        == #"{"charges":{"value":10,"unit":"count"},"dwell":{"value":10800,"unit":"seconds"},"#
        + #""share":{"value":0.850,"unit":"ratio"},"total":{"value":17000.000000,"unit":"money"}}"#)
  }

  @Test func `no figures are an empty object`() throws {
    #expect([String: Measure]().jsonText == "{}")
    #expect(try [String: Measure](jsonText: " { } ").isEmpty)
  }

  @Test func `what PostgreSQL prints of a jsonb reads back`() throws {
    let text =
      #"{"total": {"unit": "money", "value": 17000.000000}, "charges": {"unit": "count", "value": 10}}"#
    #expect(
      try [String: Measure](jsonText: text) == ["total": .money(Money(units: 17_000)), "charges": .count(10)])
  }

  @Test(arguments: [
    Int64.min, Int64.min + 1, -1_000_001, -1, 0, 1, 999, 1_000_000, 1_500_000, Int64.max - 1, Int64.max,
  ])
  func `every integer of every unit comes back exactly`(value: Int64) throws {
    let measures: [String: Measure] = [
      "a": Measure(unit: .count, value: value), "b": Measure(unit: .money, value: value),
      "c": Measure(unit: .duration, value: value), "d": Measure(unit: .ratio, value: value),
    ]
    #expect(try [String: Measure](jsonText: measures.jsonText) == measures)
  }

  @Test func `random figures come back exactly`() throws {
    var random = SplitMix64(state: 11)
    let units: [Parameter.Unit] = [.count, .money, .duration, .ratio]
    for _ in 0..<500 {
      let value = Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 0...63, using: &random)
      let measures = ["m": Measure(unit: units.randomElement(using: &random) ?? .count, value: value)]
      #expect(try [String: Measure](jsonText: measures.jsonText) == measures)
    }
  }

  @Test func `one number is printed once, whatever its unit`() {
    #expect(
      ["m": Measure.duration(Span(micros: 1))].jsonText == #"{"m":{"value":0.000001,"unit":"seconds"}}"#)
    #expect(["m": Measure.ratio(perMille: -5)].jsonText == #"{"m":{"value":-0.005,"unit":"ratio"}}"#)
    #expect(["m": Measure.money(Money(micros: .min))].jsonText.contains("-9223372036854.775808"))
  }

  @Test func `a name with quotes, backslashes and control characters comes back`() throws {
    let measures = ["a \"b\" \\ \n\u{1} é 工": Measure.count(1)]
    #expect(measures.jsonText.contains(#"\"b\" \\ \u000a\u0001"#))
    #expect(try [String: Measure](jsonText: measures.jsonText) == measures)
    let printed = #"{"a \"b\" \\ \n\u0001 é 工": {"unit": "count", "value": 1}}"#
    #expect(try [String: Measure](jsonText: printed) == measures)
  }

  @Test(arguments: [
    "", "[]", "{", #"{"a":{"value":1}}"#, #"{"a":{"unit":"count"}}"#, #"{"a":{"value":1.5,"unit":"count"}}"#,
    #"{"a":{"value":1,"unit":"euro"}}"#, #"{"a":{"value":1,"unit":"duration"}}"#,
    #"{"a":{"value":0.0000001,"unit":"money"}}"#, #"{"a":{"value":1e3,"unit":"money"}}"#,
    #"{"a":{"value":9223372036854.775808,"unit":"money"}}"#, #"{"a":{"value":1,"unit":"count"}} x"#,
    #"{"a":{"value":1,"unit":"count"},"a":{"value":1,"unit":"count"}}"#,
    #"{"a":{"value":1,"value":1,"unit":"count"}}"#,
    #"{"a":{"value":1,"unit":"count","note":1}}"#, #"{"a":{"value":1,"unit":"count"},}"#, #"{"a"#,
    #"{"\ud83d":{}}"#,
  ])
  func `anything else is refused`(text: String) {
    #expect(throws: LedgerError.self) { try [String: Measure](jsonText: text) }
  }
}
