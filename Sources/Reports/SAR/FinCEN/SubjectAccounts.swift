import Ledger

/// The accounts of a suspect in evidence, by the institution that holds them (party type 41).
struct SubjectAccounts {
  /// Nil when no account can be named.
  let element: FinCENElement?
  let remarks: [String]

  private struct Holder: Hashable {
    let name: String
    let isForeign: Bool
    /// Of the filer; of others the warehouse knows none.
    var tin: String?
    var tinCode: String?
  }

  private struct Account: Hashable {
    let number: String
    var isClosed = false
  }

  init(_ suspect: Suspect, filer: Filer) {
    var holders: [Holder] = []
    var accounts: [Holder: [Account]] = [:]
    var remarks: [String] = []
    func note(_ holder: Holder, _ account: Account) {
      if accounts[holder] == nil { holders.append(holder) }
      if accounts[holder]?.contains(where: { $0.number == account.number }) == true { return }
      accounts[holder, default: []].append(account)
    }
    if let account = suspect.account, let number = Self.number(account.id) {
      note(
        Holder(
          name: filer.institution.name, isForeign: false, tin: filer.institution.tin,
          tinCode: filer.institution.tinCode),
        Account(number: number, isClosed: account.account?.status == .closed))
    }
    for party in suspect.endpoints where party.endpoint?.kind != .cryptoWallet {
      guard let number = Self.number(party.endpoint?.accountNumber ?? "") else {
        remarks.append("\(suspect.label): no whole account number of \(party.place ?? party.id); add it")
        continue
      }
      let place = PlainText.line(party.endpoint?.institution ?? "an institution without a name", limit: 80)
      let isForeign = party.jurisdiction.map { $0 != "US" } ?? false
      if !isForeign { remarks.append("\(place): its taxpayer number is not known; add it") }
      note(Holder(name: place, isForeign: isForeign), Account(number: number))
    }
    self.remarks = remarks
    element =
      holders.isEmpty
      ? nil
      : group("PartyAccountAssociation") {
        leaf("PartyAccountAssociationTypeCode", "7")
        for holder in holders.prefix(99) { Self.institution(holder, accounts[holder] ?? []) }
      }
  }

  private static func institution(_ holder: Holder, _ accounts: [Account]) -> FinCENElement {
    group("Party") {
      leaf("ActivityPartyTypeCode", "41")
      flag("NonUSFinancialInstitutionIndicator", holder.isForeign)
      if let tin = holder.tin, let code = holder.tinCode {
        FilerParties.identification(tin, code)
      } else if !holder.isForeign {
        group("PartyIdentification") { flag("TINUnknownIndicator", true) }
      }
      for account in accounts.prefix(99) {
        group("Account") {
          leaf("AccountNumberText", account.number)
          group("PartyAccountAssociation") {
            flag("AccountClosedIndicator", account.isClosed)
            leaf("PartyAccountAssociationTypeCode", "5")
          }
        }
      }
    }
  }

  /// The number without blanks and hyphens; nil for one that is empty, masked, or longer than the form's 40 characters.
  private static func number(_ text: String) -> String? {
    let number = text.filter { !$0.isWhitespace && $0 != "-" }
    let isPlain = number.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
    return number.isEmpty || number.utf8.count > 40 || !isPlain ? nil : number
  }
}
