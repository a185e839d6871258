import Ledger

/// A subject of a report: a person or organisation, with what the warehouse knows of their accounts.
struct Suspect: Equatable {
  /// Nil where the warehouse has no name.
  let name: String?
  let isEntity: Bool
  /// Whether person or organisation was told by the name alone.
  let isKindGuessed: Bool
  let role: PartyRole
  /// Their account with the filer.
  var account: CaseParty?
  /// Endpoints in evidence that are theirs.
  var endpoints: [CaseParty] = []
  var pays = false
  var receives = false

  /// What the narrative calls them.
  var label: String { name ?? account?.label ?? endpoints.first?.label ?? "an unnamed party" }
}

extension CaseRecord {
  /// Who is reported: subjects, intermediaries and recipients, never payers. Accounts and endpoints of one holder are one
  /// suspect; an endpoint in another name than its registrant's is that other holder's. O(parties · evidence).
  func suspects(_ roles: [String: PartyRole]) -> [Suspect] {
    let suspected = parties.filter { party in
      (roles[party.id] ?? .mentioned) <= .recipient && party.account?.role != .platform
    }.sorted { (roles[$0.id] ?? .mentioned, $0.id) < (roles[$1.id] ?? .mentioned, $1.id) }
    var found: [String: Suspect] = [:]
    var order: [String] = []
    for party in suspected {
      let role = roles[party.id] ?? .mentioned
      let owner = party.endpoint.flatMap { $0.accountID }.flatMap { self.party($0) }
      if let owner, roles[owner.id] == .payer || owner.account?.role == .platform { continue }
      let holder = party.endpoint == nil ? party : isSameHolder(party, owner) ? owner ?? party : party
      let name = FormText.name(holder.name)
      let key =
        holder.account != nil
        ? "account \(holder.id)" : name.map { "name \(folded($0))" } ?? "party \(party.id)"
      if found[key] == nil {
        order.append(key)
        let type = holder.account?.holderType
        found[key] = Suspect(
          name: name, isEntity: type.map { $0 == .organisation } ?? looksLikeOrganisation(name ?? ""),
          isKindGuessed: type == nil && name != nil, role: role, account: holder.account == nil ? nil : holder
        )
      }
      if party.endpoint != nil { found[key]?.endpoints.append(party) }
    }
    return order.compactMap { found[$0] }.map(directed)
  }

  private func isSameHolder(_ endpoint: CaseParty, _ owner: CaseParty?) -> Bool {
    guard let owner else { return false }
    guard let name = FormText.name(endpoint.name) else { return true }
    return folded(name) == folded(owner.name ?? "")
  }

  /// With the directions money took at their accounts.
  private func directed(_ suspect: Suspect) -> Suspect {
    var suspect = suspect
    let ids = Set(suspect.endpoints.map(\.id) + [suspect.account?.id].compactMap { $0 })
    suspect.pays = transactions.contains { ids.contains($0.debtorID) }
    suspect.receives = transactions.contains { ids.contains($0.creditorID) }
    return suspect
  }
}

/// Names that are equal but for case and spaces.
private func folded(_ name: String) -> String { FormText.field(name).lowercased() }

/// Whether a name ends or reads as organisations' names do. A hint for a form, said to be one; never a signal.
private func looksLikeOrganisation(_ name: String) -> Bool {
  let forms: Set = [
    "llc", "llp", "lp", "ltd", "limited", "inc", "incorporated", "corp", "corporation", "co", "company",
    "gmbh", "ag", "bv",
    "nv", "sa", "srl", "sarl", "spa", "pte", "pty", "plc", "oy", "ab", "as", "kk", "bhd", "trade", "trading",
    "holdings",
    "group", "bank", "exchange", "services", "consulting", "international", "technology", "technologies",
    "logistics",
  ]
  let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  return words.contains(where: forms.contains) || name.contains("公司") || name.contains("有限")
}
