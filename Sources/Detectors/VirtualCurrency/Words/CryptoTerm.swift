/// A word of virtual currency in one language.
package struct CryptoTerm: Hashable, Sendable {
  package enum Language: String, CaseIterable, Sendable { case english, chinese, korean, russian }

  package enum Meaning: String, CaseIterable, Sendable { case asset, network, exchange, wallet }

  package let language: Language
  /// Lower case. A `*` at the end stands for any ending (Russian declines its nouns).
  package let text: String
  package let meaning: Meaning
  /// Whether the word means virtual currency by itself. `dash`, `ton` and `ledger` do not: they count in a field that
  /// can only name an asset or a network, or beside another word.
  package let isStrong: Bool
  /// Whether it names a currency whose price follows the dollar.
  package let isStable: Bool

  init(_ language: Language, _ text: String, _ meaning: Meaning, strong: Bool = true, stable: Bool = false) {
    self.language = language
    self.text = text
    self.meaning = meaning
    isStrong = strong
    isStable = stable
  }
}

extension CryptoTerm {
  /// Every word.
  package static let all: [CryptoTerm] = english + chinese + korean + russian
}
