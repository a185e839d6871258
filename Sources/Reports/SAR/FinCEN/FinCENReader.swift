import Foundation
import FoundationXML

extension FinCENElement {
  /// Reads a batch as it was written, every character of its texts kept. Throws ``NotABatch`` for what is not XML.
  init(document: String) throws {
    let parser = XMLParser(data: Data(document.utf8))
    let reader = TreeReader()
    parser.shouldProcessNamespaces = true
    parser.delegate = reader
    guard parser.parse(), let root = reader.root else {
      throw NotABatch(line: parser.lineNumber)
    }
    self = root
  }
}

/// A file that is not well-formed XML.
struct NotABatch: Error, CustomStringConvertible {
  let line: Int
  var description: String { "the file is not well-formed XML: line \(line)" }
}

private final class TreeReader: NSObject, XMLParserDelegate {
  private var open: [FinCENElement] = []
  private(set) var root: FinCENElement?

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    // A name of another namespace is kept apart, so that it cannot pass for one of the form's.
    open.append(
      FinCENElement(
        name: namespaceURI == FinCENElement.namespace ? name : "{\(namespaceURI ?? "")}\(name)",
        attributes: attributes))
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if let last = open.indices.last { open[last].text += text }
  }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    if let last = open.indices.last { open[last].text += String(decoding: block, as: UTF8.self) }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    guard var element = open.popLast() else { return }
    // Between children stands only the layout of the file.
    if !element.children.isEmpty {
      element.text = element.text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    if let parent = open.indices.last { open[parent].children.append(element) } else { root = element }
  }
}
