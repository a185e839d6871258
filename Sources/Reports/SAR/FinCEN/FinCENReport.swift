import Ledger

/// A report in the terms of FinCEN's form 111: one activity in one batch.
///
/// Source: FinCEN SAR schema 1.2 of 17 December 2021 for names, order and lengths.
struct FinCENReport {
  /// The batch, numbered, its counts computed.
  let root: FinCENElement
  /// What a person must look at before it is used, in sentences.
  let remarks: [String]

  /// The most subjects a report may name.
  static let subjectLimit = 999

  /// Throws ``LedgerError/overflow(_:)``.
  init(_ report: ReportContext, narrative: SARNarrative, hasAttachment: Bool) throws {
    let subjects = report.suspects.prefix(Self.subjectLimit).map { SubjectParty($0, filer: report.filer) }
    let suspicion = try Self.suspicion(report)
    let activity = group("Activity") {
      leaf("EFilingPriorDocumentNumber", report.kind.prior?.bsaID)
      leaf("FilingDateText", Self.date(report.asOf))
      leaf("FilingInstitutionNotetoFinCEN", report.filer.note)
      Self.association(report.kind)
      if hasAttachment {
        group("ActivitySupportDocument") { leaf("OriginalAttachmentFileName", report.attachmentName) }
      }
      FilerParties.before(report)
      subjects.isEmpty ? [SubjectParty.nobody] : subjects.map(\.element)
      FilerParties.location(report.filer)
      suspicion
      Self.addresses(report.record)
      Self.wallets(report.suspects)
      Self.assets(report)
      for (place, block) in narrative.blocks.enumerated() {
        group("ActivityNarrativeInformation") {
          leaf("ActivityNarrativeSequenceNumber", String(place + 1))
          leaf("ActivityNarrativeText", block)
        }
      }
    }
    var root = group("EFilingBatchXML") {
      leaf("FormTypeCode", "SARX")
      activity
    }
    root.attributes = [
      "TotalAmount": Self.dollars(report.figures.total), "PartyCount": String(max(1, subjects.count)),
      "ActivityCount": "1", "ActivityAttachmentCount": hasAttachment ? "1" : "0",
      "AttachmentCount": hasAttachment ? "1" : "0",
    ]
    self.root = root.numbered()
    remarks = subjects.flatMap(\.remarks)
  }

  /// Whole dollars, what is over a whole one counted as one, as the form's instructions ask.
  static func dollars(_ amount: Money) -> String {
    let (units, rest) = amount.micros.quotientAndRemainder(dividingBy: 1_000_000)
    return String(rest > 0 ? units + 1 : units)
  }

  /// `20260301`.
  static func date(_ instant: Instant) -> String { instant.date.replacing("-", with: "") }

  private static func association(_ kind: ReportKind) -> FinCENElement {
    let name =
      switch kind {
      case .initial: "InitialReportIndicator"
      case .continuing: "ContinuingActivityReportIndicator"
      case .correcting: "CorrectsAmendsPriorReportIndicator"
      }
    return group("ActivityAssociation") { flag(name, true) }
  }

  private static func suspicion(_ report: ReportContext) throws -> FinCENElement {
    let figures = report.figures
    let cumulative = try report.cumulative().map(dollars)
    return group("SuspiciousActivity") {
      leaf("CumulativeTotalViolationAmountText", cumulative)
      flag("NoAmountInvolvedIndicator", figures.total == .zero)
      leaf("SuspiciousActivityFromDateText", date(figures.from))
      leaf("SuspiciousActivityToDateText", date(figures.to))
      leaf("TotalSuspiciousAmountText", figures.total == .zero ? nil : dollars(figures.total))
      for code in SuspicionCodes.codes(report.record) {
        group("SuspiciousActivityClassification") {
          leaf("OtherSuspiciousActivityTypeText", code.words)
          leaf("SuspiciousActivitySubtypeID", String(code.subtype))
          leaf("SuspiciousActivityTypeID", String(code.type))
        }
      }
    }
  }

  private static func addresses(_ record: CaseRecord) -> [FinCENElement] {
    record.facts.compactMap { fact in fact.ip.map { (fact, FormText.field($0, limit: 39)) } }
      .filter { !$0.1.isEmpty }.prefix(99).map { fact, ip in
        group("ActivityIPAddress") {
          leaf("ActivityIPAddressDateText", date(fact.at))
          leaf("ActivityIPAddressTimeStampText", String(fact.at.description.dropFirst(11).prefix(8)))
          leaf("IPAddressText", ip)
        }
      }
  }

  /// Wallets: their addresses are too long for an account number.
  private static func wallets(_ suspects: [Suspect]) -> [FinCENElement] {
    var seen: Set<String> = []
    let wallets = suspects.flatMap(\.endpoints).compactMap { party -> String? in
      guard let address = party.endpoint?.address, !address.isEmpty else { return nil }
      return FormText.field("\(party.endpoint?.network ?? "") \(address)")
    }.filter { seen.insert($0).inserted }
    return wallets.prefix(99).map { wallet in
      group("CyberEventIndicators") {
        leaf("CyberEventIndicatorsTypeCode", "999")
        leaf("CyberEventTypeOtherText", "Virtual currency wallet address")
        leaf("EventValueText", wallet)
      }
    }
  }

  private static func assets(_ report: ReportContext) -> [FinCENElement] {
    let creditors = report.record.transactions.filter { report.figures.counted[$0.id] != nil }
      .map { report.record.party($0.creditorID) }
    let usesCoins =
      creditors.contains { $0?.isVirtualCurrency == true }
      || report.record.alerts.contains { $0.detector == "virtual-currency-payout" }
    let usesTransfers = creditors.contains { $0?.endpoint?.kind != .cryptoWallet }
    return (usesTransfers ? [asset("33", nil)] : []) + (usesCoins ? [asset("41", "Virtual currency")] : [])
  }

  private static func asset(_ subtype: String, _ words: String?) -> FinCENElement {
    group("Assets") {
      leaf("AssetSubtypeID", subtype)
      leaf("AssetTypeID", "6")
      leaf("OtherAssetSubtypeText", words)
    }
  }
}
