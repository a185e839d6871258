import Foundation
import Mustache

/// The templates in `templates/`, filled in.
enum Page {
  /// Renders a template with the properties of `values`. Throws for a template that cannot be parsed.
  static func render(_ values: Any, template: String) throws -> String {
    guard let page = try library().render(values, withTemplate: template) else {
      throw TemplateMissing(name: template)
    }
    return page
  }

  /// What the page may load and run: its own style, byte for byte, and nothing else.
  static func policy() -> String {
    "default-src 'none'; style-src 'sha256-\(digest(of: style))'; base-uri 'none'; form-action 'none'"
  }

  private static var style: String { embeddedFiles["templates/style.css"] ?? "" }

  private static func library() throws -> MustacheLibrary {
    MustacheContentTypes.register(Markup(), named: "WEIR")
    var templates: [String: MustacheTemplate] = ["style": try MustacheTemplate(string: style)]
    for (path, text) in embeddedFiles where path.hasPrefix("templates/") && path.hasSuffix(".mustache") {
      templates[String(path.dropFirst("templates/".count).dropLast(".mustache".count))] =
        try MustacheTemplate(
          string: text)
    }
    return MustacheLibrary(templates: templates)
  }
}

/// Escapes text for HTML and SVG, between tags and inside quoted attributes.
///
/// The library's own escaping goes by character, and takes `"` with a combining accent for another character than `"`:
/// a browser does not. This goes by scalar.
struct Markup: MustacheContentType {
  func escapeText(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      case "`": escaped.append(contentsOf: "&#96;".unicodeScalars)
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}

/// A template that is not in the binary: a defect that any test finds.
struct TemplateMissing: Error, CustomStringConvertible {
  let name: String
  var description: String { "the template \(name) is not embedded" }
}
