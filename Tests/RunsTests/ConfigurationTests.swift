import Detection
import Detectors
import Flows
import Foundation
import Ledger
import Postgres
import Runs
import Testing

@Suite struct ConfigurationTests {
  /// Resolves a file with this text, these variables and these options.
  private func resolve(
    _ yaml: String? = nil, _ environment: [String: String] = [:], options: [(String, String, String)] = []
  ) throws -> Configuration {
    guard let yaml else { return try Configuration(file: nil, environment: environment, options: options) }
    let path = FileManager.default.temporaryDirectory.appending(path: "weir-\(UUID().uuidString).yaml").path()
    try yaml.write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try Configuration(file: path, environment: environment, options: options)
  }

  private func sentence(_ body: () throws -> Configuration) -> String {
    do { _ = try body() } catch { return "\(error)" }
    return "nothing was thrown"
  }

  private func origin(_ key: String, in configuration: Configuration) -> String? {
    configuration.entries.first { $0.key == key }.map { "\($0.value) from \($0.origin)" }
  }

  @Test func `with nothing said everything has its default`() throws {
    let configuration = try resolve("")
    #expect(configuration.sourceSchema == "weir_source" && configuration.currency == "USD")
    #expect(configuration.catchUpDays == 35 && configuration.rejectLimitPerMille == 10)
    #expect(configuration.trace.maxHops == 5 && configuration.trace.maxDwell == .hours(72))
    #expect(configuration.trace.convention == .fifo)
    #expect(configuration.connection.conninfo == "" && configuration.connection.connectTimeoutSeconds == 10)
    #expect(!configuration.connection.allowUnencrypted)
    #expect(configuration.entries.allSatisfy { $0.origin == "default" })
    #expect(configuration.entries.map(\.key) == configuration.entries.map(\.key).sorted())
    #expect(Set(configuration.detectors.keys) == Set(Catalogue.all.map { $0.id }))
  }

  @Test func `a file overrides defaults, the environment the file, and options the environment`() throws {
    let yaml = "max_hops: 3\nmax_dwell: 24h\nsource_schema: lake\n"
    let configuration = try resolve(
      yaml, ["WEIR_MAX_DWELL": "12h", "WEIR_SOURCE_SCHEMA": "river", "PATH": "x", "WEIR_TEST_DATABASE": "y"],
      options: [("source_schema", "sea", "option --source-schema")])
    #expect(configuration.trace.maxHops == 3)
    #expect(configuration.trace.maxDwell == .hours(12))
    #expect(configuration.sourceSchema == "sea")
    #expect(origin("max_hops", in: configuration)?.hasPrefix("3 from file ") == true)
    #expect(origin("max_dwell", in: configuration) == "12h from environment WEIR_MAX_DWELL")
    #expect(origin("source_schema", in: configuration) == "sea from option --source-schema")
    #expect(origin("convention", in: configuration) == "fifo from default")
  }

  @Test func `every setting can be given in the environment, under a name of its own`() throws {
    let names = Configuration.standard.map { "WEIR_" + $0.key.uppercased().replacing(/[.-]/, with: "_") }
    #expect(Set(names).count == names.count)
    for (entry, name) in zip(Configuration.standard, names) {
      let configuration = try resolve("", [name: entry.value])
      #expect(origin(entry.key, in: configuration) == "\(entry.value) from environment \(name)")
    }
  }

  @Test func `parameters of detectors nest in the file`() throws {
    let detector = try #require(Catalogue.all.first { !$0.parameters.isEmpty })
    let parameter = try #require(detector.parameters.first { $0.unit == .count } ?? detector.parameters.first)
    let key = "detectors.\(detector.id).\(parameter.name)"
    let value = parameter.text(parameter.standard)
    let nested = try resolve("detectors:\n  \(detector.id):\n    \(parameter.name): \"\(value)\"\n")
    #expect(origin(key, in: nested)?.hasPrefix("\(value) from file ") == true)
    #expect(try origin(key, in: resolve("\(key): \"\(value)\"\n"))?.hasPrefix("\(value) from file ") == true)
    #expect(try nested.digest == resolve("").digest)
  }

