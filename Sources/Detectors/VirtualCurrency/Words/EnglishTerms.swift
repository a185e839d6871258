extension CryptoTerm {
  /// English words, and the codes that every language writes in Latin letters.
  ///
  /// Assets and networks: the currencies of the OFAC SDN list's "Digital Currency Address" feature and those that
  /// FinCEN's and Chainalysis's reports on DPRK information-technology workers name. Exchanges and wallets: the ones the
  /// same reports name, and the largest by volume.
  static let english: [CryptoTerm] =
    codes + names
    + weak(
      [
        "eth", "sol", "ton", "trx", "bnb", "dash", "near", "link", "xlm", "ada", "dot", "etc", "zec", "matic",
      ], .asset)
    + weak(["ether", "ripple", "avalanche", "cardano", "coin", "coins", "token", "tokens"], .asset)
    + weak(
      ["polygon", "tron", "arbitrum", "optimism", "base", "bsc", "arb", "op", "avax", "gas", "mainnet"],
      .network)
    + weak(["kraken", "gemini", "htx", "mexc", "gate", "exchange"], .exchange)
    + weak(["wallet", "phantom", "ledger", "exodus", "argent"], .wallet)

  private static let codes = [
    CryptoTerm(.english, "usdt", .asset, stable: true), CryptoTerm(.english, "usdc", .asset, stable: true),
    CryptoTerm(.english, "busd", .asset, stable: true), CryptoTerm(.english, "tusd", .asset, stable: true),
    CryptoTerm(.english, "fdusd", .asset, stable: true), CryptoTerm(.english, "pyusd", .asset, stable: true),
    CryptoTerm(.english, "dai", .asset, strong: false, stable: true),
    CryptoTerm(.english, "tether", .asset, strong: false, stable: true),
    CryptoTerm(.english, "btc", .asset), CryptoTerm(.english, "xbt", .asset),
    CryptoTerm(.english, "ltc", .asset),
    CryptoTerm(.english, "xmr", .asset), CryptoTerm(.english, "xrp", .asset),
    CryptoTerm(.english, "doge", .asset),
    CryptoTerm(.english, "trc20", .network), CryptoTerm(.english, "trc 20", .network),
    CryptoTerm(.english, "erc20", .network), CryptoTerm(.english, "erc 20", .network),
    CryptoTerm(.english, "bep20", .network), CryptoTerm(.english, "bep 20", .network),
    CryptoTerm(.english, "spl token", .network),
  ]

  private static let names =
    [
      "bitcoin", "bitcoins", "litecoin", "dogecoin", "monero", "ethereum", "solana", "crypto",
      "cryptocurrency",
    ]
    .map { CryptoTerm(.english, $0, .asset) }
    + ["cryptocurrencies", "virtual currency", "digital asset", "virtual asset"].map {
      CryptoTerm(.english, $0, .asset)
    }
    + ["stablecoin", "stablecoins", "usd coin"].map { CryptoTerm(.english, $0, .asset, stable: true) }
    + [
      "binance", "coinbase", "okx", "bybit", "kucoin", "huobi", "bitget", "bitfinex", "gate io", "crypto com",
    ]
    .map { CryptoTerm(.english, $0, .exchange) }
    + ["metamask", "trust wallet", "trustwallet", "tronlink", "trezor", "crypto wallet", "phantom wallet"]
    .map { CryptoTerm(.english, $0, .wallet) }
    + ["wallet address", "cold wallet", "hot wallet", "btc address", "eth address", "usdt address"]
    .map { CryptoTerm(.english, $0, .wallet) }

  private static func weak(_ words: [String], _ meaning: Meaning) -> [CryptoTerm] {
    words.map { CryptoTerm(.english, $0, meaning, strong: false) }
  }
}
