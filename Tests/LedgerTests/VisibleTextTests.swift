import Ledger
import Testing

struct VisibleTextTests {
  @Test func `ordinary text of any script stays as it is`() {
    for text in ["", "Bea Liu", "欧易", "O’Neill — Søn", "김 상용", "🙂", "\u{301}e"] {
      #expect(text.visible == text)
    }
  }

  @Test(arguments: [
    ("\u{1B}[31m", "\\u{1B}[31m"), ("a\r\nb", "a\\u{D}\\u{A}b"), ("\u{202E}evil", "\\u{202E}evil"),
    ("\u{9B}2J", "\\u{9B}2J"), ("\u{2028}", "\\u{2028}"), ("\u{200B}", "\\u{200B}"), ("\u{7F}", "\\u{7F}"),
  ]) func `what would steer a terminal becomes a number`(text: String, visible: String) {
    #expect(text.visible == visible)
  }
}
