import Foundation

/// Programs of the system that some tests ask for a second opinion.
package enum Program: String {
  case dot, xmllint, chromium

  /// Where it is, or nil when it is not installed.
  package var path: String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(rawValue)" }.first(where: FileManager.default.isExecutableFile(atPath:))
  }

  /// Why a test was skipped, and what to do about it.
  package var reason: String {
    let package = self == .dot ? "graphviz" : self == .xmllint ? "libxml2-utils" : rawValue
    return "\(rawValue) is not installed: apt-get install \(package)"
  }

  /// Runs it to its end. What it writes goes through files, so that no pipe can fill up.
  package func run(_ arguments: [String], input: String = "") throws -> (
    output: String, errors: String, status: Int32
  ) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "weir-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "out", "err"].map { folder.appending(path: $0) }
    try input.write(to: files[0], atomically: true, encoding: .utf8)
    for file in files.dropFirst() { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(filePath: path ?? rawValue)
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    return (
      String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
      String(decoding: try Data(contentsOf: files[2]), as: UTF8.self), process.terminationStatus
    )
  }
}

/// FinCEN's schema, which is not part of this project: where `WEIR_FINCEN_SCHEMA` says, else beside the checkout.
package enum FinCENSchema {
  package static let path: String? = {
    let beside = repositoryRoot.appending(path: "../shared/sar/EFL_SARXBatchSchema.xsd").standardizedFileURL
    let path = ProcessInfo.processInfo.environment["WEIR_FINCEN_SCHEMA"] ?? beside.path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  package static let reason =
    "FinCEN's schema is not part of this project: name your EFL_SARXBatchSchema.xsd in WEIR_FINCEN_SCHEMA"

  /// What xmllint finds in a document, one line each; none for a valid one.
  package static func faults(of document: String) throws -> [String] {
    let file = FileManager.default.temporaryDirectory.appending(path: "weir-test-\(UUID().uuidString).xml")
    try document.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let run = try Program.xmllint.run(["--noout", "--nonet", "--schema", path ?? "", file.path])
    return run.status == 0 ? [] : run.errors.split(separator: "\n").map(String.init)
  }
}
