/// Text of the warehouse made inert: what a name or a remark may hold, and what it may do to a page, a form or a terminal.
package enum PlainText {
  /// One line of at most `limit` scalars. Line breaks and tabs become a space, runs of spaces one, ends are trimmed.
  ///
  /// Other controls vanish; invisible format characters (text direction, soft hyphen, byte-order mark, tags) and
  /// scalars no character has become `mark`, so that a reader sees that something stood there. The two joiners that
  /// scripts need stay. What is cut off ends in `…`. O(scalars).
  package static func line(_ text: String, limit: Int, mark: Unicode.Scalar? = "\u{FFFD}") -> String {
    var kept = String.UnicodeScalarView()
    var count = 0
    var isPendingSpace = false
    for scalar in text.unicodeScalars {
      guard let shown = shown(scalar, mark: mark) else { continue }
      if shown == " " {
        isPendingSpace = count > 0
        continue
      }
      let needed = isPendingSpace ? 2 : 1
      if count + needed > limit {
        while count > limit - 1, !kept.isEmpty {
          kept.removeLast()
          count -= 1
        }
        while kept.last == " " { kept.removeLast() }
        kept.append("…")
        break
      }
      if isPendingSpace { kept.append(" ") }
      kept.append(shown)
      count += needed
      isPendingSpace = false
    }
    return String(kept)
  }

  private static func shown(_ scalar: Unicode.Scalar, mark: Unicode.Scalar?) -> Unicode.Scalar? {
    if scalar.value < 0x7F { return scalar.value >= 0x20 ? scalar : isBreak(scalar) ? " " : nil }
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: return " "
    case .control: return scalar == "\u{85}" ? " " : nil
    case .format: return scalar == "\u{200C}" || scalar == "\u{200D}" ? scalar : mark
    case .privateUse, .unassigned, .surrogate: return mark
    default: return scalar
    }
  }

  private static func isBreak(_ scalar: Unicode.Scalar) -> Bool { (9...13).contains(scalar.value) }

  /// As much of the text as fits in `columns` of a fixed-width cell; scripts whose characters are wide count two.
  package static func clipped(_ text: String, columns: Int) -> String {
    var result = ""
    var used = 0
    for character in line(text, limit: columns * 4) {
      let width = character.unicodeScalars.contains { $0.value >= 0x1100 && isWide($0.value) } ? 2 : 1
      if used + width > columns - 1 { return result + "…" }
      // A pile of marks on one letter would grow out of its cell.
      result.unicodeScalars.append(contentsOf: character.unicodeScalars.prefix(4))
      used += width
    }
    return result
  }

  private static func isWide(_ value: UInt32) -> Bool {
    (0x1100...0x115F).contains(value) || (0x2E80...0xA4CF).contains(value)
      || (0xAC00...0xD7A3).contains(value)
      || (0xF900...0xFAFF).contains(value) || (0xFE30...0xFE6F).contains(value)
      || (0xFF00...0xFF60).contains(value) || (0x1F300...0x1FAFF).contains(value)
      || (0x20000...0x3FFFD).contains(value)
  }
}

extension CaseParty {
  /// The name as shown, at most 120 characters of it; the identifier where there is none.
  package var label: String {
    let name = PlainText.line(name ?? "", limit: 120)
    return name.isEmpty ? PlainText.line(id, limit: 120) : name
  }
}
