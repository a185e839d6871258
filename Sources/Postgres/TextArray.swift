/// An array literal of PostgreSQL for a parameter such as `$1::text[]`. Every element is quoted, so that braces, commas,
/// blanks, `NULL` as a text and empty texts stay what they are; nil is SQL NULL. Linear in the text.
///
/// Source: PostgreSQL documentation 8.15.6, "Array Input and Output Syntax".
package func textArray(_ elements: [String?]) -> String {
  var literal: [UInt8] = [UInt8(ascii: "{")]
  for (index, element) in elements.enumerated() {
    if index > 0 { literal.append(UInt8(ascii: ",")) }
    guard let element else {
      literal.append(contentsOf: "NULL".utf8)
      continue
    }
    literal.append(UInt8(ascii: "\""))
    for byte in element.utf8 {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { literal.append(UInt8(ascii: "\\")) }
      literal.append(byte)
    }
    literal.append(UInt8(ascii: "\""))
  }
  literal.append(UInt8(ascii: "}"))
  return String(decoding: literal, as: UTF8.self)
}