  @Test func `an unknown key names its place and the known ones`() {
    let file = sentence { try resolve("max_hop: 3\n") }
    #expect(file.hasPrefix("file ") && file.contains("there is no setting 'max_hop'"))
    #expect(file.contains("max_hops") && file.contains("source_schema") && !file.contains("detectors."))
    let environment = sentence { try resolve("", ["WEIR_MAX_HOP": "3"]) }
    #expect(environment.hasPrefix("environment WEIR_MAX_HOP: there is no setting"))
    #expect(environment.contains("WEIR_MAX_HOPS"))
  }

  @Test func `an unknown parameter names those of its detector, an unknown detector the detectors`() throws {
    let detector = try #require(Catalogue.all.first { !$0.parameters.isEmpty })
    let parameter = sentence { try resolve("detectors: {\(detector.id): {nonsense: 1}}\n") }
    for known in detector.parameters { #expect(parameter.contains("detectors.\(detector.id).\(known.name)")) }
    let unknown = sentence { try resolve("detectors: {no-such: {cycles: 1}}\n") }
    for known in Catalogue.all { #expect(unknown.contains("detectors.\(known.id)")) }
  }

  @Test(arguments: [
    ("max_hops: 0", "max_hops: '0' is not a number of hops from 1 to 20"),
    ("max_hops: many", "max_hops: 'many'"),
    ("max_dwell: 3", "max_dwell: '3' is not a duration"), ("convention: fofo", "fifo, lifo, pro-rata"),
    ("allow_unencrypted: yes", "true or false"), ("catch_up_days: -1", "catch_up_days: "),
    ("catch_up_days: soon", "catch_up_days: "), ("reject_limit: most", "reject_limit: "),
    ("reject_limit: -0.5", "reject_limit: "), ("statement_timeout: 5 minutes", "statement_timeout: "),
    ("connect_timeout: 99999999999d", "connect_timeout: "),
  ])
  func `an unreadable value names its place, its key and what is wanted`(yaml: String, says: String) {
    let text = sentence { try resolve(yaml + "\n") }
    #expect(text.hasPrefix("file ") && text.contains(says), "\(text)")
    let variable = "WEIR_" + yaml.split(separator: ":")[0].uppercased()
    let value = yaml.split(separator: ":")[1].dropFirst()
    let environment = sentence { try resolve("", [variable: String(value)]) }
    #expect(
      environment.hasPrefix("environment \(variable): ") && environment.contains(says), "\(environment)")
  }

  @Test(arguments: [
    "- a\n- b\n", "just words\n", "max_hops: [1, 2]\n", "max_hops: {deep: 1}\n", "a: b: c\n", "\tx: 1\n",
  ])
  func `a file that is no mapping of settings is refused by name`(yaml: String) {
    let text = sentence { try resolve(yaml) }
    #expect(text.contains(".yaml: "), "\(text)")
  }

  @Test func `a key given twice in one file is refused`() {
    #expect(sentence { try resolve("max_hops: 3\nmax_hops: 4\n") } != "nothing was thrown")
  }

  @Test func `a file that is not there is refused by name`() {
    let text = sentence { try Configuration(file: "no/such/weir.yaml", environment: [:]) }
    #expect(text == "no/such/weir.yaml: the configuration cannot be read")
  }

  @Test func `the digest follows what judges and nothing else`() throws {
    let standard = try resolve("").digest
    #expect(standard.count == 64)
    let same = try resolve(
      "connection: service=lake\nconnect_timeout: 3s\nstatement_timeout: 5m\nallow_unencrypted: true\nfresh_within: 1d\n"
    )
    #expect(same.digest == standard)
    for yaml in [
      "max_hops: 4", "max_dwell: 71h", "convention: lifo", "reject_limit: 0.02", "reporting_currency: EUR",
    ] {
      #expect(try resolve(yaml + "\n").digest != standard)
    }
    #expect(!same.judging.contains("service=lake"))
  }
}
