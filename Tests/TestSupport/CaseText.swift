package import Detection
package import Foundation
package import Ledger
import Lists
package import Window

/// One case of `fixtures/detectors/<id>.md`: a small ledger in contract columns, and what must come of it.
///
/// A case is a `## fires: …`, `## silent: …` or `## boundary: …` heading, a line `as of …`, optional lines
/// `severity …`, `subject …`, `amount …`, `setting name = value`, and tables. Before each table stands a line with
/// the relation's name; columns carry the contract's names. A first column with an empty header holds `*` on the rows
/// that must be the evidence, no more and no fewer. A table `classes` (party_id, class) says what the lists would, or a
/// table `list` (class, matcher, value, name) is one.
package struct DetectorCase: Sendable, CustomStringConvertible {
  package var title: String
  package var place: String
  /// `fires`, `silent` or `boundary`; a boundary case fires if it has a star, a subject or a severity.
  package var kind: String
  package var asOf: Instant
  package var severity: Severity?
  package var subject: String?
  package var amount: Money?
  package var settings: [String: String] = [:]
  package var tables: [String: [[String: String]]] = [:]

  /// A case made in code, its tables to be filled in.
  package init(title: String, place: String, kind: String, asOf: Instant) {
    (self.title, self.place, self.kind, self.asOf) = (title, place, kind, asOf)
  }

  package var description: String { "\(place) \(title)" }

  package var mustFire: Bool {
    kind == "fires" || (kind == "boundary" && (severity != nil || subject != nil || !starred.isEmpty))
  }

  /// Keys of the starred rows, by relation.
  package var starred: [String: Set<String>] {
    tables.compactMapValues { rows in
      let keys = Set(rows.filter { $0[""] == "*" }.compactMap { $0["#key"] })
      return keys.isEmpty ? nil : keys
    }
  }

  /// The ledger as a window, its classes as a classification. Rejected rows are returned: a case should have none.
  package func window(lookback: Span) -> (window: Window, rejects: [Reject]) {
    let absent = Set(Relation.allCases.filter { !$0.isRequired && tables[$0.rawValue] == nil })
    var builder = WindowBuilder(
      from: asOf - lookback, to: asOf, future: asOf, currency: "USD", absent: absent)
    var accounts = tables["accounts"] ?? []
    let endpoints = tables["endpoints"] ?? []
    let known = Set((accounts.compactMap { $0["account_id"] }) + endpoints.compactMap { $0["endpoint_id"] })
    var implied: Set<String> = []
    for (table, columns) in [
      ("transactions", ["debtor_id", "creditor_id"]), ("platform_events", ["account_id", "counterparty_id"]),
    ] {
      for id in (tables[table] ?? []).flatMap({ row in columns.compactMap { row[$0] } })
      where !known.contains(id) {
        implied.insert(id)
      }
    }
    accounts += implied.sorted().map { ["account_id": $0] }
    // Rates first: transactions are converted as they are added.
    for relation in [.fxRates] + Relation.allCases.filter({ $0 != .fxRates }) {
      let rows: [[String: String]] =
        switch relation {
        case .accounts: accounts
        case .endpoints: endpoints
        default: tables[relation.rawValue] ?? []
        }
      builder.add(RowBatch(rows.map { cells($0, relation) }, relation), to: relation)
    }
    var (window, rejects, _) = builder.finish()
    if let list = tables["list"] {
      let entries = list.compactMap { row -> ListEntry? in
        guard let listClass = row["class"].flatMap({ ListClass(rawValue: $0) }),
          let matcher = row["matcher"].flatMap({ ListMatcher(rawValue: $0) }), let value = row["value"]
        else { return nil }
        return ListEntry(
          listClass: listClass, matcher: matcher, value: value, name: row["name"] ?? value, source: "case")
      }
      window.classification = Classifier(lists: [(label: "case", entries: entries)]).classify(window)
    }
    for row in tables["classes"] ?? [] {
      guard let id = row["party_id"], let party = window.party(id: id), let word = row["class"] else {
        continue
      }
      if let sink = SinkClass(rawValue: word) {
        window.classification.rank[Int(party)] = UInt8(sink.rank)
        window.classification.match[party] = ListMatch(
          matcher: row["matcher"] ?? "endpoint_id", name: row["name"] ?? id, list: "case",
          isExact: row["matcher"] == nil,
          linkage: row["linkage"])
      } else if word == "stop" {
        window.classification.isStop[Int(party)] = true
      }
    }
    return (window, rejects)
  }

  /// Amounts may have thousands separators, and are in dollars unless a row says otherwise.
  private func cells(_ row: [String: String], _ relation: Relation) -> [String: String] {
    var row = row
    if relation == .transactions, row["currency"] == nil { row["currency"] = "USD" }
    row["amount"] = row["amount"]?.replacing(",", with: "")
    return row
  }

  /// Every case of a Markdown file. Throws with the line when it cannot be read.
  package static func all(in file: URL) throws -> [DetectorCase] {
    var cases: [DetectorCase] = []
    var relation = ""
    var header: [String]?
    for (number, line) in try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
      .enumerated()
    {
      let trimmed = line.trimmingCharacters(in: .whitespaces)
      let place = "\(file.lastPathComponent):\(number + 1)"
      if trimmed.hasPrefix("## ") {
        let parts = trimmed.dropFirst(3).split(separator: ":", maxSplits: 1)
        guard parts.count == 2, ["fires", "silent", "boundary"].contains(parts[0]) else {
          throw CaseError(
            place: place, problem: "a case begins '## fires: …', '## silent: …' or '## boundary: …'")
        }
        cases.append(
          DetectorCase(
            title: parts[1].trimmingCharacters(in: .whitespaces), place: place, kind: String(parts[0]),
            asOf: Instant(micros: 0)))
        (relation, header) = ("", nil)
        continue
      }
      guard var current = cases.popLast() else { continue }
      defer { cases.append(current) }
      if trimmed.hasPrefix("|") {
        var cells = trimmed.dropFirst().components(separatedBy: "|").map {
          $0.trimmingCharacters(in: .whitespaces)
        }
        if cells.last == "" { cells.removeLast() }
        if cells.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0 == "-" || $0 == ":" } }) { continue }
        guard let names = header else {
          header = cells
          current.tables[relation, default: []] += []
          continue
        }
        guard cells.count == names.count else {
          throw CaseError(place: place, problem: "\(cells.count) cells under \(names.count) columns")
        }
        var row: [String: String] = [:]
        for (name, cell) in zip(names, cells) where !cell.isEmpty { row[name] = cell }
        if let known = Relation(rawValue: relation) {
          let key = Contract.key(of: known)[0]
          let count = (current.tables[relation]?.count ?? 0) + 1
          if row[key] == nil { row[key] = "\(relation.prefix(1))\(count < 10 ? "0" : "")\(count)" }
          row["#key"] = row[key]
        }
        current.tables[relation, default: []].append(row)
      } else if !trimmed.isEmpty {
        header = nil
        let words = trimmed.split(separator: " ", maxSplits: 1).map(String.init)
        switch words[0] {
        case "as" where trimmed.hasPrefix("as of "): current.asOf = try Instant(trimmed.dropFirst(6))
        case "severity": current.severity = Severity(rawValue: words.last ?? "")
        case "subject": current.subject = words.last
        case "amount": current.amount = try Money((words.last ?? "").replacing(",", with: ""))
        case "setting":
          let sides = (words.last ?? "").components(separatedBy: "=").map {
            $0.trimmingCharacters(in: .whitespaces)
          }
          if sides.count == 2 { current.settings[sides[0]] = sides[1] }
        default:
          if Relation(rawValue: trimmed) != nil || ["classes", "list"].contains(trimmed) {
            relation = trimmed
          }
        }
      }
    }
    return cases
  }
}

/// A case file that cannot be read.
package struct CaseError: Error, CustomStringConvertible {
  let place: String
  let problem: String

  package var description: String { "\(place): \(problem)" }
}
