import TestSupport
import Testing
import Window

@Suite struct TextTableTests {
  @Test func `it agrees with a dictionary on random bytes`() {
    var random = SplitMix64(seed: 41)
    var table = TextTable()
    var twin: [[UInt8]: Int32] = [:]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...4, using: &random)).map { _ in
        UInt8.random(in: 0...9, using: &random)
      }
      #expect(table.find(bytes)?.index == twin[bytes])
      let (text, isNew) = table.insert(bytes)
      #expect(isNew == (twin[bytes] == nil))
      #expect(text.index == twin[bytes, default: Int32(twin.count)])
      twin[bytes] = text.index
      #expect(table.utf8(text).elementsEqual(bytes))
    }
    #expect(table.count == twin.count)
    #expect(twin.allSatisfy { table.find($0.key)?.index == $0.value })
  }

  @Test func `long texts and whole bytes are kept as they are`() {
    var random = SplitMix64(seed: 42)
    var table = TextTable()
    let texts = (0..<2_000).map { _ in
      (0..<Int.random(in: 0...300, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    let handles = texts.map { table.insert($0).text }
    #expect(zip(texts, handles).allSatisfy { table.utf8($1).elementsEqual($0) })
    #expect(table.count == Set(texts).count)
  }

  @Test func `null is none and the empty text is a text`() {
    var table = TextTable()
    #expect(table.insert(nil as String?) == .none)
    #expect(table[.none] == nil)
    let empty = table.insert("")
    #expect(!empty.isNone && table[empty] == "")
    #expect(table.count == 1)
  }

  @Test func `two spellings of one accented letter are two texts`() {
    var table = TextTable()
    #expect(table.insert("\u{E9}") != table.insert("e\u{301}"))
  }

  @Test func `order is by bytes, not by alphabet`() {
    var table = TextTable()
    let texts = ["a", "B", "", "ä", "aa", "\u{10FFFF}", "10", "9"].map { table.insert($0) }
    let sorted = texts.sorted { table.precedes($0, $1) }.map { table[$0] }
    #expect(sorted == ["", "10", "9", "B", "a", "aa", "ä", "\u{10FFFF}"])
  }
}
