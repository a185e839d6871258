extension String {
  /// The text as a terminal may be given it: whatever would steer the terminal, hide or reorder text, or break the line
  /// (control and format characters, line and paragraph separators) as its number, `\u{1B}`. O(length).
  ///
  /// Names and identifiers come from a warehouse, and whoever is watched may have written them.
  package var visible: String {
    guard unicodeScalars.contains(where: \.steers) else { return self }
    return unicodeScalars.reduce(into: "") { text, scalar in
      if scalar.steers {
        text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }
}

extension Unicode.Scalar {
  fileprivate var steers: Bool {
    if isASCII { return value < 0x20 || value == 0x7F }
    return switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
    default: false
    }
  }
}
