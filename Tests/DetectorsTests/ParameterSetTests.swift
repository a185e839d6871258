import Detection
import Detectors
import Testing

@Suite struct ParameterSetTests {
  private func set(_ values: [String: String]) throws -> ParameterSet {
    try ParameterSet(
      of: MultiHopRouting.self,
      Settings(overriding: values, of: MultiHopRouting.parameters, detector: MultiHopRouting.id))
  }

  @Test func `a set is what the numbers are, not how they were written`() throws {
    #expect(try set([:]) == set(["max_dwell": "72h", "retention": "0.8"]))
    #expect(try set(["max_dwell": "3d"]).digest == set([:]).digest)
    #expect(try set(["max_dwell": "71h"]).digest != set([:]).digest)
    #expect(try set([:]).text.contains("max_dwell = 3d\n"))
  }

  @Test func `detectors with the same numbers have sets of their own, and maturity is none of it`() throws {
    let digests = Set(Catalogue.all.map { ParameterSet(of: $0, Settings()).digest })
    #expect(digests.count == Catalogue.all.count)
    var shadow = Settings()
    shadow.maturity = .shadow
    #expect(
      ParameterSet(of: MultiHopRouting.self, shadow) == ParameterSet(of: MultiHopRouting.self, Settings()))
    #expect(MultiHopRouting(settings: shadow).maturity == .shadow)
    #expect(MultiHopRouting(settings: Settings()).maturity == MultiHopRouting.maturity)
  }
}
