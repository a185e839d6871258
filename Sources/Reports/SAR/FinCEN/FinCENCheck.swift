package import Ledger

/// What FinCEN's schema cannot see: the counts, dates, sums and conditions of a batch of one report.
///
/// It reads the finished file, not the values it was written from, so it also judges a file somebody has mended by hand.
/// Source: FinCEN SAR XML user guide 1.6, as far as public; schema 1.2.
package struct FinCENCheck {
  /// What the case says the report must say.
  package struct Expected: Sendable {
    package var total: Money
    package var cumulative: Money?
    package var currency: String
    package var from: Instant
    package var to: Instant
    package var filedOn: Instant
    package var attachment: (name: String, text: String)?

    package init(
      total: Money, cumulative: Money? = nil, currency: String, from: Instant, to: Instant, filedOn: Instant,
      attachment: (name: String, text: String)? = nil
    ) {
      self.total = total
      self.cumulative = cumulative
      self.currency = currency
      self.from = from
      self.to = to
      self.filedOn = filedOn
      self.attachment = attachment
    }
  }

  /// Every fault found, in the order of the form; none for a good file.
  package let faults: [String]

  package init(document: String, expected: Expected) {
    do {
      let root = try FinCENElement(document: document)
      faults =
        BatchCheck(root, expected).faults + ActivityCheck(root, expected).faults + PartyCheck(root).faults
        + NarrativeCheck(root, expected).faults + TextCheck(root).faults
    } catch { faults = ["\(error)"] }
  }
}

/// A list of faults in the making.
struct Faults {
  private(set) var sentences: [String] = []

  /// Notes the sentence unless the condition holds.
  mutating func expect(_ holds: Bool, _ sentence: @autoclosure () -> String) {
    if !holds { sentences.append(sentence()) }
  }
}

/// The root: form, counts, numbering.
struct BatchCheck {
  let faults: [String]

  init(_ root: FinCENElement, _ expected: FinCENCheck.Expected) {
    var faults = Faults()
    let activities = root.all("Activity")
    faults.expect(
      root.name == "EFilingBatchXML",
      "the root is not EFilingBatchXML of the namespace \(FinCENElement.namespace)")
    faults.expect(root.value("FormTypeCode") == "SARX", "FormTypeCode is not SARX")
    faults.expect(activities.count == 1, "there are \(activities.count) activities; a draft has one")
    let subjects = activities.flatMap { $0.all("Party") }.count { $0.value("ActivityPartyTypeCode") == "33" }
    let attached = activities.count { $0.first("ActivitySupportDocument") != nil }
    let counts = [
      ("PartyCount", subjects), ("ActivityCount", activities.count), ("ActivityAttachmentCount", attached),
      ("AttachmentCount", attached),
    ]
    for (name, count) in counts {
      faults.expect(
        root.attributes[name] == String(count),
        "\(name) is '\(root.attributes[name] ?? "")'; the batch holds \(count)")
    }
    let total = activities.reduce(Int64(0)) { sum, activity in
      let amount = Int64(activity.first("SuspiciousActivity")?.value("TotalSuspiciousAmountText") ?? "") ?? 0
      return sum.addingReportingOverflow(amount).partialValue
    }
    faults.expect(
      root.attributes["TotalAmount"] == String(total),
      "TotalAmount is '\(root.attributes["TotalAmount"] ?? "")'; the activities add up to \(total)")
    var seen: Set<String> = []
    for element in root.children.flatMap(\.descendants) where !element.children.isEmpty {
      let number = element.attributes["SeqNum"] ?? ""
      faults.expect(isDigits(number), "\(element.name) has no SeqNum")
      faults.expect(number.isEmpty || seen.insert(number).inserted, "SeqNum \(number) is used twice")
    }
    faults.expect(
      expected.currency == "USD", "amounts are in \(expected.currency); the form wants US dollars")
    self.faults = faults.sentences
  }
}

