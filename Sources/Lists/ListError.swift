/// A list file that cannot be used, as one sentence for the person importing it.
package struct ListError: Error, Equatable, CustomStringConvertible {
  /// Name of the file as it was given.
  package let file: String
  /// Line of the file, 1 first; nil where it is the file as a whole.
  package let line: Int?
  /// What is wrong and what to do.
  package let problem: String

  package init(file: String, line: Int? = nil, problem: String) {
    self.file = file
    self.line = line
    self.problem = problem
  }

  package var description: String {
    (line.map { "\(file) line \($0)" } ?? file) + ": \(problem)"
  }
}
