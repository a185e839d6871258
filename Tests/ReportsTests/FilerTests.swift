import Reports
import Testing

@Suite struct FilerTests {
  private func faults(_ changes: [String: String]) throws -> [String] {
    do { _ = try sampleFiler(changes) } catch let error as FilerIncomplete { return error.faults }
    return []
  }

  @Test func `a whole file is taken, with the words of item 2 its own`() throws {
    #expect(
      try sampleFiler().note == Filer.defaultNote)
    #expect(try sampleFiler(["note": "Our words"]).note == "Our words")
  }

  @Test(arguments: Filer.settings) func `a setting left out is named, or may be`(key: String) throws {
    let mayBe = ["note", "schema", "institution.tin_type", "institution.other_type"]
    let found = try faults([key: ""])
    #expect(found.isEmpty == mayBe.contains(key), "\(key): \(found)")
    #expect(found.allSatisfy { $0.contains("'\(key)'") })
  }

  @Test(arguments: [
    ("transmitter.tin", "12-3456789"), ("institution.tin", "12345678"), ("transmitter.tcc", "SHORT"),
    ("transmitter.phone", "555-0100"), ("contact.phone", "+15555550100"),
    ("transmitter.address.country", "USA"),
    ("institution.address.country", "ZZ"), ("institution.address.zip", "2215"), ("institution.type", "bank"),
    ("institution.regulator", "nobody"), ("institution.tin_type", "TIN"),
    ("note", String(repeating: "n", count: 51)),
  ])
  func `a wrong value is named`(key: String, value: String) throws {
    let found = try faults([key: value])
    #expect(found.count == 1 && found[0].hasPrefix("'\(key)' is not"), "\(found)")
  }

  @Test func `everything wrong is said at once, and an unknown setting is an error`() throws {
    let found = try faults(["transmitter.tcc": "", "transmitter.fax": "1", "contact.phone": "x"])
    #expect(found.count == 3)
    #expect(found.contains("there is no setting 'transmitter.fax'"))
  }

  @Test func `another kind of institution needs words`() throws {
    #expect(
      try faults(["institution.type": "other"]) == ["'institution.other_type' is missing: the type is other"])
    let filer = try sampleFiler(["institution.type": "other", "institution.other_type": "Marketplace"])
    #expect(try sampleDraft(filer: filer).faults == [])
  }

  @Test func `an address abroad has no state`() throws {
    let abroad: [String: String] = [
      "institution.address.country": "GB", "institution.address.state": "",
      "institution.address.zip": "EC1A1BB",
      "transmitter.address.country": "GB", "transmitter.address.state": "",
      "transmitter.address.zip": "EC1A1BB",
    ]
    #expect(try sampleDraft(filer: try sampleFiler(abroad)).faults == [])
  }
}