/// The activity: kind of report, dates, amounts, kinds of suspicion, instruments, attachment.
struct ActivityCheck {
  private(set) var faults: [String] = []

  init(_ root: FinCENElement, _ expected: FinCENCheck.Expected) {
    for activity in root.all("Activity") {
      faults +=
        Self.kind(activity, expected) + Self.dates(activity, expected) + Self.amounts(activity, expected)
      faults +=
        Self.classification(activity) + Self.instruments(activity) + Self.attachment(activity, expected)
    }
  }

  private static func kind(_ activity: FinCENElement, _ expected: FinCENCheck.Expected) -> [String] {
    var faults = Faults()
    let association = activity.first("ActivityAssociation")
    let kinds = [
      "InitialReportIndicator", "ContinuingActivityReportIndicator", "CorrectsAmendsPriorReportIndicator",
    ]
    .filter { association?.value($0) == "Y" }
    faults.expect(
      kinds.count == 1, "exactly one of initial, continuing and correcting must be set; \(kinds.count) are")
    let prior = activity.value("EFilingPriorDocumentNumber")
    if kinds == ["InitialReportIndicator"] {
      faults.expect(prior.isEmpty, "an initial report names no earlier one")
    } else if kinds.count == 1 {
      faults.expect(
        isDigits(prior) && prior.count == 14,
        "EFilingPriorDocumentNumber is not the 14 digits of the report before")
    }
    let cumulative = activity.first("SuspiciousActivity")?.value("CumulativeTotalViolationAmountText") ?? ""
    if kinds == ["ContinuingActivityReportIndicator"] {
      let wanted = expected.cumulative.map(FinCENReport.dollars)
      faults.expect(!cumulative.isEmpty, "a continuing report needs CumulativeTotalViolationAmountText")
      faults.expect(
        wanted == nil || cumulative == wanted,
        "CumulativeTotalViolationAmountText is \(cumulative); all reports together come to \(wanted ?? "")")
    } else {
      faults.expect(cumulative.isEmpty, "only a continuing report has a cumulative amount")
    }
    return faults.sentences
  }

  private static func dates(_ activity: FinCENElement, _ expected: FinCENCheck.Expected) -> [String] {
    var faults = Faults()
    let suspicion = activity.first("SuspiciousActivity")
    let named = [
      ("FilingDateText", activity.value("FilingDateText")),
      ("SuspiciousActivityFromDateText", suspicion?.value("SuspiciousActivityFromDateText") ?? ""),
      ("SuspiciousActivityToDateText", suspicion?.value("SuspiciousActivityToDateText") ?? ""),
    ]
    let dates = named.map { day($0.1) }
    for (name, date) in zip(named, dates) { faults.expect(date != nil, "\(name.0) '\(name.1)' is no date") }
    guard let filed = dates[0], let from = dates[1], let to = dates[2] else { return faults.sentences }
    faults.expect(from <= to, "the activity begins after it ends")
    faults.expect(to <= filed, "the activity ends after the filing date")
    faults.expect(
      filed == expected.filedOn.startOfDay, "FilingDateText is not the draft's date, \(expected.filedOn.date)"
    )
    faults.expect(from == expected.from.startOfDay, "the first day is not the case's, \(expected.from.date)")
    faults.expect(to == expected.to.startOfDay, "the last day is not the case's, \(expected.to.date)")
    return faults.sentences
  }

  private static func amounts(_ activity: FinCENElement, _ expected: FinCENCheck.Expected) -> [String] {
    var faults = Faults()
    let suspicion = activity.first("SuspiciousActivity")
    let total = suspicion?.value("TotalSuspiciousAmountText") ?? ""
    let said = [
      !total.isEmpty, suspicion?.value("AmountUnknownIndicator") == "Y",
      suspicion?.value("NoAmountInvolvedIndicator") == "Y",
    ]
    faults.expect(said.count { $0 } == 1, "exactly one of amount, amount unknown and no amount must be said")
    if !total.isEmpty {
      faults.expect(
        isDigits(total) && total.first != "0", "TotalSuspiciousAmountText '\(total)' is not in whole dollars")
      let wanted = FinCENReport.dollars(expected.total)
      faults.expect(total == wanted, "TotalSuspiciousAmountText is \(total); the case comes to \(wanted)")
    } else {
      faults.expect(
        expected.total == .zero,
        "no amount is said; the case comes to \(FinCENReport.dollars(expected.total))")
    }
    return faults.sentences
  }

