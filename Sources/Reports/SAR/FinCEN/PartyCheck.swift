import Foundation
import Ledger

/// The parties: which there must be, what each kind must carry, and what contradicts itself.
struct PartyCheck {
  private(set) var faults: [String] = []

  init(_ root: FinCENElement) {
    let parties = root.all("Activity").flatMap { $0.all("Party") }
    let byCode = Dictionary(grouping: parties) { $0.value("ActivityPartyTypeCode") }
    var found = Faults()
    for (code, what) in [
      ("35", "transmitter"), ("37", "transmitter contact"), ("30", "filing institution"),
      ("8", "contact for assistance"),
    ] {
      let count = byCode[code]?.count ?? 0
      found.expect(count == 1, "there must be one \(what) (party \(code)); there are \(count)")
    }
    found.expect(
      (1...FinCENReport.subjectLimit).contains(byCode["33"]?.count ?? 0),
      "there must be 1 to 999 subjects (party 33)")
    found.expect(
      (1...99).contains(byCode["34"]?.count ?? 0), "there must be 1 to 99 places of the activity (party 34)")
    for code in byCode.keys.sorted() where !["35", "37", "30", "8", "33", "34", "18", "19"].contains(code) {
      found.expect(false, "party \(code) may not stand by itself")
    }
    faults = found.sentences + parties.flatMap(Self.common)
    faults += (byCode["35"] ?? []).flatMap(Self.transmitter)
    faults += ((byCode["30"] ?? []) + (byCode["34"] ?? [])).flatMap(Self.institution)
    faults += (byCode["33"] ?? []).enumerated().flatMap { Self.subject($1, number: $0 + 1) }
  }

