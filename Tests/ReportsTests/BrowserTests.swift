import Foundation
import Reports
import TestSupport
import Testing

/// The page in a real browser, with the network named nowhere.
@Suite(.serialized, .enabled(if: Program.chromium.path != nil, Comment(rawValue: Program.chromium.reason)))
struct BrowserTests {
  private func browse(_ html: String, _ arguments: [String]) throws -> (output: String, folder: URL) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "weir-page-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "page.html")
    try html.write(to: file, atomically: true, encoding: .utf8)
    let run = try Program.chromium.run(
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(folder.path)/profile",
        "--enable-logging=stderr",
      ] + arguments.map { $0.replacing("FOLDER", with: folder.path) } + ["file://\(file.path)"])
    let complaints = run.errors.split(separator: "\n").filter { $0.contains("CONSOLE") }
    #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n").prefix(2_000))")
    return (run.output, folder)
  }

  /// All hostile names at once, one in each party, fact and alert.
  private func hostilePage() throws -> String {
    var record = try sampleCase(name: hostileNames[0])
    for (number, name) in hostileNames.enumerated() {
      record.parties.append(
        CaseParty(id: "h\(number)", name: name, endpoint: .init(institution: name, accountNumber: name)))
      var transaction = record.transactions[number % 4]
      (transaction.id, transaction.creditorID, transaction.reference) = (
        "x\(number)\(name)", "h\(number)", name
      )
      record.transactions.append(transaction)
    }
    return try samplePage(record)
  }

  @Test func `names of any kind are read as text, and no script runs`() throws {
    let (dom, folder) = try browse(try hostilePage(), ["--dump-dom", "--virtual-time-budget=2000"])
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(dom.contains("<title>Case file 11111111-2222-8333</title>"))
    #expect(
      !dom.contains("<script") && !dom.contains("<img") && dom.firstMatch(of: #/<[^>]*\son[a-z]+=/#) == nil)
    #expect(dom.ranges(of: "<h1").count == 1)
  }

  @Test func `it draws and prints`() throws {
    let (_, folder) = try browse(
      try hostilePage(), ["--screenshot=FOLDER/page.png", "--window-size=1100,2000", "--hide-scrollbars"])
    defer { try? FileManager.default.removeItem(at: folder) }
    let picture = try Data(contentsOf: folder.appending(path: "page.png"))
    #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]) && picture.count > 50_000)
    let (_, printed) = try browse(
      try samplePage(try sampleCase()), ["--no-pdf-header-footer", "--print-to-pdf=FOLDER/page.pdf"])
    defer { try? FileManager.default.removeItem(at: printed) }
    let pages = try Data(contentsOf: printed.appending(path: "page.pdf"))
    #expect(pages.starts(with: Array("%PDF".utf8)) && pages.count > 10_000)
  }
}
