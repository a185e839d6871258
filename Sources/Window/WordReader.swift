import Ledger

/// A closed set of words, read without making a `String` for each row: every word of the contract fits sixteen bytes.
struct WordReader<W: ContractWord> {
  private let words = W.allCases.map { word in
    let utf8 = Array(word.rawValue.utf8)
    return (packed: packed(utf8.span, 0, utf8.count), count: utf8.count, word: word)
  }

  /// The word in a cell, nil for null. Throws for what is none of the set.
  func read(_ row: SourceRow, _ column: Int, _ columns: [ContractColumn]) throws(Fault) -> W? {
    guard case .texts(let places) = row.batch.columns[column] else { return nil }
    return try read(row.batch.bytes, places[row.row], columns[column].name)
  }

  /// The same, of a text. O(words).
  @inline(__always)
  func read(_ bytes: [UInt8], _ place: RowBatch.TextPlace, _ column: String) throws(Fault) -> W? {
    if place.end < 0 { return nil }
    let (low, high) = (Int(place.start), Int(place.end))
    let text = packed(bytes.span, low, high)
    for word in words where word.packed == text && word.count == high - low { return word.word }
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
