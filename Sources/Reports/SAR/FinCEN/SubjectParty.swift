import Ledger

/// A suspect as a subject of the form (party type 33).
struct SubjectParty {
  let element: FinCENElement
  let remarks: [String]

  /// The subject of a report on nobody known.
  static let nobody = group("Party") {
    leaf("ActivityPartyTypeCode", "33")
    flag("AllCriticalSubjectInformationUnavailableIndicator", true)
    flag("NoKnownAccountInvolvedIndicator", true)
    unknownName(isEntity: false)
  }

  init(_ suspect: Suspect, filer: Filer) {
    let accounts = SubjectAccounts(suspect, filer: filer)
    let isIndividual = !suspect.isEntity
    let person = isIndividual ? suspect.name.map(PersonName.init) : nil
    element = group("Party") {
      leaf("ActivityPartyTypeCode", "33")
      flag("BirthDateUnknownIndicator", isIndividual)
      flag("BothPurchaserSenderPayeeReceiveIndicator", suspect.pays && suspect.receives)
      flag("NoKnownAccountInvolvedIndicator", accounts.element == nil)
      flag("PartyAsEntityOrganizationIndicator", suspect.isEntity)
      flag("PayeeReceiverIndicator", suspect.receives && !suspect.pays)
      flag("PurchaserSenderIndicator", suspect.pays && !suspect.receives)
      flag("UnknownGenderIndicator", isIndividual)
      Self.name(suspect, person)
      Self.address(suspect)
      Self.phone(suspect)
      group("PartyIdentification") { flag("TINUnknownIndicator", true) }
      group("PartyIdentification") { flag("IdentificationPresentUnknownIndicator", true) }
      Self.email(suspect)
      Self.relationship(suspect, filer: filer)
      accounts.element
    }
    var remarks: [String] = []
    if suspect.name == nil { remarks.append("\(suspect.label): the warehouse has no name") }
    if suspect.isKindGuessed {
      remarks.append(
        "\(suspect.label): taken for an \(suspect.isEntity ? "organisation" : "individual") by the name; check"
      )
    }
    if let person, !person.first.isEmpty {
      remarks.append("\(suspect.label): '\(person.last)' taken for the last name; check")
    }
    self.remarks = remarks + accounts.remarks
  }

  private static func name(_ suspect: Suspect, _ person: PersonName?) -> FinCENElement {
    guard let name = suspect.name else { return unknownName(isEntity: suspect.isEntity) }
    return group("PartyName") {
      flag("FirstNameUnknownIndicator", person?.first.isEmpty == true)
      leaf("PartyNameTypeCode", "L")
      leaf("RawEntityIndividualLastName", person?.last ?? name)
      leaf("RawIndividualFirstName", person?.first)
    }
  }

  private static func unknownName(isEntity: Bool) -> FinCENElement {
    group("PartyName") {
      flag("EntityLastNameUnknownIndicator", true)
      flag("FirstNameUnknownIndicator", !isEntity)
      leaf("PartyNameTypeCode", "L")
    }
  }

  /// The warehouse knows the declared country and no more.
  private static func address(_ suspect: Suspect) -> FinCENElement {
    let declared = suspect.account == nil ? suspect.endpoints.first?.country : suspect.account?.country
    let country = declared.map { $0.uppercased() }.flatMap { CountryCodes.all.contains($0) ? $0 : nil }
    return group("Address") {
      flag("CityUnknownIndicator", true)
      flag("CountryCodeUnknownIndicator", country == nil)
      leaf("RawCountryCodeText", country)
      flag("StateCodeUnknownIndicator", country.map(CountryCodes.withStates.contains) ?? true)
      flag("StreetAddressUnknownIndicator", true)
      flag("ZIPCodeUnknownIndicator", true)
    }
  }

  private static func phone(_ suspect: Suspect) -> FinCENElement? {
    let digits = (suspect.account?.account?.phone ?? "").filter { isDigits(String($0)) }
    return digits.isEmpty || digits.count > 16
      ? nil : group("PhoneNumber") { leaf("PhoneNumberText", digits) }
  }

  private static func email(_ suspect: Suspect) -> FinCENElement? {
    let email = FormText.field(suspect.account?.account?.email ?? "", limit: 517)
    guard email.contains("@"), !email.contains(" ") else { return nil }
    return group("ElectronicAddress") {
      leaf("ElectronicAddressText", email)
      leaf("ElectronicAddressTypeCode", "E")
    }
  }

  /// A holder of an account is the institution's customer; anybody else has no relationship to it.
  private static func relationship(_ suspect: Suspect, filer: Filer) -> FinCENElement {
    let account = suspect.account?.account
    return group("PartyAssociation") {
      flag("CustomerIndicator", account != nil)
      flag("NoRelationshipToInstitutionIndicator", account == nil)
      flag("RelationshipContinuesIndicator", account.map { $0.status != .closed } ?? false)
      leaf("SubjectRelationshipFinancialInstitutionTINText", account == nil ? nil : filer.institution.tin)
    }
  }
}

/// An individual's name in two: the last word, and what stands before it. Which is the family name nobody can tell from
/// the text, so the draft says that it was split.
struct PersonName: Equatable {
  let first: String
  let last: String

  init(_ name: String) {
    let words = name.split(separator: " ")
    let first = FormText.field(words.dropLast().joined(separator: " "), limit: 35)
    last = FormText.field(words.last.map(String.init) ?? name, limit: 150)
    self.first = FormText.prohibited.contains(first.uppercased()) ? "" : first
  }
}
