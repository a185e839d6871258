import TestSupport
import Testing

@testable import Window

@Suite struct ShortTextsTests {
  /// Texts of 0 to 18 bytes, numbers and UUIDs in their text form, of a few letters: many are alike or begin alike.
  private func text(_ random: inout SplitMix64) -> [UInt8] {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return TextKey.utf8(ofUUID: UInt128.random(in: 0...300, using: &random) << 60)
    case 1:
      let scale = [1, 1 << 45].randomElement(using: &random) ?? 1
      return Array(String(Int.random(in: -100...400, using: &random) * scale).utf8)
    default:
      return (0..<Int.random(in: 0...18, using: &random)).map { _ in
        [0, 65, 255].randomElement(using: &random) ?? 0
      }
    }
  }

  @Test(arguments: 0..<12) func `it agrees with a dictionary`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var (places, known): (ShortTexts, [[UInt8]: Int32]) = (ShortTexts(), [:])
    for turn in 0..<3000 as Range<Int32> {
      let text = text(&random)
      let key = ShortKey(TextKey(text, 0, text.count), in: text)
      let isShort =
        Int64(String(decoding: text, as: UTF8.self)) == nil && (text.count <= 16 || text.count == 36)
      #expect(key.isNone == !isShort)
      if key.isNone { continue }
      #expect(places.place(of: key) == known[text] ?? -1)
      if known[text] == nil {
        places.put(turn, at: key)
        known[text] = turn
      }
    }
    #expect(known.count > 300)
  }

  /// Identifiers and other texts, long and short, in one table: the handles are those of a dictionary.
  @Test(arguments: 0..<12) func `a table looks up whole columns as it does one text`(seed: UInt64) {
    var random = SplitMix64(seed: 100 + seed)
    var (table, known): (TextTable, [[UInt8]: Text]) = (TextTable(), [:])
    for turn in 0..<40 {
      let texts = (0..<90).map { _ in Int.random(in: 0..<9, using: &random) == 0 ? nil : text(&random) }
      let batch = RowBatch(count: texts.count, columns: [.texts(texts)])
      #expect(table.find(batch, column: 0) == texts.map { $0.flatMap { known[$0]?.index } ?? -1 })
      let handles = table.insert(batch, column: 0, areIdentifiers: (turn + Int(seed)) % 3 > 0)
      for (text, handle) in zip(texts, handles) {
        guard let text else {
          #expect(handle.isNone)
          continue
        }
        #expect(known[text] ?? handle == handle && table.find(text) == handle)
        known[text] = handle
      }
    }
    #expect(table.count == known.count && Set(known.values).count == known.count)
  }

  @Test(arguments: 0..<20) func `hashes of ids that come more than once are found`(seed: UInt64) {
    var random = SplitMix64(seed: 200 + seed)
    var repeated = RepeatedIDs()
    var (texts, hashes): (Set<[UInt8]>, Set<UInt64>) = ([], [])
    var (textsTwice, hashesTwice): (Set<UInt64>, Set<UInt64>) = ([], [])
    for _ in 0..<Int.random(in: 0...1200, using: &random) {
      let text = text(&random)
      let key = TextKey(text, 0, text.count)
      // Few different first halves of a hash, which bring many together.
      let hash = key.hash(text) & (seed % 2 == 0 ? .max : 7 << 61 | 0xFFFF_FFFF)
      repeated.append(key, hash: hash)
      if !texts.insert(text).inserted { textsTwice.insert(hash) }
      if !hashes.insert(hash).inserted { hashesTwice.insert(hash) }
    }
    let found = repeated.hashes()
    #expect(textsTwice.isSubset(of: found) && found.isSubset(of: hashesTwice))
  }
}
