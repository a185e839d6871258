/// Text as a form takes it: one line, single spaces, plain punctuation, no longer than its field.
enum FormText {
  /// Words that no field but the narrative may consist of.
  ///
  /// Source: Chartwell Compliance, "words you must never use", after FinCEN's instructions for the report.
  static let prohibited: Set = [
    "AKA", "COMPUTER GENERATED", "CUSTOMER", "DBA", "NON CUSTOMER", "NON-CUSTOMER", "NONE", "NOT APPLICABLE",
    "N/A",
    "OTHER", "SAME", "SAME AS ABOVE", "SEE ABOVE", "SEE NARRATIVE", "SIGNATURE CARD", "T/A", "UNKNOWN",
    "VARIOUS", "XX",
  ]

  /// Longest texts by element, as the schema has them; narrative and event values are 4,000.
  static let limits: [String: Int] = [
    "RawCountryCodeText": 2, "RawStateCodeText": 3, "PhoneNumberExtensionText": 6, "RawZIPCode": 9,
    "TotalSuspiciousAmountText": 15, "CumulativeTotalViolationAmountText": 15, "PhoneNumberText": 16,
    "PartyIdentificationNumberText": 25, "SubjectRelationshipFinancialInstitutionTINText": 25,
    "RawIndividualFirstName": 35, "RawIndividualMiddleName": 35, "IPAddressText": 39, "AccountNumberText": 40,
    "FilingInstitutionNotetoFinCEN": 50, "RawCityText": 50, "OtherAssetSubtypeText": 50,
    "CyberEventTypeOtherText": 50,
    "OtherOrganizationTypeText": 50, "OtherPartyAssociationTypeText": 50,
    "OtherSuspiciousActivityTypeText": 50,
    "OccupationBusinessText": 50, "RawStreetAddress1Text": 100, "OriginalAttachmentFileName": 150,
    "RawEntityIndividualLastName": 150, "RawPartyFullName": 150, "ElectronicAddressText": 517,
    "EventValueText": 4_000, "ActivityNarrativeText": 4_000,
  ]

  /// A value for a field of `limit` characters: inert, one line, cut without a mark.
  static func field(_ text: String, limit: Int = 4_000) -> String {
    var line = PlainText.line(text, limit: .max, mark: nil).unicodeScalars.prefix(limit)
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  /// A name, or nil where the warehouse has none or a word that says so.
  static func name(_ text: String?) -> String? {
    let name = field(text ?? "", limit: 150)
    return name.isEmpty || prohibited.contains(name.uppercased()) ? nil : name
  }

  /// Sentences for the narrative: typographic signs as words and plain punctuation, because the narrative is flat text.
  static func sentence(_ text: String) -> String {
    var plain = field(text, limit: .max)
    plain = plain.replacing(#/(?:ending )?…(?=[\p{L}\p{N}])/#, with: "ending ")
    for (sign, words) in [
      ("→", "to"), ("…", "..."), ("×", "x"), ("–", "-"), ("—", "-"), ("·", "-"), ("’", "'"), ("‘", "'"),
      ("“", "\""),
      ("”", "\""),
    ] {
      plain = plain.replacing(sign, with: words)
    }
    return plain
  }
}

/// Countries as forms write them.
enum CountryCodes {
  /// Where an address names a state: the United States and its territories, Canada and Mexico.
  static let withStates: Set = ["US", "CA", "MX", "AS", "GU", "MP", "PR", "VI"]

  /// ISO 3166-1 alpha-2, and XK.
  static let all = Set(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
    CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
    GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
    KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
    MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
    SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
    UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
    """.split(whereSeparator: \.isWhitespace).map(String.init))
}
