extension String {
  /// The text with full-width Latin letters and digits (as Chinese and Korean keyboards write them) made plain, and
  /// characters that cannot be seen taken out, so that neither hides a word or an address. O(n).
  var folded: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    var folded = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x00AD, 0x200B...0x200F, 0x2060...0x2064, 0xFEFF: break
      case 0xFF01...0xFF5E: folded.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
      case 0x3000: folded.append(" ")
      default: folded.append(scalar)
      }
    }
    return String(folded)
  }
}