  /// One legal name, addresses whose parts are said or said to be unknown, telephones in digits.
  private static func common(_ party: FinCENElement) -> [String] {
    var faults = Faults()
    let code = party.value("ActivityPartyTypeCode")
    let place = "party \(code)"
    let names = party.all("PartyName")
    faults.expect(
      names.count { $0.value("PartyNameTypeCode") == "L" } == 1, "\(place) has not exactly one legal name")
    for name in names {
      let isSubject = code == "33"
      faults.expect(
        isSubject == name.value("RawPartyFullName").isEmpty,
        "\(place): \(isSubject ? "a subject's" : "its") name is in the wrong element")
      faults.expect(
        (name.value("EntityLastNameUnknownIndicator") == "Y")
          == (isSubject && name.value("RawEntityIndividualLastName").isEmpty),
        "\(place): a last name is either said or unknown")
      faults.expect(
        name.value("FirstNameUnknownIndicator") != "Y" || name.value("RawIndividualFirstName").isEmpty,
        "\(place): a first name is both said and unknown")
    }
    for address in party.all("Address") {
      faults.expect(addressFault(address) == nil, "\(place): \(addressFault(address) ?? "")")
    }
    for phone in party.all("PhoneNumber").map({ $0.value("PhoneNumberText") }) {
      faults.expect(isDigits(phone), "\(place): the telephone number is not in digits alone")
    }
    for mail in party.all("ElectronicAddress") where mail.value("ElectronicAddressTypeCode") == "E" {
      faults.expect(mail.value("ElectronicAddressText").contains("@"), "\(place): an e-mail address has no @")
    }
    return faults.sentences
  }

  private static func addressFault(_ address: FinCENElement) -> String? {
    let country = address.value("RawCountryCodeText")
    let pairs = [
      ("RawCityText", "CityUnknownIndicator"), ("RawCountryCodeText", "CountryCodeUnknownIndicator"),
      ("RawStreetAddress1Text", "StreetAddressUnknownIndicator"), ("RawZIPCode", "ZIPCodeUnknownIndicator"),
    ]
    for (value, unknown) in pairs where address.value(value).isEmpty != (address.value(unknown) == "Y") {
      return "\(value) must be either said or unknown"
    }
    if !country.isEmpty && !CountryCodes.all.contains(country) { return "'\(country)' is no country" }
    let (state, isUnknown) = (
      address.value("RawStateCodeText"), address.value("StateCodeUnknownIndicator") == "Y"
    )
    if CountryCodes.withStates.contains(country) && state.isEmpty != isUnknown {
      return "an address in \(country) needs a state, or that it is unknown"
    }
    if !country.isEmpty && !CountryCodes.withStates.contains(country) && (!state.isEmpty || isUnknown) {
      return "an address in \(country) takes no state"
    }
    let zip = address.value("RawZIPCode")
    if country == "US" && !zip.isEmpty && !(isDigits(zip) && [5, 9].contains(zip.count)) {
      return "the ZIP code is not five or nine digits"
    }
    return nil
  }

  private static func transmitter(_ party: FinCENElement) -> [String] {
    var faults = Faults()
    faults.expect(
      number(party, ["28"])?.count == 8, "the transmitter has no control code of eight characters")
    faults.expect(
      number(party, ["4"]).map { isDigits($0) && $0.count == 9 } == true,
      "the transmitter has no taxpayer number of nine digits")
    faults.expect(
      party.first("Address") != nil && party.first("PhoneNumber") != nil,
      "the transmitter needs address and telephone")
    return faults.sentences
  }

  private static func institution(_ party: FinCENElement) -> [String] {
    var faults = Faults()
    let place = "party \(party.value("ActivityPartyTypeCode"))"
    let type = party.first("OrganizationClassificationTypeSubtype")
    faults.expect(!party.value("PrimaryRegulatorTypeCode").isEmpty, "\(place) names no regulator")
    faults.expect(
      number(party, ["1", "2", "4", "9"]).map { isDigits($0) && $0.count == 9 } == true,
      "\(place) has no taxpayer number of nine digits")
    faults.expect(type != nil, "\(place) says no kind of institution")
    faults.expect(
      (type?.value("OrganizationTypeID") == "999") == !(type?.value("OtherOrganizationTypeText") ?? "")
        .isEmpty,
      "\(place): words are for another kind of institution, and needed for it")
    faults.expect(party.first("Address") != nil, "\(place) has no address")
    if party.value("ActivityPartyTypeCode") == "30" {
      faults.expect(number(party, ["29"]) != nil, "the filing institution gives no internal control number")
    }
    return faults.sentences
  }

  private static func subject(_ party: FinCENElement, number: Int) -> [String] {
    var faults = Faults()
    let place = "subject \(number)"
    func isSet(_ name: String) -> Bool { party.value(name) == "Y" }
    if isSet("AllCriticalSubjectInformationUnavailableIndicator") { return [] }
    let genders = ["MaleGenderIndicator", "FemaleGenderIndicator", "UnknownGenderIndicator"].count(
      where: isSet)
    let isEntity = isSet("PartyAsEntityOrganizationIndicator")
    faults.expect(
      genders == (isEntity ? 0 : 1), "\(place): an individual has one of three genders, an organisation none")
    faults.expect(
      isEntity
        ? !isSet("BirthDateUnknownIndicator")
        : party.value("IndividualBirthDateText").isEmpty == isSet("BirthDateUnknownIndicator"),
      "\(place): a birth date is said or unknown, and only of an individual")
    faults.expect(
      !isEntity || party.all("PartyName").allSatisfy { $0.value("RawIndividualFirstName").isEmpty },
      "\(place): an organisation has no first name")
    let directions = [
      "PurchaserSenderIndicator", "PayeeReceiverIndicator", "BothPurchaserSenderPayeeReceiveIndicator",
    ].count(where: isSet)
    faults.expect(directions <= 1, "\(place): sender, receiver and both exclude each other")
    faults.expect(party.first("Address") != nil, "\(place) has no address, not even an unknown one")
    let papers = party.all("PartyIdentification")
    faults.expect(
      papers.contains {
        $0.value("TINUnknownIndicator") == "Y"
          || ["1", "2", "9"].contains($0.value("PartyIdentificationTypeCode"))
      },
      "\(place): a taxpayer number is said or unknown")
    let relation = party.first("PartyAssociation")
    faults.expect(
      relation == nil
        || (relation?.value("NoRelationshipToInstitutionIndicator") == "Y")
          == (relation?.value("SubjectRelationshipFinancialInstitutionTINText") ?? "").isEmpty,
      "\(place): a relationship names the institution's number, and its absence none")
    let accounts = party.first("PartyAccountAssociation")
    faults.expect(
      (accounts == nil) == isSet("NoKnownAccountInvolvedIndicator"),
      "\(place): accounts are named, or none is known")
    faults.expect(
      accounts == nil || accounts?.value("PartyAccountAssociationTypeCode") == "7",
      "\(place): its accounts are not of type 7")
    return faults.sentences + (accounts?.all("Party") ?? []).flatMap { holder(of: $0, place) }
  }

  /// The institution that holds accounts of a subject.
  private static func holder(of party: FinCENElement, _ place: String) -> [String] {
    var faults = Faults()
    faults.expect(
      party.value("ActivityPartyTypeCode") == "41", "\(place): accounts stand under another party than 41")
    let isForeign = party.value("NonUSFinancialInstitutionIndicator") == "Y"
    faults.expect(
      isForeign != (party.first("PartyIdentification") != nil),
      "\(place): a bank is foreign, or its number is said or unknown")
    var seen: Set<String> = []
    for account in party.all("Account") {
      let number = account.value("AccountNumberText")
      faults.expect(
        !number.isEmpty && number.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F },
        "\(place): an account number is empty or not plain")
      faults.expect(seen.insert(number).inserted, "\(place): an account is there twice")
      faults.expect(
        account.first("PartyAccountAssociation")?.value("PartyAccountAssociationTypeCode") == "5",
        "\(place): an account is not of type 5")
    }
    faults.expect(!seen.isEmpty, "\(place): a bank is named without an account")
    return faults.sentences
  }

  private static func number(_ party: FinCENElement, _ codes: [String]) -> String? {
    party.all("PartyIdentification").first { codes.contains($0.value("PartyIdentificationTypeCode")) }?
      .value("PartyIdentificationNumberText")
  }
}

/// Whether the text is an IPv4 address in four numbers, or an IPv6 address.
func isIPAddress(_ text: String) -> Bool {
  let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
  if numbers.count == 4 && numbers.allSatisfy({ isDigits($0) && $0.count <= 3 && (Int($0) ?? 256) <= 255 }) {
    return true
  }
  let groups = text.split(separator: ":", omittingEmptySubsequences: false)
  let isCompressed = text.contains("::")
  return (3...8).contains(groups.count) && (groups.count == 8 || isCompressed) && !text.contains(":::")
    && groups.allSatisfy { $0.count <= 4 && $0.allSatisfy(\.isHexDigit) && $0.utf8.count == $0.count }
}
