/// What a payee's message, or the remittance information of a payment, says about virtual currency.
package struct FreeText: Hashable, Sendable {
  /// Addresses that count: with a checksum, or beside a word of virtual currency.
  package private(set) var addresses: [CryptoAddress] = []
  /// Terms that count, in order, each once.
  package private(set) var terms: [CryptoTerm] = []
  /// Whether it asks to be paid in virtual currency.
  package private(set) var isRequest = false

  /// Where the text was written: a message is the payee's own; remittance information may be about anything.
  package enum Place: Sendable { case message, reference }

  /// Bytes between two words that are taken as one thought.
  private static let reach = 60

  /// Reads a text. O(n).
  package init(_ text: String, in place: Place, vocabulary: Vocabulary = .standard) {
    let text = text.folded
    let words = Words(text)
    let hits = vocabulary.hits(in: words)
    let strong = hits.filter(\.term.isStrong)
    for hit in AddressScanner.hits(in: text.utf8) {
      let hasWordNear = strong.contains { abs($0.offset - hit.offset) <= Self.reach }
      switch hit.address.scheme {
      case _ where hit.address.isChecksummed: addresses.append(hit.address)
      case .evm where place == .message || hasWordNear: addresses.append(hit.address)
      case _ where hasWordNear: addresses.append(hit.address)
      default: break
      }
    }
    for hit in strong.isEmpty && addresses.isEmpty ? [] : hits where !terms.contains(hit.term) {
      terms.append(hit.term)
    }
    isRequest = !addresses.isEmpty || Self.asks(hits, strong, words, place)
  }

  /// Where somebody wants money sent: a strong asset beside a place to send it, or one that is asked for in words.
  private static func asks(
    _ hits: [Vocabulary.Hit], _ strong: [Vocabulary.Hit], _ words: Words, _ place: Place
  ) -> Bool {
    let assets = strong.filter { $0.term.meaning == .asset }
    let venues = strong.filter { $0.term.meaning != .asset }
    if place == .reference {
      return assets.contains { asset in
        venues.contains { $0.term.meaning != .exchange && abs($0.offset - asset.offset) <= reach }
      }
    }
    if assets.contains(where: { asset in venues.contains { abs($0.offset - asset.offset) <= reach } }) {
      return true
    }
    return strong.contains { isAskedFor($0, in: words) }
  }

  /// `pay me in bitcoin`, `USDT payment`, `через Binance оплатить`, `用USDT付款`.
  private static func isAskedFor(_ hit: Vocabulary.Hit, in words: Words) -> Bool {
    let isParticleBefore = hit.word > 0 && PaymentWords.particles.contains(words.all[hit.word - 1].text)
    for (place, word) in words.all.enumerated() {
      let isNear = abs(word.offset - hit.offset) <= reach
      if word.isUnspaced {
        if isNear && PaymentWords.unspaced.contains(where: { word.text.firstOffset(of: $0) != nil }) {
          return true
        }
      } else if isNear && isPayment(word.text) {
        // A stablecoin is hardly ever the work; Ethereum often is: "payment for a bug in an Ethereum client".
        if isParticleBefore && (hit.term.isStable || abs(place - hit.word) <= 4) { return true }
        if (hit.word - 2..<hit.word).contains(place) { return true }
        if hit.term.isStable && place == hit.word + 1 { return true }
      }
    }
    return false
  }

  private static func isPayment(_ word: String) -> Bool {
    PaymentWords.spaced.contains { $0.hasSuffix("*") ? word.hasPrefix($0.dropLast()) : word == $0 }
  }
}