  private static func classification(_ activity: FinCENElement) -> [String] {
    var faults = Faults()
    var seen: Set<Int> = []
    for entry in activity.first("SuspiciousActivity")?.all("SuspiciousActivityClassification") ?? [] {
      let (subtype, type) = (
        Int(entry.value("SuspiciousActivitySubtypeID")) ?? 0,
        Int(entry.value("SuspiciousActivityTypeID")) ?? 0
      )
      let words = entry.value("OtherSuspiciousActivityTypeText")
      faults.expect(
        SuspicionCodes.belongs(subtype, to: type), "subtype \(subtype) does not belong to type \(type)")
      faults.expect(
        (subtype % 1000 == 999) == !words.isEmpty,
        words.isEmpty ? "subtype \(subtype), other, needs words" : "subtype \(subtype) takes no words")
      faults.expect(seen.insert(subtype).inserted, "subtype \(subtype) is there twice")
    }
    faults.expect(!seen.isEmpty, "no kind of suspicion is named")
    return faults.sentences
  }

  private static func instruments(_ activity: FinCENElement) -> [String] {
    var faults = Faults()
    for asset in activity.all("Assets") {
      let (subtype, type) = (Int(asset.value("AssetSubtypeID")) ?? 0, asset.value("AssetTypeID"))
      faults.expect(
        type == ((31...41).contains(subtype) ? "6" : "5"), "asset \(subtype) does not belong to type \(type)")
      faults.expect(
        [1, 30, 41].contains(subtype) == !asset.value("OtherAssetSubtypeText").isEmpty,
        "asset \(subtype): words are for other instruments, and needed for those")
    }
    for event in activity.all("CyberEventIndicators") {
      let code = event.value("CyberEventIndicatorsTypeCode")
      faults.expect(
        (code == "999") == !event.value("CyberEventTypeOtherText").isEmpty,
        "cyber indicator \(code): words are for other indicators, and needed for those")
      faults.expect(!event.value("EventValueText").isEmpty, "a cyber indicator has no value")
    }
    for address in activity.all("ActivityIPAddress").map({ $0.value("IPAddressText") }) {
      faults.expect(isIPAddress(address), "IPAddressText '\(address)' is no IP address")
    }
    return faults.sentences
  }

  private static func attachment(_ activity: FinCENElement, _ expected: FinCENCheck.Expected) -> [String] {
    var faults = Faults()
    let named = activity.first("ActivitySupportDocument")?.value("OriginalAttachmentFileName")
    faults.expect(
      named == expected.attachment?.name, "the attachment named is '\(named ?? "none")', not the one written")
    guard let named else { return faults.sentences }
    faults.expect(named.hasSuffix(".csv"), "the attachment '\(named)' does not end in .csv")
    faults.expect(
      named.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\") },
      "the attachment's name is not a plain file name")
    if let text = expected.attachment?.text {
      faults.expect(text.utf8.count <= EvidenceCSV.byteLimit, "the attachment is larger than one megabyte")
      faults.expect(text.contains("\r\n\""), "the attachment lists no transaction")
    }
    return faults.sentences
  }

  /// A calendar date written `20260301`; nil for any other text, and for days no month has.
  static func day(_ text: String) -> Instant? {
    guard isDigits(text), text.count == 8 else { return nil }
    let year = text.prefix(4), month = text.dropFirst(4).prefix(2), day = text.suffix(2)
    return try? Instant("\(year)-\(month)-\(day)")
  }
}
