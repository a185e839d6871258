import Foundation

/// The forms in which list values and warehouse values are compared.
enum Canonical {
  /// `?`: one character of any kind.
  static let anyOne = UInt8(ascii: "?")

  /// A list value in the form its matcher compares.
  static func value(_ text: String, _ matcher: ListMatcher) -> [UInt8] {
    var result: [UInt8] = []
    switch matcher {
    case .bicCountry, .bicPrefix, .country, .clearingCode, .accountNumber, .cardPrefix:
      code(text.utf8, into: &result)
    case .institutionName, .partyName, .weakName: name(Array(text.utf8)[...], into: &result)
    case .address: address(text.utf8, into: &result)
    case .endpointID, .accountID: result = Array(text.utf8)
    }
    return result
  }

  /// Codes and numbers: upper case, without spaces and hyphens. Replaces `result`. O(length).
  static func code(_ bytes: some Sequence<UInt8>, into result: inout [UInt8]) {
    result.removeAll(keepingCapacity: true)
    for byte in bytes where byte != UInt8(ascii: " ") && byte != UInt8(ascii: "-") {
      result.append(byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte - 32 : byte)
    }
  }

  /// Crypto addresses: outer spaces off, and hexadecimal ones of the EVM (`0x` and 40 digits) in lower case; every
  /// other form is case-sensitive. Replaces `result`. O(length).
  static func address(_ bytes: some Sequence<UInt8>, into result: inout [UInt8]) {
    result.removeAll(keepingCapacity: true)
    for byte in bytes where !(result.isEmpty && byte == UInt8(ascii: " ")) { result.append(byte) }
    while result.last == UInt8(ascii: " ") { result.removeLast() }
    guard result.count == 42, result[0] == UInt8(ascii: "0"), result[1] | 32 == UInt8(ascii: "x"),
      result[2...].allSatisfy({ isHexadecimal($0) })
    else { return }
    for place in result.indices where isLetter(result[place]) { result[place] |= 32 }
  }

  /// Names: words in lower case without accents, one space between them, everything else gone.
  ///
  /// Punctuation separates words, except apostrophes, which vanish (`Ch'oe` is `Choe`). Scripts that write no spaces
  /// (Han, kana) give one word per character, so the first words of 支付宝（中国） are those of 支付宝. Replaces
  /// `result`. O(length); ASCII takes no allocation.
  static func name(_ bytes: ArraySlice<UInt8>, into result: inout [UInt8]) {
    result.removeAll(keepingCapacity: true)
    var isBetweenWords = false
    for byte in bytes {
      if byte >= 128 {
        result.removeAll(keepingCapacity: true)
        unicodeName(String(decoding: bytes, as: UTF8.self), into: &result)
        return
      }
      if isAlphanumeric(byte) {
        if isBetweenWords && !result.isEmpty { result.append(UInt8(ascii: " ")) }
        result.append(isLetter(byte) ? byte | 32 : byte)
        isBetweenWords = false
      } else if byte != UInt8(ascii: "'") && byte != UInt8(ascii: "`") {
        isBetweenWords = true
      }
    }
  }

  private static func unicodeName(_ text: String, into result: inout [UInt8]) {
    var isBetweenWords = false
    func separate() {
      if isBetweenWords && !result.isEmpty { result.append(UInt8(ascii: " ")) }
      isBetweenWords = false
    }
    for scalar in text.decomposedStringWithCompatibilityMapping.unicodeScalars {
      switch scalar.value {
      case 0x0300...0x036F, 0x27, 0x60, 0x2018, 0x2019, 0x02BB, 0x02BC: continue
      case 0x2E80...0x2FDF, 0x3005, 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
        0x20000...0x3FFFF:
        isBetweenWords = true
        separate()
        result.append(contentsOf: String(scalar).utf8)
        isBetweenWords = true
      default:
        guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
          isBetweenWords = true
          continue
        }
        separate()
        let lower = scalar.properties.lowercaseMapping
        result.append(contentsOf: (withoutStroke[lower] ?? lower).utf8)
      }
    }
  }

  /// Letters that Unicode does not take apart into a base letter and a mark.
  private static let withoutStroke = [
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ς": "σ",
  ]

  /// The chain behind one of its many names; nil when the text names none, such as a token's ticker alone.
  static func network(_ text: String) -> String? {
    var word = String(decoding: text.lowercased().utf8.filter { isAlphanumeric($0) }, as: UTF8.self)
    for token in ["usdt", "usdc", "busd", "tusd", "dai"] {
      if word == token { return nil }
      if word.hasPrefix(token) {
        word.removeFirst(token.count)
      } else if word.hasSuffix(token) {
        word.removeLast(token.count)
      }
    }
    for ending in ["mainnet", "network", "blockchain"] where word.hasSuffix(ending) && word != ending {
      word.removeLast(ending.count)
    }
    return word.isEmpty ? nil : networks[word] ?? word
  }

  private static let networks: [String: String] = {
    let synonyms = [
      "bitcoin": "btc xbt", "ethereum": "eth erc20 ether", "tron": "trx trc20", "arbitrum": "arb arbitrumone",
      "bsc": "bep20 bnb bnbchain bnbsmartchain binancesmartchain binance", "polygon": "matic pol polygonpos",
      "solana": "sol spl", "litecoin": "ltc", "dogecoin": "doge xdg", "bitcoincash": "bch xbc",
      "bitcoinsv": "bsv", "bitcoingold": "btg", "ethereumclassic": "etc", "monero": "xmr", "zcash": "zec",
      "ripple": "xrp xrpl", "avalanche": "avax avaxc avalanchecchain", "optimism": "op", "stellar": "xlm",
      "verge": "xvg", "cardano": "ada",
    ]
    var names: [String: String] = [:]
    for (network, others) in synonyms {
      for other in others.split(separator: " ") { names[String(other)] = network }
    }
    return names
  }()

  static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 32) }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 32)
  }
}
