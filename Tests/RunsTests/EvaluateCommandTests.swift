import Demo
import Evaluation
import Foundation
import Ledger
import TestSupport
import Testing

/// `weir evaluate` over a demo warehouse, whose truth is known.
@Suite(.enabled(if: TestServer.uri != nil, Comment(rawValue: TestServer.reason)))
struct EvaluateCommandTests {
  private let warehouse: RunningWarehouse
  private let labels: String

  init() throws {
    warehouse = try RunningWarehouse.evaluated()
    let file = FileManager.default.temporaryDirectory.appending(path: "labels-\(UUID().uuidString).csv")
    try SchemeLabel.csv(DemoWarehouse.generate(accounts: 800).labels).write(
      to: file, atomically: true, encoding: .utf8)
    labels = file.path
  }

  @Test func `the tables and a dry run as of the same day are evaluated alike`() throws {
    let tables = try warehouse.command("evaluate", "--labels", labels, "--format", "csv")
    #expect(tables.status == 0, "\(tables.errors)")
    let dry = try warehouse.command(
      "evaluate", "--labels", labels, "--format", "csv", "--dry-run", "--as-of",
      RunningWarehouse.end.description)
    #expect(dry.output == tables.output)
    let rows = tables.output.split(separator: "\n").map { $0.split(separator: ",") }
    #expect(rows.map { $0[0] }.last == "all")
    #expect(rows.count == 16)
    try FileManager.default.removeItem(atPath: labels)
  }

  @Test func `misses and false alerts are named, and what cannot be read is said`() throws {
    let told = try warehouse.command("evaluate", "--labels", labels, "--details")
    #expect(told.output.contains("P10 twelve days' rest on the way"))
    try "scheme_id,detector\nS,x\n".write(toFile: labels, atomically: true, encoding: .utf8)
    let wrong = try warehouse.command("evaluate", "--labels", labels)
    #expect(wrong.status == 65)
    #expect(wrong.errors.contains("has no column label; add it"))
    try FileManager.default.removeItem(atPath: labels)
    #expect(try warehouse.command("evaluate", "--labels", labels).status == 74)
    #expect(try warehouse.command("evaluate").status == 64)
  }
}
