import Names
import TestSupport
import Testing

/// The search again, as its documentation reads: every name against every name.
private func slowHits(_ people: [String], _ listed: [String], leastLikeness: Int, leastScore: Int)
  -> [NameHit]
{
  let (names, index) = (people.map { Name($0) }, NameIndex(listed.map { Name($0) }))
  var population = Array(repeating: Int32(0), count: index.nameCounts.count)
  for name in names {
    for key in Set(name.words.map(\.sound.key)) {
      if let number = index.number(of: key) { population[number] += 1 }
    }
  }
  let weights = Weights(index, population: population, count: names.count { !$0.words.isEmpty })
  return names.enumerated().flatMap { id, name in
    index.names.enumerated().compactMap { place, other in
      guard !name.words.isEmpty, let (score, likeness) = weights.compare(name, other) else { return nil }
      let isSame = name.wholeHash == other.wholeHash
      guard isSame || (likeness >= leastLikeness && score >= leastScore) else { return nil }
      return NameHit(
        id: Int32(id), listed: Int32(place), score: score, likeness: likeness, isSameWords: isSame)
    }
  }
}

private func search(_ people: [String], _ listed: [String], leastLikeness: Int = 850, leastScore: Int = 0)
  -> [NameHit]
{
  var search = NameSearch(NameIndex(listed.map { Name($0) }))
  for (id, name) in people.enumerated() { search.add(Array(name.utf8)[...], id: Int32(id)) }
  return search.hits(leastLikeness: leastLikeness, leastScore: leastScore)
}

@Suite struct NameSearchTests {
  /// Few syllables, so that words meet often: in order and out of it, joined and apart, with forms and particles.
  private static func randomName(_ random: inout SplitMix64) -> String {
    let words = [
      "kim", "gim", "ri", "yi", "li", "jong", "chong", "jung", "un", "ho", "jin", "hojin", "chol", "mun",
      "pak", "al", "de", "bank",
      "trading", "Ltd", "corp", "j", "K.", "sergei", "sergey", "andreev", "andreyev", "mohammed", "muhamad",
      "39", "star", "ria",
      "Jong-un", "Le", "S.A.", "the", "Пак", "김",
    ]
    let count = Int.random(in: 1...5, using: &random)
    return (0..<count).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }.joined(
      separator: " ")
  }

  @Test(arguments: 0..<60)
  func `lookups find what comparing everything with everything finds`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let listed = (0..<30).map { _ in Self.randomName(&random) }
    let people = (0..<60).map { _ in Self.randomName(&random) }
    for (likeness, score) in [(0, -1_000), (850, 100)] {
      let slow = slowHits(people, listed, leastLikeness: likeness, leastScore: score)
      #expect(search(people, listed, leastLikeness: likeness, leastScore: score) == slow)
      #expect(!slow.isEmpty || likeness > 0, "a comparison of nothing proves nothing")
    }
  }

  /// Spellings published for one person. Source: UN Security Council, 1718 list, aliases of KPi.001 to KPi.065.
  @Test(arguments: [
    ("Yun Ho-chin", "YUN HO-JIN"), ("Ri Che-son", "RI JE-SON"), ("Pak Chang-Ho", "PAEK CHANG-HO"),
    ("Jang Myong-Jin", "CHANG MYONG-CHIN"),
    ("Ra Kyung-Su", "RA KY'ONG-SU"), ("Choe Chun Sik", "CH'OE CH'UN SIK"), ("Hyon Gwang Il", "HYON KWANG IL"),
    ("Jang Pom Su", "JANG BOM SU"),
    ("Kim Chung Chong", "KIM JUNG JONG"), ("Kim Young-Cheol", "KIM YONG CHOL"),
    ("Jang Chang Ha", "CHANG CHANG HA"),
    ("Jo Chun Ryong", "CHO CHUN RYONG"), ("Min Pyo’ng-ch’o’l", "MIN BYONG CHOL"),
    ("Paek Se Pong", "PAEK SE BONG"), ("Pak Do Chun", "PAK TO CHUN"),
    ("Chang-Su Han", "HAN JANG SU"),
  ])
  func `published spellings find each other`(alias: String, listed: String) {
    let hits = search([alias], [listed], leastScore: 180)
    #expect(hits.count == 1)
  }

  @Test(arguments: [
    ("Kim Se Yang", "Kim Se Un"), ("Park Jin Ho", "Park Jin Hyok"), ("Li Jiayi", "Li Jiadong"),
    ("Fortuna Design LLC", "Fortuna LLC"),
    ("First Capital Bank", "First Credit Bank"), ("Korea Development Bank", "Korea United Development Bank"),
    ("Jin Park", "Park Jin Hyok"),
    ("Vitaliy Petrov", "Vitaliy Andreyev"), ("Lazarus Books", "Lazarus Group"),
  ])
  func `a name that is only near finds nothing`(person: String, listed: String) {
    #expect(search([person], [listed], leastScore: 180) == [])
  }

  @Test func `the same words are a hit whatever they weigh`() {
    let people = (0..<400).map { "Kim \($0 % 2 == 0 ? "Chol" : "Il") x\($0)" } + ["Kim Chol"]
    let hits = search(people, ["Chol Kim"], leastScore: 180)
    #expect(hits.map(\.id) == [400] && hits.allSatisfy { $0.isSameWords && $0.likeness == 1000 })
    #expect(search(["Bluenoroff"], ["Bluenoroff"]).count == 1)
    #expect(search(["Bluenorof"], ["Bluenoroff"]).isEmpty, "one word is only found by itself")
  }

  @Test func `the score has no upper end and tells rare names from common ones`() {
    let listed = ["Kim Chol", "Ri Je Son", "Green Pine Associated Corporation Of The East Sea Fleet"]
    let crowd = (0..<2_000).map { "Kim Chol a\($0)b" }
    let scores = search(crowd + listed, listed).filter { $0.isSameWords }.map(\.score)
    #expect(scores.count == 3 && scores == scores.sorted() && Set(scores).count == 3)
    #expect(scores[2] > 600)
  }

  @Test func `bits are counted exactly`() {
    #expect(
      tenthsOfBits(1, over: 1) == 0 && tenthsOfBits(2, over: 1) == 10 && tenthsOfBits(1 << 40, over: 1) == 400
    )
    #expect(tenthsOfBits(3, over: 2) == 5 && tenthsOfBits(1_000_000, over: 3) == 183)
    for power in 1...40 { #expect(tenthsOfBits(1 << UInt64(power), over: 1) == power * 10) }
  }
}
