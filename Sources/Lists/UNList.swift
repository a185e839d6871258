/// The UN Security Council's consolidated list in XML.
///
/// Source: scsanctions.un.org, schema `consolidated.xsd`: `CONSOLIDATED_LIST` with `INDIVIDUAL` and `ENTITY` records.
enum UNList {
  static func read(_ bytes: [UInt8], named file: String, into list: inout ParsedList) throws(ListError) {
    var records: [XMLRecord] = []
    try XMLRecordReader.read(
      bytes, file: file, root: "CONSOLIDATED_LIST", records: ["INDIVIDUAL", "ENTITY"]
    ) { records.append($0) }
    for record in records {
      if record.name == "CONSOLIDATED_LIST" {
        let date = record.attributes["dateGenerated"].map { String($0.prefix(10)) }
        if let date, date.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil { list.publishedOn = date }
        continue
      }
      list.rows += 1
      add(record, file, &list)
    }
  }

  private static func add(_ record: XMLRecord, _ file: String, _ list: inout ParsedList) {
    let parts = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"].compactMap { record[$0] }
    guard !parts.isEmpty else {
      list.skipped.append(SkippedRow(file: file, line: record.line, reason: "has no FIRST_NAME"))
      return
    }
    let primary = parts.joined(separator: " ")
    let reference = record["REFERENCE_NUMBER"] ?? record["DATAID"] ?? ""
    var party = SanctionedParty(
      name: primary, source: "UN Security Council Consolidated List, \(reference)",
      note: record["UN_LIST_TYPE"] ?? "", file: file, line: record.line)
    // Nationality is never kept; where an organisation says it sits is.
    party.jurisdiction = record.all("ENTITY_ADDRESS").compactMap { $0["COUNTRY"] }.first ?? ""
    party.addName(primary, &list)
    if let original = record["NAME_ORIGINAL_SCRIPT"] { party.addName(original, &list) }
    for alias in record.all("INDIVIDUAL_ALIAS") + record.all("ENTITY_ALIAS") {
      guard let name = alias["ALIAS_NAME"] else { continue }
      party.addAlias(name, isWeak: alias["QUALITY"]?.lowercased() == "low", &list)
    }
  }
}
