/// The SQL of this repository, embedded at build under its path without ending: `queries/begin_run`.
package enum SQL {
  /// The text of `sql/<path>.sql`. A path that does not exist is a defect of this program, found by any test that runs it.
  package static func text(_ path: String) -> String {
    guard let text = embeddedFiles["sql/\(path).sql"] else { preconditionFailure("sql/\(path).sql is not embedded") }
    return text
  }

  /// Every embedded file of a folder, ascending by name: (name without ending, text).
  package static func folder(_ folder: String) -> [(name: String, text: String)] {
    Self.files(under: "sql/\(folder)/", ending: ".sql")
  }

  /// The lists that `weir migrate` installs, ascending by name.
  package static var starterLists: [(name: String, text: String)] {
    files(under: "fixtures/lists/", ending: ".csv")
  }

  private static func files(under prefix: String, ending: String) -> [(name: String, text: String)] {
    embeddedFiles.keys.filter { $0.hasPrefix(prefix) && $0.hasSuffix(ending) }.sorted().map { path in
      (String(path.dropFirst(prefix.count).dropLast(ending.count)), embeddedFiles[path] ?? "")
    }
  }
}
