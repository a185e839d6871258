import FoundationXML

/// An element of a FinCEN batch: text, or children. The writer builds it, and the checks read a file back into it.
struct FinCENElement: Equatable {
  var name: String
  var attributes: [String: String] = [:]
  var text = ""
  var children: [FinCENElement] = []

  /// With every element that has children below this one numbered from 1 in document order.
  func numbered() -> FinCENElement {
    var next = 1
    func number(_ element: FinCENElement) -> FinCENElement {
      if element.children.isEmpty { return element }
      var element = element
      element.attributes["SeqNum"] = String(next)
      next += 1
      element.children = element.children.map(number)
      return element
    }
    var root = self
    root.children = children.map(number)
    return root
  }

  /// The children of a name.
  func all(_ name: String) -> [FinCENElement] { children.filter { $0.name == name } }
  /// The first child of a name.
  func first(_ name: String) -> FinCENElement? { children.first { $0.name == name } }
  /// The text of the first child of a name; empty when there is none.
  func value(_ name: String) -> String { first(name)?.text ?? "" }
  /// This element and everything below it, in document order.
  var descendants: [FinCENElement] { [self] + children.flatMap(\.descendants) }
}

/// An element with children; ``FinCENElement/numbered()`` gives it its SeqNum.
func group(_ name: String, @FinCENChildren _ children: () -> [FinCENElement]) -> FinCENElement {
  FinCENElement(name: name, children: children())
}

/// An element that carries a value; none for a value that is nil or empty.
func leaf(_ name: String, _ value: String?) -> [FinCENElement] {
  guard let value, !value.isEmpty else { return [] }
  return [FinCENElement(name: name, text: value)]
}

/// An element that says `Y`, or none.
func flag(_ name: String, _ isSet: Bool) -> [FinCENElement] { leaf(name, isSet ? "Y" : nil) }

/// Collects the children of a ``group(_:_:)``, each checked by itself: one expression of so many would be too much for the
/// compiler.
@resultBuilder
enum FinCENChildren {
  static func buildExpression(_ element: FinCENElement) -> [FinCENElement] { [element] }
  static func buildExpression(_ element: FinCENElement?) -> [FinCENElement] { element.map { [$0] } ?? [] }
  static func buildExpression(_ elements: [FinCENElement]) -> [FinCENElement] { elements }
  static func buildBlock(_ parts: [FinCENElement]...) -> [FinCENElement] { parts.flatMap { $0 } }
  static func buildOptional(_ part: [FinCENElement]?) -> [FinCENElement] { part ?? [] }
  static func buildEither(first part: [FinCENElement]) -> [FinCENElement] { part }
  static func buildEither(second part: [FinCENElement]) -> [FinCENElement] { part }
  static func buildArray(_ parts: [[FinCENElement]]) -> [FinCENElement] { parts.flatMap { $0 } }
}

extension FinCENElement {
  static let namespace = "www.fincen.gov/base"
  static let prefix = "fc2"

  /// The document, with `mark` as a comment before the root.
  func document(mark: String) -> String {
    let document = XMLDocument()
    document.version = "1.0"
    document.characterEncoding = "UTF-8"
    if let comment = XMLNode.comment(withStringValue: " \(mark) ") as? XMLNode { document.addChild(comment) }
    let root = node()
    for (name, uri) in [(Self.prefix, Self.namespace), ("xsi", "http://www.w3.org/2001/XMLSchema-instance")] {
      if let namespace = XMLNode.namespace(withName: name, stringValue: uri) as? XMLNode {
        root.addNamespace(namespace)
      }
    }
    document.addChild(root)
    return document.xmlString(options: [.nodePrettyPrint]) + "\n"
  }

  private func node() -> XMLElement {
    let element = XMLElement(name: "\(Self.prefix):\(name)")
    for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
      if let attribute = XMLNode.attribute(withName: name, stringValue: value) as? XMLNode {
        element.addAttribute(attribute)
      }
    }
    if children.isEmpty { element.stringValue = text }
    for child in children { element.addChild(child.node()) }
    return element
  }
}
