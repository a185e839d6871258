package import Ledger
package import Lists
package import Postgres

/// A list as the warehouse keeps it.
package struct ListVersion: Sendable {
  package let id: String
  package let list: String
  /// Publication date, or the day of import where the publisher gives none.
  package let version: String
  package let format: String
  package let sha256: String
  package let rows: Int
  package let importedAt: Instant

  /// `name version`, as alerts record it.
  package var label: String { "\(list) \(version)" }
}

/// The lists in the warehouse: every import is a version, and none is ever changed.
package struct ListStore {
  let session: Session

  package init(session: Session) { self.session = session }

  /// The newest version of every list, by name.
  package func current() throws -> [ListVersion] {
    let rows = try session.execute(SQL.text("queries/current_list_versions"))
    return try (0..<rows.count).map { row in
      ListVersion(
        id: rows[row, 0] ?? "", list: rows[row, 1] ?? "", version: rows[row, 2] ?? "", format: rows[row, 3] ?? "",
        sha256: rows[row, 4] ?? "", rows: rows[row, 6].flatMap { Int($0) } ?? 0,
        importedAt: try Instant(timestamp: rows[row, 7] ?? ""))
    }
  }

  /// The entries of a version, in their order.
  package func entries(of version: ListVersion) throws -> [ListEntry] {
    let rows = try session.execute(SQL.text("queries/list_entries"), [version.id])
    return (0..<rows.count).compactMap { row in
      guard let listClass = rows[row, 0].flatMap({ ListClass(rawValue: $0) }),
        let matcher = rows[row, 1].flatMap({ ListMatcher(rawValue: $0) })
      else { return nil }
      let kinds = elements(rows[row, 4]).compactMap { EndpointKind(rawValue: $0) }
      return ListEntry(
        listClass: listClass, matcher: matcher, value: rows[row, 2] ?? "", network: rows[row, 3],
        kinds: kinds.isEmpty ? nil : Set(kinds), country: rows[row, 5], name: rows[row, 6] ?? "",
        jurisdiction: rows[row, 7] ?? "", linkage: rows[row, 8] ?? "", source: rows[row, 9] ?? "",
        note: rows[row, 10] ?? "")
    }
  }

  /// Takes in a list as a new version, unless the newest one has the same bytes; then nil. Call it inside a transaction.
  package func add(_ parsed: ParsedList, as list: String, format: String, on day: Instant) throws -> (
    diff: ListDiff, version: String
  )? {
    let newest = try current().first { $0.list == list }
    if newest?.sha256 == parsed.digest { return nil }
    let diff = ListDiff(from: try newest.map { try entries(of: $0) } ?? [], to: parsed.entries)
    let version = parsed.publishedOn ?? day.date
    let id = try session.execute(
      SQL.text("queries/add_list_version"),
      [
        list, version, format, parsed.digest, parsed.publishedOn, String(parsed.entries.count), String(diff.added),
        String(diff.removed),
      ])[0, 0]
    _ = try session.copyIn(
      SQL.text("queries/copy_list_entries"),
      parsed.entries.enumerated().map { place, entry in
        [
          id, String(place + 1), entry.listClass.rawValue, entry.matcher.rawValue, entry.value, entry.network,
          textArray((entry.kinds ?? []).map(\.rawValue).sorted()), entry.country, entry.name, entry.jurisdiction,
          entry.linkage, entry.source, entry.note,
        ]
      })
    return (diff, version)
  }

  /// Installs the starter lists that are missing or older than this binary's. Returns the names taken in.
  package func installStarterLists(on day: Instant) throws -> [String] {
    try SQL.starterLists.compactMap { name, text in
      let parsed = try ParsedList.parse(files: [("fixtures/lists/\(name).csv", Array(text.utf8))], format: .csv)
      return try add(parsed, as: "starter-\(name)", format: ListFormat.csv.rawValue, on: day) == nil ? nil : name
    }
  }
}

/// The elements of an array as PostgreSQL writes it in text, `{a,"b c",NULL}`; nulls are left out.
func elements(_ literal: String?) -> [String] {
  var elements: [String] = []
  var element = ""
  var (isQuoted, isEscaped, wasQuoted) = (false, false, false)
  for character in (literal ?? "{}").dropFirst() {
    switch character {
    case _ where isEscaped:
      element.append(character)
      isEscaped = false
    case "\\": isEscaped = true
    case "\"":
      isQuoted.toggle()
      wasQuoted = true
    case "," where !isQuoted, "}" where !isQuoted:
      if wasQuoted || (!element.isEmpty && element != "NULL") { elements.append(element) }
      (element, wasQuoted) = ("", false)
    default: element.append(character)
    }
  }
  return elements
}
