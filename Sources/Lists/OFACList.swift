/// OFAC's list of Specially Designated Nationals, in its legacy CSV files or its XML.
///
/// Sources: ofac.treasury.gov "SDN data formats" (columns, `-0-` for null, no header line) and `sdn.xsd`.
enum OFACList {
  static func read(_ files: [(name: String, bytes: [UInt8])], into list: inout ParsedList) throws(ListError) {
    var tables: [Table: [(file: String, line: Int, cells: [String])]] = [:]
    var hasXML = false
    for file in files {
      if file.bytes.prefix(200).first(where: { ![0xEF, 0xBB, 0xBF, 0x20, 0x0A, 0x0D, 0x09].contains($0) })
        == UInt8(ascii: "<")
      {
        try readXML(file.bytes, named: file.name, into: &list)
        hasXML = true
        continue
      }
      let rows = try CSVRows(file.bytes, file: file.name, orLatin1: true).rows
      guard let first = rows.first else {
        throw ListError(file: file.name, problem: "is empty; download it again")
      }
      let table = try Table.recognise(file.name, columns: first.cells.count)
      for (line, cells) in rows {
        guard cells.count == table.columns else {
          throw ListError(
            file: file.name, line: line,
            problem:
              "has \(cells.count) columns where \(table.rawValue) has \(table.columns); download the file again"
          )
        }
        guard Int(cells[0]) != nil else {
          throw ListError(
            file: file.name, line: line,
            problem: "begins with '\(cells[0])', not a number; OFAC's files have no header")
        }
        tables[table, default: []].append(
          (file.name, line, cells.map { $0 == "-0-" || $0 == "-0- " ? "" : $0 }))
      }
    }
    if !hasXML && tables[.sdn] == nil {
      throw ListError(
        file: files[0].name, problem: "comes without SDN.CSV, which holds the names; give that file as well")
    }
    add(tables, into: &list)
  }

  /// OFAC's CSV files and their columns.
  private enum Table: String, CaseIterable {
    case sdn = "SDN.CSV"
    case alternates = "ALT.CSV"
    case addresses = "ADD.CSV"
    case comments = "SDN_COMMENTS.CSV"

    var columns: Int {
      switch self {
      case .sdn: 12
      case .alternates: 5
      case .addresses: 6
      case .comments: 2
      }
    }

    /// By the publisher's name, else by the number of columns, which differs for each.
    static func recognise(_ name: String, columns: Int) throws(ListError) -> Table {
      let base = (name.split(separator: "/").last.map(String.init) ?? name).uppercased()
      if let named = allCases.first(where: { $0.rawValue == base }) { return named }
      if let alike = allCases.first(where: { $0.columns == columns }) { return alike }
      throw ListError(
        file: name, line: 1,
        problem: "has \(columns) columns; SDN.CSV has 12, ALT.CSV 5, ADD.CSV 6 and SDN_COMMENTS.CSV 2")
    }
  }

  private static func add(
    _ tables: [Table: [(file: String, line: Int, cells: [String])]], into list: inout ParsedList
  ) {
    let byNumber = tables.mapValues { rows in Dictionary(grouping: rows) { $0.cells[0] } }
    for row in tables[.sdn] ?? [] {
      list.rows += 1
      let (number, name, type) = (row.cells[0], row.cells[1], row.cells[2].lowercased())
      guard let kind = PartyKind(type) else {
        list.skipped.append(
          SkippedRow(file: row.file, line: row.line, reason: "\(type): no party to a payment"))
        continue
      }
      var party = SanctionedParty(
        name: name, source: source(number), note: row.cells[3].replacing("] [", with: " "), file: row.file,
        line: row.line)
      party.isIndividual = kind == .individual
      party.jurisdiction = byNumber[.addresses]?[number]?.map { $0.cells[4] }.first { !$0.isEmpty } ?? ""
      party.addName(name, &list)
      for alias in byNumber[.alternates]?[number] ?? [] where !alias.cells[3].isEmpty {
        let isWeak = alias.cells[4].lowercased().contains("weak")
        party.addAlias(alias.cells[3], isWeak: isWeak, &list)
      }
      party.addIdentifiers(inRemarks: row.cells[11], &list)
      // Remarks too long for SDN.CSV go on in SDN_COMMENTS.CSV.
      for rest in byNumber[.comments]?[number] ?? [] { party.addIdentifiers(inRemarks: rest.cells[1], &list) }
    }
    let known = byNumber[.sdn] ?? [:]
    for table in [Table.alternates, .addresses, .comments] {
      for row in tables[table] ?? [] {
        list.rows += 1
        if known[row.cells[0]] == nil {
          list.skipped.append(
            SkippedRow(file: row.file, line: row.line, reason: "entry \(row.cells[0]) is not in SDN.CSV"))
        }
      }
    }
  }

  private static func readXML(_ bytes: [UInt8], named file: String, into list: inout ParsedList)
    throws(ListError)
  {
    var records: [XMLRecord] = []
    try XMLRecordReader.read(bytes, file: file, root: "sdnList", records: ["publshInformation", "sdnEntry"]) {
      records.append($0)
    }
    for record in records where record.name != "sdnList" {
      if record.name == "publshInformation" {
        list.publishedOn = record["Publish_Date"].flatMap(isoDate)
        continue
      }
      list.rows += 1
      addXML(record, file, &list)
    }
  }

  private static func addXML(_ record: XMLRecord, _ file: String, _ list: inout ParsedList) {
    let type = record["sdnType"]?.lowercased() ?? ""
    guard let kind = PartyKind(type) else {
      list.skipped.append(
        SkippedRow(file: file, line: record.line, reason: "\(type): no party to a payment"))
      return
    }
    guard let name = fullName(record) else {
      list.skipped.append(SkippedRow(file: file, line: record.line, reason: "has no lastName"))
      return
    }
    var party = SanctionedParty(
      name: name, source: source(record["uid"] ?? ""),
      note: record.items(of: "programList").map { $0.text }.joined(separator: " "), file: file,
      line: record.line)
    party.isIndividual = kind == .individual
    party.jurisdiction = record.items(of: "addressList").compactMap { $0["country"] }.first ?? ""
    party.addName(name, &list)
    for alias in record.items(of: "akaList") {
      guard let other = fullName(alias) else { continue }
      party.addAlias(other, isWeak: alias["category"]?.lowercased() == "weak", &list)
    }
    for identity in record.items(of: "idList") {
      guard let type = identity["idType"], let number = identity["idNumber"] else { continue }
      party.addIdentifier(type: type, number: number, &list)
    }
    party.addIdentifiers(inRemarks: record["remarks"] ?? "", &list)
  }

  private enum PartyKind {
    case individual, organisation

    /// Nil for vessels and aircraft, whose names would accuse whoever shares them.
    init?(_ type: String) {
      switch type {
      case "individual": self = .individual
      case "vessel", "aircraft": return nil
      default: self = .organisation
      }
    }
  }

  private static func fullName(_ record: XMLRecord) -> String? {
    guard let last = record["lastName"] else { return record["firstName"] }
    return record["firstName"].map { "\(last), \($0)" } ?? last
  }

  private static func source(_ number: String) -> String { "OFAC SDN list, entry \(number)" }

  /// `03/01/2026` as `2026-03-01`.
  private static func isoDate(_ text: String) -> String? {
    text.wholeMatch(of: /(\d{2})\/(\d{2})\/(\d{4})/).map { "\($0.3)-\($0.1)-\($0.2)" }
  }
}
