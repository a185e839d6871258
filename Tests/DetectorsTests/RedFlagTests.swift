import Detection
import Detectors
import Testing

/// What is published is answered, or it is said why not; never both, never neither.
@Suite struct RedFlagTests {
  private let cited: [(detector: String, flag: RedFlag)] = {
    var all: [(detector: String, flag: RedFlag)] = []
    for detector in Catalogue.all { all += detector.redFlags.map { (detector.id, $0) } }
    return all
  }()

  @Test func `an indicator has a detector or a reason, and not both`() {
    let answered = Set(cited.map(\.flag.published.id))
    for indicator in Guidance.indicators {
      switch indicator.sight {
      case .whole:
        #expect(
          answered.contains(indicator.id), "\(indicator.id): no detector answers it, and no reason is given")
      case .partly(let unseen):
        #expect(answered.contains(indicator.id), "\(indicator.id): no detector answers a part of it")
        #expect(unseen.hasSuffix("."), "\(indicator.id): what is unseen, as a sentence")
      case .none(let because):
        #expect(
          !answered.contains(indicator.id), "\(indicator.id): a detector answers what is said to be unseen")
        #expect(because.hasSuffix("."), "\(indicator.id): why not, as a sentence")
      }
    }
  }

  @Test func `detectors cite what is in the register`() {
    for (detector, flag) in cited {
      #expect(
        Guidance.indicators.contains(flag.published),
        "\(detector) cites '\(flag.published.id)', which is in no register"
      )
    }
  }

  @Test func `a citation names signals of its own detector, and is made once`() throws {
    for (id, flag) in cited {
      let detector = try #require(Catalogue.detector(id: id))
      #expect(!flag.signals.isEmpty, "\(id), \(flag.published.id): by which signals")
      for signal in flag.signals {
        #expect(detector.signals.contains(signal), "\(id) has no signal '\(signal.code)'")
        #expect(signal.points > 0, "\(id), \(flag.published.id): '\(signal.code)' speaks against suspicion")
      }
      #expect(cited.count { $0 == (id, flag) } == 1, "\(id) cites \(flag.published.id) twice")
    }
  }

  @Test func `an indicator has one id, words and a source`() {
    #expect(Set(Guidance.indicators.map(\.id)).count == Guidance.indicators.count)
    for indicator in Guidance.indicators {
      #expect(indicator.id.wholeMatch(of: #/[a-z]+(-[a-z]+)*/#) != nil, "\(indicator.id)")
      #expect(
        !indicator.words.isEmpty && !indicator.words.hasSuffix("."),
        "\(indicator.id): words without a full stop")
      #expect(!indicator.publications.isEmpty, "\(indicator.id): who published it")
    }
  }

  /// The guidance of 2022 lists 9 + 15 red flags and 11 + 8 mitigations, one of which asks for three things.
  @Test func `nothing of the guidance of 2022 is left out`() {
    let counts = Guidance.sections.prefix(4).map(\.indicators.count)
    #expect(counts == [9, 15, 11, 10])
  }
}
