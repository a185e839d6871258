import ArgumentParser

/// The type a warehouse gives its identifiers.
enum Identifiers: String, CaseIterable, ExpressibleByArgument {
  case int8, text, uuid

  /// What is identified: letters before a text identifier, and a stream of its own for uuids.
  enum Of: UInt8 {
    case party = 0x41  // A
    case transaction = 0x54  // T
    case authorisation = 0x50  // P
    case record = 0x52  // R
  }

  /// Appends the identifier of thing number `index`: 12 digits after a letter as text, a random (version 4) uuid.
  func append(_ index: Int, _ of: Of, _ chance: Chance, to line: inout Line) {
    switch self {
    case .int8: line.append(index + 1)
    case .text:
      line.append(byte: of.rawValue)
      line.append(index + 1, digits: 12)
    case .uuid:
      let place = index &* 256 &+ Int(of.rawValue)
      let high = chance.number(.identifierHigh, place) & ~0xF000 | 0x4000
      let low = chance.number(.identifierLow, place) & (1 << 62 - 1) | 1 << 63
      line.append(hex: high)
      line.append(hex: low)
    }
  }
}
