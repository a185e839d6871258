/// Text that is equal, and ordered, by its UTF-8 bytes, as identifiers are in the warehouse (design §5).
///
/// `String` itself holds two spellings of an accented letter for one, and so would join two rows into one.
package struct Bytewise: Hashable, Comparable, Sendable {
  package let text: String

  package init(_ text: String) { self.text = text }

  package static func == (left: Bytewise, right: Bytewise) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  package static func < (left: Bytewise, right: Bytewise) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  /// Equal bytes hash alike; that two spellings of one letter do too costs a comparison, no more.
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
