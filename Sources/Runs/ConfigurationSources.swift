import Detectors
import Foundation
import Yams

extension Configuration {
  /// The file read when none is named, if it is there.
  package static let standardPath = "/etc/weir/weir.yaml"

  /// Reads the file (named, else the standard one if present), the environment, and options given on the command line as
  /// (key, value, origin), later ones winning.
  ///
  /// Throws ``ConfigurationError``. Nested keys are joined by dots: `detectors: {salary-skim: {cycles: 4}}`.
  package init(
    file: String?, environment: [String: String], options: [(key: String, value: String, origin: String)] = []
  ) throws {
    var layers: [[Entry]] = []
    if let path = file
      ?? (FileManager.default.fileExists(atPath: Self.standardPath) ? Self.standardPath : nil)
    {
      layers.append(try Self.entries(ofFile: path))
    }
    layers.append(try Self.entries(of: environment))
    layers.append(options.map { Entry(key: $0.key, value: $0.value, origin: $0.origin) })
    try self.init(layers: layers)
  }

  /// The settings of a YAML file, nested keys joined by dots. Throws ``ConfigurationError``.
  static func entries(ofFile path: String) throws -> [Entry] {
    let text: String
    do { text = try String(contentsOfFile: path, encoding: .utf8) } catch {
      throw ConfigurationError.unreadableFile(path: path, why: "the configuration cannot be read")
    }
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch {
      throw ConfigurationError.unreadableFile(path: path, why: "\(error)")
    }
    guard let root else { return [] }
    guard root.mapping != nil else {
      throw ConfigurationError.unreadableFile(path: path, why: "it is not a mapping of settings")
    }
    return try flatten(root, prefix: "", path: path)
  }

  private static func flatten(_ node: Node, prefix: String, path: String) throws -> [Entry] {
    if let scalar = node.scalar { return [Entry(key: prefix, value: scalar.string, origin: "file \(path)")] }
    guard let mapping = node.mapping else {
      throw ConfigurationError.unreadableFile(
        path: path, why: "\(prefix) is a list; a single value is wanted")
    }
    return try mapping.flatMap { key, value in
      try flatten(
        value, prefix: prefix.isEmpty ? key.string ?? "" : "\(prefix).\(key.string ?? "")", path: path)
    }
  }

  /// `WEIR_SOURCE_SCHEMA`, or `WEIR_DETECTORS_INSTALLMENT_CHARGES_LARGEST_CHARGE` for a parameter of a detector.
  ///
  /// A name that is nearly a setting's is a slip of the pen and an error; any other is somebody else's variable.
  private static func entries(of environment: [String: String]) throws -> [Entry] {
    let keys = Dictionary(
      standard.map { ("WEIR_" + $0.key.uppercased().replacing(/[.-]/, with: "_"), $0.key) },
      uniquingKeysWith: { first, _ in first })
    return try environment.filter { $0.key.hasPrefix("WEIR_") }.sorted { $0.key < $1.key }.compactMap {
      name, value in
      let entry = Entry(key: keys[name] ?? name, value: value, origin: "environment \(name)")
      if keys[name] != nil { return entry }
      if name.hasPrefix("WEIR_DETECTORS_") || keys.keys.contains(where: { editDistance($0, name) <= 2 }) {
        throw ConfigurationError.unknownKey(
          entry, known: keys.keys.filter { !$0.contains("DETECTORS") }.sorted())
      }
      return nil
    }
  }
}
