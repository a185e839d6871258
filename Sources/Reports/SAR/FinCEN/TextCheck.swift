import Ledger

/// Part V: the blocks in order, none too long, flat, and in agreement with the amounts of the form.
struct NarrativeCheck {
  let faults: [String]

  init(_ root: FinCENElement, _ expected: FinCENCheck.Expected) {
    var faults = Faults()
    let blocks = root.all("Activity").flatMap { $0.all("ActivityNarrativeInformation") }
    let texts = blocks.map { $0.value("ActivityNarrativeText") }
    let numbers = blocks.map { $0.value("ActivityNarrativeSequenceNumber") }
    faults.expect(
      (1...5).contains(blocks.count), "the narrative has \(blocks.count) blocks; there may be 1 to 5")
    faults.expect(
      numbers == blocks.indices.map { String($0 + 1) }, "the blocks are not numbered from 1 in order")
    for (place, text) in texts.enumerated() {
      let (length, limit) = (text.unicodeScalars.count, place == 4 ? 1_000 : SARNarrative.blockLimit)
      faults.expect(
        (1...limit).contains(length), "block \(place + 1) has \(length) characters; it may have 1 to \(limit)"
      )
      faults.expect(
        place == texts.count - 1 || length == 0 || length > limit - 100,
        "block \(place + 1) is not full, and another follows")
    }
    let whole = texts.joined()
    faults.expect(
      whole.unicodeScalars.count <= SARNarrative.limit, "the narrative has more than 17,000 characters")
    if expected.total != .zero {
      let amount = "\(expected.currency) \(expected.total.formatted)"
      faults.expect(whole.contains(amount), "the narrative does not state the total, \(amount)")
    }
    faults.expect(
      whole.contains(expected.from.date) && whole.contains(expected.to.date),
      "the narrative does not state the first and last day")
    if let name = expected.attachment?.name {
      faults.expect(whole.contains(name), "the narrative does not name the attachment")
    }
    self.faults = faults.sentences
  }
}

/// Every text of the form: printable, trimmed, not too long, and no word that fields may not hold.
struct TextCheck {
  let faults: [String]

  private static let codes: Set = [
    "PartyNameTypeCode", "ActivityPartyTypeCode", "FormTypeCode", "ElectronicAddressTypeCode",
  ]

  init(_ root: FinCENElement) {
    var faults = Faults()
    for element in root.descendants {
      let text = element.text
      if !element.children.isEmpty {
        faults.expect(text.isEmpty, "\(element.name) holds text between its elements")
        continue
      }
      faults.expect(!text.isEmpty, "\(element.name) is empty: leave it out")
      let isPrintable = text.unicodeScalars.allSatisfy { scalar in
        ![.control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate]
          .contains(scalar.properties.generalCategory) || scalar == "\u{200C}" || scalar == "\u{200D}"
      }
      faults.expect(
        isPrintable, "\(element.name) holds a line break, a tab or another character that does not print")
      faults.expect(text.first != " " && text.last != " ", "\(element.name) begins or ends with a space")
      faults.expect(
        !text.contains("  ") || element.name == "ActivityNarrativeText",
        "\(element.name) holds two spaces in a row")
      if let limit = FormText.limits[element.name] {
        faults.expect(
          text.unicodeScalars.count <= limit,
          "\(element.name) has \(text.unicodeScalars.count) characters; it may have \(limit)")
      }
      if element.name.hasSuffix("Indicator") {
        faults.expect(text == "Y", "\(element.name) is '\(text)'; it may be Y")
      }
      let isFree = element.name == "ActivityNarrativeText" || Self.codes.contains(element.name)
      faults.expect(
        isFree || !FormText.prohibited.contains(text.uppercased()),
        "\(element.name) is '\(text)', a word that fields may not hold")
    }
    self.faults = faults.sentences
  }
}
