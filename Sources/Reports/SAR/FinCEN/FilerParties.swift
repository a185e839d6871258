/// The filer's parties on the form, each exactly as the operator's file has it.
enum FilerParties {
  /// Transmitter (35), its contact (37), the filing institution (30) and the office to ask (8).
  static func before(_ report: ReportContext) -> [FinCENElement] {
    let (transmitter, institution) = (report.filer.transmitter, report.filer.institution)
    return [
      group("Party") {
        leaf("ActivityPartyTypeCode", "35")
        fullName(transmitter.name)
        address(transmitter.address)
        phone(transmitter.phone)
        identification(transmitter.tcc, "28")
        identification(transmitter.tin, "4")
      },
      group("Party") {
        leaf("ActivityPartyTypeCode", "37")
        fullName(transmitter.contact)
      },
      group("Party") {
        leaf("ActivityPartyTypeCode", "30")
        leaf("PrimaryRegulatorTypeCode", institution.regulatorCode)
        fullName(institution.name)
        address(institution.address)
        identification(institution.tin, institution.tinCode)
        identification(report.record.shortID, "29")
        organisation(institution)
      },
      group("Party") {
        leaf("ActivityPartyTypeCode", "8")
        fullName(report.filer.contactOffice)
        phone(report.filer.contactPhone)
      },
    ]
  }

  /// Where the activity occurred (34): at the filing institution, which both takes money in and pays it out.
  static func location(_ filer: Filer) -> FinCENElement {
    group("Party") {
      leaf("ActivityPartyTypeCode", "34")
      flag("NoBranchActivityInvolvedIndicator", true)
      leaf("PrimaryRegulatorTypeCode", filer.institution.regulatorCode)
      flag("SellingPayingLocationIndicator", true)
      fullName(filer.institution.name)
      address(filer.institution.address)
      identification(filer.institution.tin, filer.institution.tinCode)
      organisation(filer.institution)
    }
  }

  /// A number with the code of its kind.
  static func identification(_ number: String, _ code: String) -> FinCENElement {
    group("PartyIdentification") {
      leaf("PartyIdentificationNumberText", FormText.field(number, limit: 25))
      leaf("PartyIdentificationTypeCode", code)
    }
  }

  private static func fullName(_ name: String) -> FinCENElement {
    group("PartyName") {
      leaf("PartyNameTypeCode", "L")
      leaf("RawPartyFullName", FormText.field(name, limit: 150))
    }
  }

  private static func address(_ address: Filer.Address) -> FinCENElement {
    group("Address") {
      leaf("RawCityText", FormText.field(address.city, limit: 50))
      leaf("RawCountryCodeText", address.country)
      leaf("RawStateCodeText", FormText.field(address.state, limit: 3))
      leaf("RawStreetAddress1Text", FormText.field(address.street, limit: 100))
      leaf("RawZIPCode", FormText.field(address.zip, limit: 9))
    }
  }

  private static func phone(_ number: String) -> FinCENElement {
    group("PhoneNumber") { leaf("PhoneNumberText", number) }
  }

  private static func organisation(_ institution: Filer.Institution) -> FinCENElement {
    group("OrganizationClassificationTypeSubtype") {
      leaf("OrganizationTypeID", institution.typeCode)
      if institution.typeCode == "999" {
        leaf("OtherOrganizationTypeText", FormText.field(institution.otherType, limit: 50))
      }
    }
  }
}
