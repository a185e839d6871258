import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// One record of an XML list: an element with what stands inside it.
struct XMLRecord {
  let name: String
  let attributes: [String: String]
  /// Line of the start tag, 1 first.
  let line: Int
  var text = ""
  var children: [XMLRecord] = []

  /// Text of the first child of a name, trimmed; nil when it is absent or empty.
  subscript(_ name: String) -> String? {
    let text = children.first { $0.name == name }?.text.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    return text.isEmpty ? nil : text
  }

  func all(_ name: String) -> [XMLRecord] { children.filter { $0.name == name } }

  /// The children of a container such as `akaList`.
  func items(of container: String) -> [XMLRecord] { all(container).flatMap(\.children) }
}

/// Reads an XML file record by record, holding no more than one of them and the result in memory.
final class XMLRecordReader: NSObject, XMLParserDelegate {
  private let root: String
  private let recordNames: Set<String>
  private let take: (XMLRecord) -> Void
  private var open: [XMLRecord] = []
  private var depth = 0
  private var hasRoot = false
  private var wrongRoot: String?

  private init(root: String, records: Set<String>, take: @escaping (XMLRecord) -> Void) {
    self.root = root
    recordNames = records
    self.take = take
  }

  /// Hands on every element with one of the names, and first the root without its children. No entity outside the file
  /// is resolved. Throws ``ListError`` with the line where the file is not well-formed, or not the expected document.
  static func read(
    _ bytes: [UInt8], file: String, root: String, records: Set<String>, take: @escaping (XMLRecord) -> Void
  ) throws(ListError) {
    let reader = XMLRecordReader(root: root, records: records, take: take)
    let parser = XMLParser(data: Data(bytes))
    parser.shouldResolveExternalEntities = false
    parser.delegate = reader
    let isWhole = parser.parse()
    if let wrong = reader.wrongRoot {
      throw ListError(
        file: file, line: 1,
        problem: "begins with <\(wrong)>, not <\(root)>; this is another list or another format")
    }
    if !isWhole || !reader.hasRoot || reader.depth != 0 {
      throw ListError(
        file: file, line: max(1, parser.lineNumber),
        problem: "is not well-formed XML from here; download the file again")
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let name = elementName.split(separator: ":").last.map(String.init) ?? elementName
    let record = XMLRecord(name: name, attributes: attributes, line: parser.lineNumber)
    if depth == 0 {
      guard name == root else {
        wrongRoot = name
        parser.abortParsing()
        return
      }
      hasRoot = true
      take(record)
    } else if !open.isEmpty || recordNames.contains(name) {
      open.append(record)
    }
    depth += 1
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if !open.isEmpty { open[open.count - 1].text += string }
  }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    if !open.isEmpty { open[open.count - 1].text += String(decoding: block, as: UTF8.self) }
  }

  func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName: String?
  ) {
    depth -= 1
    guard let finished = open.popLast() else { return }
    if open.isEmpty { take(finished) } else { open[open.count - 1].children.append(finished) }
  }
}
