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
  package var sanctionedAddresses: Set<String> = []

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
