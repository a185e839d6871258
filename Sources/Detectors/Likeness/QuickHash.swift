import Window

// Hashes that the ways of writing one thing do not change: two texts that are compared as equal have one hash, and others
// hardly ever do, so that texts need to be taken apart only where hashes meet. A quick hash looks at bytes alone: every text
// beyond ASCII has one and the same, because marks on letters may be dropped in comparing. A whole hash compares those too.

extension TextTable {
  /// Of a name: case, separators and the order of words make no difference; 0 for null. See ``comparableName(_:)``.
  func nameHash(_ text: Text) -> UInt64 { text.isNone ? 0 : quickHash(ofName: utf8(text)) }

  /// Of an account number, e-mail, phone number, address or identifier: case and separators make no difference; 0 for
  /// null. See ``comparableIdentifier(_:)``.
  func identifierHash(_ text: Text) -> UInt64 { text.isNone ? 0 : quickHash(ofIdentifier: utf8(text)) }

  /// ``nameHash(_:)`` of the name as compared.
  func wholeNameHash(_ text: Text) -> UInt64 {
    let quick = nameHash(text)
    if quick != quickHashBeyondASCII { return quick }
    return comparableName(String(decoding: utf8(text), as: UTF8.self)).reduce(1) { sum, word in
      sum &+ mixed(word.utf8.reduce(seed, step))
    }
  }

  /// ``identifierHash(_:)`` of the text in lower case.
  func wholeIdentifierHash(_ text: Text) -> UInt64 {
    let quick = identifierHash(text)
    if quick != quickHashBeyondASCII { return quick }
    let lower = String(decoding: utf8(text), as: UTF8.self).lowercased()
    return mixed(lower.utf8.compactMap(foldedByte).reduce(seed, step))
  }
}

extension DetailKey {
  /// Equal for every text that gives this key.
  var quickHash: UInt64 {
    switch kind {
    case .name: Detectors.quickHash(ofName: value.utf8)
    case .number: Detectors.quickHash(ofIdentifier: value.prefix { $0 != "@" }.utf8)
    case .endpoint, .address, .email, .phone: Detectors.quickHash(ofIdentifier: value.utf8)
    }
  }
}

/// The hash of every text that is not ASCII.
let quickHashBeyondASCII: UInt64 = 7

/// O(length).
@inline(__always)
func quickHash(ofIdentifier text: some Sequence<UInt8>) -> UInt64 {
  var hash = seed
  for byte in text {
    if byte >= 128 { return quickHashBeyondASCII }
    hash = foldedByte(byte).map { step(hash, $0) } ?? hash
  }
  return mixed(hash)
}

/// The sum of its words' hashes. An apostrophe parts no word. O(length).
@inline(__always)
func quickHash(ofName text: some Sequence<UInt8>) -> UInt64 {
  var (sum, word) = (UInt64(1), seed)
  for byte in text {
    if byte >= 128 { return quickHashBeyondASCII }
    if let folded = foldedByte(byte) {
      word = step(word, folded)
    } else if byte != UInt8(ascii: "'"), word != seed {
      sum &+= mixed(word)
      word = seed
    }
  }
  return word == seed ? sum : sum &+ mixed(word)
}

/// FNV-1a.
private let seed: UInt64 = 0xCBF2_9CE4_8422_2325

@inline(__always)
private func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }

private func mixed(_ hash: UInt64) -> UInt64 {
  let product = hash &* 0x9E37_79B9_7F4A_7C15
  return product ^ product >> 32
}
