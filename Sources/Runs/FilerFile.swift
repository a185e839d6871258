import Foundation
package import Reports

extension Filer {
  /// Reads the operator's YAML file. Throws ``ConfigurationError`` for a file that cannot be read and ``FilerIncomplete``
  /// with everything that is missing or wrong in it.
  package init(file path: String) throws {
    let entries = try Configuration.entries(ofFile: path)
    try self.init(entries.map { ($0.key, $0.value) })
  }
}
