import TestSupport
import Testing

/// Templates escape everything, and ask for nothing that is not there: a misspelt name would be filled with nothing.
@Suite struct TemplatesTests {
  private let templates = trackedFiles.filter { $0.isIn("templates/") && $0.isNamed(".mustache") }
  private let sources = trackedFiles.filter { $0.isIn("Sources/Reports/") }

  @Test func `a template names its escaping first, and nothing goes round it`() {
    #expect(templates.count >= 5)
    for file in templates {
      #expect(file.text.hasPrefix("{{% CONTENT_TYPE: WEIR}}\n"), "\(file.path): begin with the pragma")
      #expect(
        !file.text.contains("{{{") && !file.text.contains("{{&"), "\(file.path): a value is not escaped")
      #expect(
        file.text.firstMatch(of: #/=\{\{|=[^"\s>]*\{\{/#) == nil, "\(file.path): put attributes in quotes")
    }
  }

  @Test func `every name in a template is a property of some value`() {
    let declared = Set(
      sources.flatMap { file in file.text.matches(of: #/\b(?:let|var) (\w+)/#).map { String($0.1) } })
    for file in templates {
      for match in file.text.matches(of: #/\{\{[#^\/]?\s*(\w+)\s*\}\}/#) {
        #expect(
          declared.contains(String(match.1)), "\(file.path): {{\(match.1)}} is no property in Sources/Reports"
        )
      }
      for match in file.text.matches(of: #/\{\{>\s*([\w-]+)\s*\}\}/#) where match.1 != "style" {
        #expect(templates.contains { $0.stem == match.1 }, "\(file.path): there is no template \(match.1)")
      }
    }
  }

  @Test func `a page fetches nothing`() {
    for file in trackedFiles where file.isIn("templates/") {
      let found = file.text.firstMatch(
        of: #/(?i)<script|\bsrc=|<link|<iframe|url\(\s*['"]?(?!#)|@import|\son\w+=/#)
      #expect(found == nil, "\(file.path): \(found.map { String($0.0) } ?? "")")
    }
  }
}
