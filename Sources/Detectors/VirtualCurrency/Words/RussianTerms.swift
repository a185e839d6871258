extension CryptoTerm {
  /// Russian words, by their stems.
  ///
  /// Sources: Federal Law 259-FZ of 2020 on digital financial assets (цифровая валюта), the Bank of Russia's
  /// "Криптовалюты" report of 2022 (криптовалюта, стейблкоин), and everyday spelling of the codes.
  static let russian: [CryptoTerm] =
    terms(["биткоин*", "биткойн*", "криптовалют*", "эфириум*", "лайткоин*"], .asset)
    // Not the stem крипт*: криптография is another trade.
    + terms(["крипта", "крипту", "крипте", "крипты", "криптой", "крипто"], .asset)
    + terms(["стейблкоин*", "стейбл*", "усдт", "юсдт"], .asset, stable: true)
    + terms(["бинанс*", "байбит*", "коинбейс*"], .exchange)
    + terms(["криптокошел*", "метамаск*"], .wallet)
    + terms(["тезер*"], .asset, strong: false, stable: true)
    + terms(["монет*"], .asset, strong: false)
    + terms(["трон"], .network, strong: false)
    + terms(["бирж*"], .exchange, strong: false)
    + terms(["кошел*"], .wallet, strong: false)

  private static func terms(
    _ words: [String], _ meaning: Meaning, strong: Bool = true, stable: Bool = false
  ) -> [CryptoTerm] {
    words.map { CryptoTerm(.russian, $0, meaning, strong: strong, stable: stable) }
  }
}
