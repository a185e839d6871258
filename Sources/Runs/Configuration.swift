package import Detection
import Detectors
package import Flows
package import Ledger
package import Postgres

/// Everything a run can be told, resolved: defaults, overridden by one YAML file, overridden by `WEIR_` variables.
package struct Configuration: Sendable {
  /// A value in force and where it came from.
  package struct Entry: Sendable, Equatable {
    package let key: String
    package let value: String
    /// `default`, `file <path>` or `environment <name>`.
    package let origin: String

    package init(key: String, value: String, origin: String) {
      self.key = key
      self.value = value
      self.origin = origin
    }
  }

  /// Every key, ascending; detector parameters as `detectors.<id>.<parameter>`.
  package let entries: [Entry]

  package let connection: ConnectionOptions
  package let sourceSchema: String
  package let currency: String
  /// Rejected rows of a relation, in per mille, past which a run fails.
  package let rejectLimitPerMille: Int64
  /// Missed days a run catches up with at most.
  package let catchUpDays: Int
  /// Sessions that read the transactions at once.
  package let readingConnections: Int
  /// How old the newest transaction may be before `check` warns.
  package let freshWithin: Span
  /// How old a list may be before the run log says so.
  package let listsFreshWithin: Span
  package let trace: TraceParameters
  /// Who changed the parameters last, and why, as told; nil for nobody said.
  package let changedBy: String?
  package let changeReason: String?
  /// Settings by detector id.
  package let detectors: [String: Settings]

  /// Resolves the configuration from flat (key, value, origin) layers, later ones winning.
  ///
  /// Throws ``ConfigurationError`` for unknown keys and unreadable values, naming where they stand.
  package init(layers: [[Entry]]) throws {
    var values = Dictionary(uniqueKeysWithValues: Self.standard.map { ($0.key, $0) })
    for entry in layers.joined() {
      guard values[entry.key] != nil else {
        throw ConfigurationError.unknownKey(entry, known: Self.near(entry.key))
      }
      values[entry.key] = entry
    }
    entries = values.values.sorted { $0.key < $1.key }
    func read<T>(_ key: String, _ body: (String) throws -> T) throws -> T {
      let entry = values[key] ?? Entry(key: key, value: "", origin: "default")
      do { return try body(entry.value) } catch {
        throw ConfigurationError.unreadable(entry, why: "\(error)")
      }
    }
    connection = ConnectionOptions(
      conninfo: try read("connection") { $0 }, applicationName: "weir",
      connectTimeoutSeconds: try read("connect_timeout") { Int(try Span($0).micros / 1_000_000) },
      statementTimeoutMilliseconds: try read("statement_timeout") { Int(try Span($0).micros / 1000) },
      allowUnencrypted: try read("allow_unencrypted") { try Self.flag($0) })
    sourceSchema = try read("source_schema") { $0 }
    currency = try read("reporting_currency") { $0 }
    rejectLimitPerMille = try read("reject_limit") { try Parameter.ratio("", perMille: 0, "").read($0) }
    catchUpDays = try read("catch_up_days") { Int(try Parameter.count("", 0, "").read($0)) }
    readingConnections = try read("reading_connections") { try Self.number($0, 1...16, "connections") }
    freshWithin = try read("fresh_within") { try Span($0) }
    listsFreshWithin = try read("lists_fresh_within") { try Span($0) }
    trace = TraceParameters(
      maxHops: try read("max_hops") { try Self.number($0, 1...20, "hops") },
      maxDwell: try read("max_dwell") { try Span($0) },
      convention: try read("convention") { try Self.convention($0) })
    changedBy = try read("changed_by") { $0.isEmpty ? nil : $0 }
    changeReason = try read("change_reason") { $0.isEmpty ? nil : $0 }
    var settings: [String: Settings] = [:]
    for detector in Catalogue.all {
      let prefix = "detectors.\(detector.id)."
      var overrides: [String: String] = [:]
      for parameter in detector.parameters {
        let entry = values[prefix + parameter.name]
        if let entry, entry.origin != "default" { overrides[parameter.name] = entry.value }
        _ = try read(prefix + parameter.name) { try parameter.read($0) }
      }
      var given = try Settings(overriding: overrides, of: detector.parameters, detector: detector.id)
      given.maturity = try read(prefix + "maturity") { try Self.maturity($0) }
      settings[detector.id] = given
    }
    detectors = settings
  }

  /// The settings that can change a finding, one `key = value` line each; its digest is `runs.config_hash`.
  package var judging: String {
    let others = [
      "connection", "connect_timeout", "statement_timeout", "allow_unencrypted", "fresh_within",
      "reading_connections", "changed_by", "change_reason",
    ]
    return entries.filter { !others.contains($0.key) }.map { "\($0.key) = \($0.value)\n" }.joined()
  }

  /// Every key with its default.
  package static var standard: [Entry] {
    let plain = [
      ("allow_unencrypted", "false"), ("catch_up_days", "35"), ("change_reason", ""), ("changed_by", ""),
      ("connect_timeout", "10s"), ("connection", ""),
      ("convention", "fifo"), ("fresh_within", "3d"), ("lists_fresh_within", "400d"), ("max_dwell", "72h"),
      ("max_hops", "5"), ("reading_connections", "2"), ("reject_limit", "0.01"),
      ("reporting_currency", "USD"),
      ("source_schema", "weir_source"),
      ("statement_timeout", "0s"),
    ]
    let detectors = Catalogue.all.flatMap { detector in
      [("detectors.\(detector.id).maturity", detector.maturity.rawValue)]
        + detector.parameters.map { ("detectors.\(detector.id).\($0.name)", $0.text($0.standard)) }
    }
    return (plain + detectors).map { Entry(key: $0.0, value: $0.1, origin: "default") }
  }

  private static func flag(_ text: String) throws -> Bool {
    guard let flag = ["true": true, "false": false][text] else {
      throw LedgerError.unreadable(text, expected: "true or false")
    }
    return flag
  }

  private static func number(_ text: String, _ range: ClosedRange<Int>, _ what: String) throws -> Int {
    guard let number = Int(text), range.contains(number) else {
      throw LedgerError.unreadable(
        text, expected: "a number of \(what) from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private static func convention(_ text: String) throws -> Convention {
    guard let convention = Convention(rawValue: text) else {
      throw LedgerError.unreadable(
        text, expected: Convention.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return convention
  }

  private static func maturity(_ text: String) throws -> Maturity {
    guard let maturity = Maturity(rawValue: text) else {
      throw LedgerError.unreadable(
        text, expected: Maturity.allCases.map(\.rawValue).joined(separator: " or "))
    }
    return maturity
  }

  /// Keys of the same section, for the error that names an unknown one.
  private static func near(_ key: String) -> [String] {
    let section = key.split(separator: ".").dropLast().joined(separator: ".")
    let same = standard.map(\.key).filter {
      $0.split(separator: ".").dropLast().joined(separator: ".") == section
    }
    return same.isEmpty ? Catalogue.all.map { "detectors.\($0.id)" } : same
  }
}

/// Why a configuration cannot be used.
package enum ConfigurationError: Error, CustomStringConvertible {
  case unknownKey(Configuration.Entry, known: [String])
  case unreadable(Configuration.Entry, why: String)
  case unreadableFile(path: String, why: String)

  package var description: String {
    switch self {
    case .unknownKey(let entry, let known):
      "\(entry.origin): there is no setting '\(entry.key)'; there are \(known.joined(separator: ", "))"
    case .unreadable(let entry, let why): "\(entry.origin): \(entry.key): \(why)"
    case .unreadableFile(let path, let why): "\(path): \(why)"
    }
  }
}

extension Configuration {
  /// SHA-256 of ``judging``, in hexadecimal: `runs.config_hash`.
  package var digest: String { sha256(judging) }

  /// The detectors of the catalogue with their settings.
  package var activeDetectors: [any Detector] {
    Catalogue.all.map { $0.init(settings: detectors[$0.id] ?? Settings()) }
  }
}
