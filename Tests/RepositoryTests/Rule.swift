/// A rule about single lines: which files it holds for, what it forbids, and what to do instead.
struct LineRule: Sendable, CustomStringConvertible {
  /// What to do, as a sentence a failure ends with.
  let advice: String
  let holds: @Sendable (TrackedFile) -> Bool
  /// A pattern no line may contain.
  let forbidden: String
  /// Comments are prose and may name what the code may not.
  var inComments = true

  var description: String { advice }

  /// `path:line advice`, for each line that breaks it.
  func broken(in files: [TrackedFile]) throws -> [String] {
    // Unicode's own word boundary sees none at the point of `Date.now`.
    let pattern = try Regex(forbidden).wordBoundaryKind(.simple)
    return files.filter(holds).flatMap { file in
      file.lines.compactMap { line in
        let text = inComments ? line.text : code(of: line.text, in: file)
        return text.contains(pattern) ? "\(file.path):\(line.number) \(advice)" : nil
      }
    }
  }
}

/// The line without its comment: `--` begins one in SQL, `//` in Swift.
func code(of line: Substring, in file: TrackedFile) -> Substring {
  guard let mark = line.firstRange(of: file.isNamed(".sql") ? "--" : "//") else { return line }
  return line[..<mark.lowerBound]
}
