package import Ledger

/// What the lists say of every party: which are sinks, which are stop nodes, and by which list entry.
package struct Classification: Sendable {
  /// Rank of the sink class of party `p` (``SinkClass/rank``), or `notSink`.
  package var rank: [UInt8]
  /// Whether money is not followed through party `p`.
  package var isStop: [Bool]
  /// What matched, for evidence: name as the list has it, and the list's name and version.
  package var match: [Party: ListMatch] = [:]
  /// Addresses on sanctions lists, whether an endpoint has them or not: EVM and bech32 in lower case, base58 as
  /// written.
  package var sanctionedAddresses: [String: ListMatch] = [:]
  /// Sanctions-listed names that a party's holder or institution bears or resembles, the best first; parties without any
  /// are not in it. Unlike ``match`` they make nobody a sink: whoever looks at them decides what a likeness is worth.
  package var nameMatches: [Party: [NameMatch]] = [:]

  package static let notSink: UInt8 = 255

  package init(parties: Int) {
    rank = Array(repeating: Self.notSink, count: parties)
    isStop = Array(repeating: false, count: parties)
  }

  /// The sink class of a party, or nil. O(1).
  package func sinkClass(_ party: Party) -> SinkClass? {
    let rank = rank[Int(party)]
    return rank == Self.notSink ? nil : SinkClass.allCases[Int(rank)]
  }
}

/// Why a party is classified.
package struct ListMatch: Sendable, Hashable {
  /// How it was recognised, such as `bic_country`.
  package var matcher: String
  /// The institution or person the list names.
  package var name: String
  /// List and version, such as `starter 2026-11-21`.
  package var list: String
  /// Whether the entry is an exact identifier (address, endpoint, account) rather than a name or a range.
  package var isExact: Bool
  /// `PRC` where the list documents that linkage of an exchange or wallet.
  package var linkage: String?

  package init(matcher: String, name: String, list: String, isExact: Bool, linkage: String? = nil) {
    self.matcher = matcher
    self.name = name
    self.list = list
    self.isExact = isExact
    self.linkage = linkage
  }
}

/// A name of a party that is like one on a sanctions list.
package struct NameMatch: Sendable, Hashable {
  /// Whose name it is.
  package enum Field: String, Sendable { case holder, institution }

  package var field: Field
  /// The listed name or alias that is alike, as the list writes it.
  package var alias: String
  /// The listed party's main name.
  package var name: String
  /// List and version, such as `starter 2026-11-21`.
  package var list: String
  /// How surprising the likeness is between strangers, in tenths of a bit; it has no upper bound.
  package var score: Int
  /// How much of both names is in common, in per mille.
  package var likeness: Int
  /// Whether both are the same words, letter for letter, in any order.
  package var isSameWords: Bool
  /// Whether the name is one word, as `Andariel` is.
  package var isOneWord: Bool
  /// Whether the publisher itself calls the alias weak.
  package var isWeakAlias: Bool

  package init(
    field: Field, alias: String, name: String, list: String, score: Int, likeness: Int, isSameWords: Bool,
    isOneWord: Bool = false, isWeakAlias: Bool = false
  ) {
    self.field = field
    self.alias = alias
    self.name = name
    self.list = list
    self.score = score
    self.likeness = likeness
    self.isSameWords = isSameWords
    self.isOneWord = isOneWord
    self.isWeakAlias = isWeakAlias
  }
}
