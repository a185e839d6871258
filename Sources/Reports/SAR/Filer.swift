/// Who files: everything a report says of the institution itself. It comes from the operator's file, whole, or there is
/// no draft: nothing of it is ever made up.
package struct Filer: Equatable, Sendable {
  /// A postal address.
  package struct Address: Equatable, Sendable {
    package let street: String
    package let city: String
    /// Of the US, Canada or Mexico; empty elsewhere.
    package let state: String
    package let zip: String
    /// ISO 3166-1 alpha-2.
    package let country: String
  }

  /// Who sends the batch.
  package struct Transmitter: Equatable, Sendable {
    package let name: String
    package let tin: String
    /// Transmitter control code; `TBSATEST` in test files.
    package let tcc: String
    package let phone: String
    package let contact: String
    package let address: Address
  }

  /// The filing institution, where the activity also occurred.
  package struct Institution: Equatable, Sendable {
    package let name: String
    package let tin: String
    /// Code of the kind of number: EIN 2, SSN or ITIN 1, foreign 9.
    package let tinCode: String
    /// Code of the kind of institution, with words when it is another.
    package let typeCode: String
    package let otherType: String
    /// Code of the primary federal regulator.
    package let regulatorCode: String
    package let address: Address
  }

  package let transmitter: Transmitter
  package let institution: Institution
  /// The office to ask, and its telephone.
  package let contactOffice: String
  package let contactPhone: String
  /// Item 2, at most 50 characters: words of the institution's own. No key term for this typology has been published.
  package let note: String
  /// FinCEN's schema, to validate against; empty when none is named. As written, relative to the file.
  package let schema: String

  package static let defaultNote = "DPRK IT worker"

  /// Every setting of the file; those that may be left out are in ``optional``.
  package static let settings =
    ["transmitter.name", "transmitter.tin", "transmitter.tcc", "transmitter.phone", "transmitter.contact"]
    + address("transmitter")
    + [
      "institution.name", "institution.tin", "institution.tin_type", "institution.type",
      "institution.other_type",
      "institution.regulator",
    ] + address("institution") + ["contact.office", "contact.phone", "note", "schema"]

  static let optional: Set = [
    "institution.tin_type", "institution.other_type", "transmitter.address.state",
    "institution.address.state", "note",
    "schema",
  ]

  /// From (key, value) pairs, keys dotted. Throws ``FilerIncomplete`` with everything that is missing or wrong.
  package init(_ entries: [(key: String, value: String)]) throws {
    var faults = entries.filter { !Self.settings.contains($0.key) }.map { "there is no setting '\($0.key)'" }
    let values = Dictionary(entries.map { ($0.key, FormText.field($0.value)) }, uniquingKeysWith: { $1 })
    for key in Self.settings where !Self.optional.contains(key) && (values[key] ?? "").isEmpty {
      faults.append("'\(key)' is missing")
    }
    func value(_ key: String) -> String { values[key] ?? "" }
    func require(_ holds: Bool, _ key: String, _ what: String) {
      if !value(key).isEmpty && !holds { faults.append("'\(key)' is not \(what)") }
    }
    func code(_ key: String, _ codes: KeyValuePairs<String, String>, standard: String = "") -> String {
      let word = value(key).isEmpty ? standard : value(key)
      let found = codes.first { $0.key == word }?.value
      require(found != nil, key, "one of \(codes.map(\.key).joined(separator: ", "))")
      return found ?? ""
    }
    for key in ["transmitter.tin", "institution.tin"] {
      require(isDigits(value(key)) && value(key).count == 9, key, "a number of nine digits, without hyphens")
    }
    for key in ["transmitter.phone", "contact.phone"] {
      require(
        isDigits(value(key)) && value(key).count <= 16, key, "a telephone number in digits alone, at most 16")
    }
    require(
      value("transmitter.tcc").count == 8, "transmitter.tcc", "a transmitter control code of eight characters"
    )
    require(value("note").unicodeScalars.count <= 50, "note", "at most 50 characters long")
    for holder in ["transmitter", "institution"] {
      let country = value("\(holder).address.country")
      require(
        CountryCodes.all.contains(country), "\(holder).address.country", "an ISO 3166-1 code of two letters")
      if CountryCodes.withStates.contains(country) && value("\(holder).address.state").isEmpty {
        faults.append("'\(holder).address.state' is missing, which an address in \(country) has")
      }
      require(
        country != "US"
          || (isDigits(value("\(holder).address.zip"))
            && [5, 9].contains(value("\(holder).address.zip").count)),
        "\(holder).address.zip", "five or nine digits, without a hyphen")
    }
    func address(_ holder: String) -> Address {
      Address(
        street: value("\(holder).address.street"), city: value("\(holder).address.city"),
        state: value("\(holder).address.state"), zip: value("\(holder).address.zip"),
        country: value("\(holder).address.country"))
    }
    transmitter = Transmitter(
      name: value("transmitter.name"), tin: value("transmitter.tin"), tcc: value("transmitter.tcc"),
      phone: value("transmitter.phone"), contact: value("transmitter.contact"),
      address: address("transmitter"))
    institution = Institution(
      name: value("institution.name"), tin: value("institution.tin"),
      tinCode: code("institution.tin_type", ["EIN": "2", "SSN-ITIN": "1", "foreign": "9"], standard: "EIN"),
      typeCode: code(
        "institution.type",
        [
          "msb": "4", "depository": "2", "securities": "5", "casino": "1", "insurance": "3", "loan": "11",
          "gse": "12",
          "other": "999",
        ]), otherType: value("institution.other_type"),
      regulatorCode: code(
        "institution.regulator",
        [
          "irs": "7", "occ": "4", "fdic": "2", "federal-reserve": "1", "ncua": "3", "sec": "6", "cftc": "9",
          "fhfa": "13", "none": "99",
        ]), address: address("institution"))
    if institution.typeCode == "999" && institution.otherType.isEmpty {
      faults.append("'institution.other_type' is missing: the type is other")
    }
    contactOffice = value("contact.office")
    contactPhone = value("contact.phone")
    note = value("note").isEmpty ? Self.defaultNote : value("note")
    schema = value("schema")
    if !faults.isEmpty { throw FilerIncomplete(faults: faults) }
  }

  private static func address(_ holder: String) -> [String] {
    ["street", "city", "state", "zip", "country"].map { "\(holder).address.\($0)" }
  }
}

/// What a filer file lacks or has wrong.
package struct FilerIncomplete: Error, CustomStringConvertible {
  package let faults: [String]

  package var description: String { "the filer's file: " + faults.joined(separator: "; ") }
}

/// Whether the text is ASCII digits and not empty.
func isDigits(_ text: some StringProtocol) -> Bool {
  !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
}
