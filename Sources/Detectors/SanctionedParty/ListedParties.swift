import Detection
import Ledger
import Names
import Window

/// An account, or an endpoint nobody registered, and one listed party that it may be or deal with.
struct ListedSuspect {
  /// One thing by which they meet.
  struct Sighting {
    enum Kind {
      case name(NameMatch)
      case identifier
      case range
    }

    let kind: Kind
    /// The account itself or an endpoint of it; nil for an address in a request or a change.
    let party: Party?
    let evidence: RecordEvidence
  }

  let subject: Party
  /// The words of the listed party's main name, sorted: the same from list to list and version to version.
  let listedParty: String
  fileprivate(set) var sightings: [Sighting] = []

  /// Parties by which it is known.
  var parties: [Party] { sightings.compactMap(\.party) }
  var matches: [NameMatch] {
    sightings.compactMap { if case .name(let match) = $0.kind { match } else { nil } }
  }
  var hasIdentifier: Bool { sightings.contains { if case .identifier = $0.kind { true } else { false } } }
  var isInRange: Bool { sightings.contains { if case .range = $0.kind { true } else { false } } }

  /// What was seen, each record once.
  var records: [RecordEvidence] {
    var records: [RecordEvidence] = []
    for evidence in sightings.map(\.evidence)
    where !records.contains(where: {
      $0.relation == evidence.relation && $0.recordID == evidence.recordID
    }) {
      records.append(evidence)
    }
    return records
  }

  /// The same without the names that do not count.
  func counting(_ counts: (NameMatch) -> Bool) -> ListedSuspect {
    var suspect = self
    suspect.sightings = sightings.filter {
      if case .name(let match) = $0.kind { counts(match) } else { true }
    }
    return suspect
  }
}

/// Everybody in a scope whom sanctions lists name or seem to name.
struct ListedParties {
  /// Ascending by (subject, listed party), bytewise.
  private(set) var suspects: [ListedSuspect] = []

  private struct Key: Hashable {
    let subject: Party
    let listedParty: String
  }

  private var byKey: [Key: ListedSuspect] = [:]
  private let window: Window
  private let scope: Scope

  /// O(parties that match + requests + changes).
  init(_ scope: Scope, _ settings: Settings) {
    self.scope = scope
    window = scope.window
    for (party, matches) in window.classification.nameMatches.sorted(by: { $0.key < $1.key })
    where exists(party) {
      let isAsked = window.parties.owner(party) == scope.asked
      for match in matches
      where isAsked || SanctionedParty.counts(match, settings).contains(where: { $0.allSatisfy(\.isMet) }) {
        add(match, of: party)
      }
    }
    for (party, match) in window.classification.match.sorted(by: { $0.key < $1.key })
    where window.classification.sinkClass(party) == .sanctioned && exists(party) {
      add(match, of: party)
    }
    if !window.classification.sanctionedAddresses.isEmpty { readAddresses() }
    suspects = byKey.values.sorted {
      ([window.id($0.subject), $0.listedParty]).lexicographicallyPrecedes(
        [window.id($1.subject), $1.listedParty], by: precedesBytewise)
    }
  }

  /// Whether the party was there, and not gone before the view began.
  private func exists(_ party: Party) -> Bool {
    if let account = window.parties.account(party) {
      return account.openedAt.map { $0 < scope.asOf } ?? true
        && account.closedAt.map { $0 >= scope.from } ?? true
    }
    return window.parties.endpoint(party)?.addedAt.map { $0 < scope.asOf } ?? true
  }

  private mutating func add(_ match: NameMatch, of party: Party) {
    let whose = match.field == .holder ? "holder's name" : "institution's name"
    let isListed = match.isSameWords ? "is" : "is like"
    let kind = match.isWeakAlias ? "weak alias of " : match.alias == match.name ? "" : "alias of "
    let evidence = record(
      of: party,
      "The \(whose) \(isListed) \(match.alias), \(kind.isEmpty ? "" : kind + match.name + ", ")on \(match.list)."
    )
    see(
      match.name, of: window.parties.owner(party),
      ListedSuspect.Sighting(kind: .name(match), party: party, evidence: evidence))
  }

  /// What the lists recognised exactly. A name of a party is told by its likeness already.
  private mutating func add(_ match: ListMatch, of party: Party) {
    let isIdentifier = match.isExact || match.matcher == "bic_prefix"
    if !isIdentifier && match.matcher == "party_name" && window.classification.nameMatches[party] != nil {
      return
    }
    let evidence = record(
      of: party, "It is \(match.name) by its \(match.matcher.replacing("_", with: " ")), on \(match.list).")
    see(
      match.name, of: window.parties.owner(party),
      ListedSuspect.Sighting(kind: isIdentifier ? .identifier : .range, party: party, evidence: evidence))
  }

  private mutating func see(_ name: String, of subject: Party, _ sighting: ListedSuspect.Sighting) {
    let key = Key(subject: subject, listedParty: Self.words(of: name))
    byKey[key, default: ListedSuspect(subject: subject, listedParty: key.listedParty)].sightings.append(
      sighting)
  }

  private func record(of party: Party, _ summary: String) -> RecordEvidence {
    let account = window.parties.account(party)
    return RecordEvidence(
      relation: account == nil ? .endpoints : .accounts, recordID: window.id(party),
      at: account?.openedAt ?? window.parties.endpoint(party)?.addedAt ?? Instant(micros: 0), summary: summary
    )
  }

  /// Listed addresses that somebody asked to be paid at, or changed to, whether they are an endpoint or not.
  private mutating func readAddresses() {
    for row in scope.requests {
      let request = window.payoutRequests[row]
      guard let match = listed(request.address) else { continue }
      see(
        match.name, of: request.account,
        ListedSuspect.Sighting(
          kind: .identifier, party: nil,
          evidence: RecordEvidence(
            relation: .payoutRequests, recordID: window.text(request.id) ?? "", at: request.requestedAt,
            summary:
              "\(window.id(request.account)) asked to be paid at an address of \(match.name), on \(match.list)."
          )))
    }
    for row in scope.changes where window.detailChanges[row].field == .wallet {
      let change = window.detailChanges[row]
      guard let match = listed(change.newValue) else { continue }
      see(
        match.name, of: change.account,
        ListedSuspect.Sighting(
          kind: .identifier, party: nil,
          evidence: RecordEvidence(
            relation: .paymentDetailChanges, recordID: window.text(change.id) ?? "", at: change.changedAt,
            summary: "\(window.id(change.account)) changed to an address of \(match.name), on \(match.list).")
        ))
    }
  }

  private func listed(_ text: Text) -> ListMatch? {
    guard let written = window.text(text)?.trimmed else { return nil }
    let isHexadecimal = written.utf8.count == 42 && (written.hasPrefix("0x") || written.hasPrefix("0X"))
    return window.classification.sanctionedAddresses[isHexadecimal ? written.lowercased() : written]
  }

  /// `SONG, Kum Hyok` and `Kum Hyok SONG` as one text.
  private static func words(of listedName: String) -> String {
    let name = Name(listedName)
    let words = name.words.map { String(decoding: name.letters(of: $0), as: UTF8.self) }
    return words.isEmpty ? listedName : words.sorted(by: precedesBytewise).joined(separator: " ")
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
