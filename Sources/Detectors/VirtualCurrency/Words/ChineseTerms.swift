extension CryptoTerm {
  /// Chinese words, simplified and traditional.
  ///
  /// Sources: the PBoC and ten ministries' notice of 24 September 2021 on virtual-currency trading (虚拟货币), the Hong
  /// Kong SFC's and Taiwan FSC's terms for virtual assets (虛擬資產), and the Chinese pages of the projects themselves.
  static let chinese: [CryptoTerm] =
    terms(["比特币", "比特幣", "以太坊", "以太币", "以太幣", "莱特币", "萊特幣", "门罗币", "門羅幣"], .asset)
    + terms(["虚拟货币", "虛擬貨幣", "加密货币", "加密貨幣", "数字货币", "數字貨幣", "虛擬資產", "虚拟资产"], .asset)
    + terms(["泰达币", "泰達幣", "稳定币", "穩定幣"], .asset, stable: true)
    + terms(["波场", "波場", "提币", "提幣", "币安链", "幣安鏈"], .network)
    + terms(["币安", "幣安", "火币", "火幣", "欧易", "歐易"], .exchange)
    + terms(["加密钱包", "加密錢包", "冷钱包", "冷錢包", "钱包地址", "錢包地址"], .wallet)
    + terms(["交易所"], .exchange, strong: false)
    // 微信钱包 is an e-wallet.
    + terms(["钱包", "錢包"], .wallet, strong: false)

  private static func terms(
    _ words: [String], _ meaning: Meaning, strong: Bool = true, stable: Bool = false
  ) -> [CryptoTerm] {
    words.map { CryptoTerm(.chinese, $0, meaning, strong: strong, stable: stable) }
  }
}
