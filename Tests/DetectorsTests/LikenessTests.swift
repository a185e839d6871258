import Detectors
import Testing

@Suite struct LikenessTests {
  /// Winkler's own examples, to three decimals.
  @Test(arguments: [
    ("MARTHA", "MARHTA", 961), ("DWAYNE", "DUANE", 840), ("DIXON", "DICKSONX", 813), ("ABC", "ABC", 1000),
    ("ABC", "XYZ", 0), ("", "", 1000), ("A", "", 0),
  ])
  func `Jaro-Winkler agrees with its published examples`(_ left: String, _ right: String, _ perMille: Int64) {
    #expect(jaroWinkler(left, right) == perMille)
    #expect(jaroWinkler(right, left) == perMille)
  }

  @Test(arguments: [("kitten", "sitting", 3), ("1234", "1243", 2), ("", "abc", 3), ("same", "same", 0)])
  func `edit distance counts single characters`(_ left: String, _ right: String, _ distance: Int) {
    #expect(editDistance(left, right) == distance)
  }

  @Test func `names are compared without marks, case and order`() {
    #expect(comparableName("José  Ángel O'Brien") == ["angel", "jose", "obrien"])
    #expect(comparableName("KIM, Jae-Ho") == comparableName("jae ho kim"))
    #expect(comparableName("Groß") == ["gross"])
    #expect(comparableName("Łukasz Ørsted") == ["lukasz", "orsted"])
    #expect(comparableName("Иванов") == ["иванов"])
    #expect(comparableName(" - ").isEmpty)
  }

  @Test func `identifiers are compared without separators`() {
    #expect(comparableIdentifier("DE44 5001-0517") == comparableIdentifier("de4450010517"))
  }

  @Test func `evenness is decided exactly at its bound`() {
    // 95 and 105: mean 100, deviation 5, coefficient of variation exactly 0.05.
    #expect(!Regularity.isEven([95, 105], below: 50))
    #expect(Regularity.isEven([95, 105], below: 51))
    #expect(Regularity.isEven([7, 7, 7], below: 1))
    #expect(!Regularity.isEven([7], below: 50))
    #expect(!Regularity.isEven([0, 0], below: 50))
    #expect(!Regularity.isEven([.max, .max], below: 50), "too large to square is not even, and no crash")
  }

  @Test(arguments: [
    ("Raiffeisen Bank UA046267679327561218886708570", "Raiffeisen Bank …8570"),
    ("MEXC 530150202", "MEXC …0202"),
    ("bank", "bank"), ("Bank 1", "Bank 1"), ("0x52908400098527886E0F7030069857D2E4169EE7", "…9EE7"),
    ("qzrwplkjhgfdsamnbvcxztyuio", "…yuio"), ("", ""), ("a  b", "a  b"),
  ])
  func `a number inside a text is masked, words are not`(_ text: String, _ masked: String) {
    #expect(maskedNumbers(in: text) == masked)
  }
}
