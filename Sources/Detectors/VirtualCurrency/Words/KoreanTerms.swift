extension CryptoTerm {
  /// Korean words.
  ///
  /// Sources: the Act on the Protection of Virtual Asset Users of 2023 (가상자산), the FSC's earlier terms (가상통화,
  /// 암호화폐), and the names under which the licensed exchanges trade.
  static let korean: [CryptoTerm] =
    terms(["비트코인", "이더리움", "라이트코인", "모네로", "리플코인"], .asset)
    + terms(["가상화폐", "가상자산", "가상통화", "암호화폐", "암호자산"], .asset)
    + terms(["스테이블코인", "유에스디티"], .asset, stable: true)
    + terms(["업비트", "빗썸", "바이낸스", "코인베이스", "코인원"], .exchange)
    + terms(["지갑 주소", "지갑주소", "코인 지갑", "코인지갑", "메타마스크"], .wallet)
    // 코인 is also a laundry's coin, 테더 a leash, 일렉트론 holds 트론.
    + terms(["테더"], .asset, strong: false, stable: true)
    + terms(["코인"], .asset, strong: false)
    + terms(["트론"], .network, strong: false)
    + terms(["거래소"], .exchange, strong: false)
    + terms(["지갑"], .wallet, strong: false)

  private static func terms(
    _ words: [String], _ meaning: Meaning, strong: Bool = true, stable: Bool = false
  ) -> [CryptoTerm] {
    words.map { CryptoTerm(.korean, $0, meaning, strong: strong, stable: stable) }
  }
}
