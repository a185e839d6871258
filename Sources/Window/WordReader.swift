import Ledger

/// A closed set of words, read without making a `String` for each row: every word of the contract fits sixteen bytes.
///
/// Rows have their words at random, so a word is found by where it must stand, not by one comparison after the other.
struct WordReader<W: ContractWord>: Sendable {
  private struct Slot: Sendable {
    var packed: UInt128 = 0
    /// Bytes of the word; -1 for a free slot.
    var count = -1
    var word: W?
  }

  /// Open addressing with linear probing.
  private let slots: [Slot]

  init() {
    var slots = Array(repeating: Slot(), count: 64)
    for word in W.allCases {
      let utf8 = Array(word.rawValue.utf8)
      let packed = packed(utf8.span, 0, utf8.count)
      var slot = Self.slot(packed)
      while slots[slot].count >= 0 { slot = (slot + 1) & 63 }
      slots[slot] = Slot(packed: packed, count: utf8.count, word: word)
    }
    self.slots = slots
  }

  @inline(__always)
  private static func slot(_ packed: UInt128) -> Int {
    let (low, high) = (UInt64(truncatingIfNeeded: packed), UInt64(truncatingIfNeeded: packed >> 64))
    return Int(((low ^ high &* 31) &* 0x9E37_79B9_7F4A_7C15) >> 58)
  }

  /// The word in a cell, nil for null. Throws for what is none of the set.
  func read(_ row: SourceRow, _ column: Int, _ columns: [ContractColumn]) throws(Fault) -> W? {
    guard let place = row.text(column) else { return nil }
    return try read(row.batch.bytes, place, columns[column].name)
  }

  /// The same, of a text. O(1) expected.
  @inline(__always)
  func read(_ bytes: [UInt8], _ place: RowBatch.TextPlace, _ column: String) throws(Fault) -> W {
    let (low, high) = (place.start, place.end)
    let (text, slots) = (packed(bytes.span, low, high), slots.span)
    var slot = Self.slot(text)
    while slots[slot].count >= 0 {
      if slots[slot].packed == text && slots[slot].count == high - low, let word = slots[slot].word {
        return word
      }
      slot = (slot + 1) & 63
    }
    throw Fault(column, .unknownWord, String(decoding: bytes[low..<min(high, low + 40)], as: UTF8.self))
  }
}

/// The closed sets of the source contract.
struct ContractWords {
  let holderType = WordReader<HolderType>()
  let role = WordReader<AccountRole>()
  let accountStatus = WordReader<AccountStatus>()
  let endpointKind = WordReader<EndpointKind>()
  let transactionKind = WordReader<TransactionKind>()
  let transactionStatus = WordReader<TransactionStatus>()
  let method = WordReader<PayoutMethod>()
  let field = WordReader<DetailField>()
  let authorisationKind = WordReader<AuthorisationKind>()
  let eventKind = WordReader<PlatformEventKind>()
}
