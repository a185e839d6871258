import Alerts
import Foundation
import Testing

@Suite struct SchemeKeyTests {
  // Worked out apart from this code, with Python's hashlib over the encoding in the doc comment.
  @Test(arguments: [
    (
      ["installment-charges", "acct-17", "merchant-9"],
      "0c46d9558b8f425c67cc7c50c4f370fc930fb4e2296d94c9bbba8599a01a2763",
      "0c46d955-8b8f-825c-a7cc-7c50c4f370fc"
    ),
    (
      ["multi-hop-routing", "acct-1"], "d0024ba1d592fa69c3c96cef24005c974e2f096b6a838e85cf00d8cbc5b55bf5",
      "d0024ba1-d592-8a69-83c9-6cef24005c97"
    ),
    (
      ["multi-hop-routing", "工人", "a>b", ""],
      "04498d9e2bd4b5879dc786b05278676d5571706e13fed8f686bed00a59a19701",
      "04498d9e-2bd4-8587-9dc7-86b05278676d"
    ),
  ])
  func `a scheme keeps its key and alert id for ever`(parts: [String], hex: String, alertID: String) {
    let key = SchemeKey(detector: parts[0], subject: parts[1], fingerprint: Array(parts.dropFirst(2)))
    #expect(key.hex == hex)
    #expect(key.alertID == alertID)
  }

  @Test func `parts that run together differently are different schemes`() {
    let keys = [
      SchemeKey(detector: "ab", subject: "c", fingerprint: []),
      SchemeKey(detector: "a", subject: "bc", fingerprint: []),
      SchemeKey(detector: "abc", subject: "", fingerprint: []),
      SchemeKey(detector: "", subject: "abc", fingerprint: []),
      SchemeKey(detector: "a", subject: "b", fingerprint: ["c"]),
      SchemeKey(detector: "ab", subject: "", fingerprint: ["c"]),
      SchemeKey(detector: "a", subject: "b", fingerprint: ["c", ""]),
      SchemeKey(detector: "a", subject: "b", fingerprint: ["", "c"]),
      SchemeKey(detector: "a", subject: "b", fingerprint: []),
      SchemeKey(detector: "a", subject: "b", fingerprint: [""]),
      SchemeKey(detector: "a", subject: "b", fingerprint: ["", ""]),
      SchemeKey(detector: "a", subject: "b\0\0\0\0\0\0\0\u{1}c", fingerprint: []),
      SchemeKey(detector: "a", subject: "b" + String(repeating: "\0", count: 8) + "c", fingerprint: []),
      SchemeKey(detector: "a", subject: "b", fingerprint: ["c,d"]),
      SchemeKey(detector: "a", subject: "b", fingerprint: ["c", "d"]),
      SchemeKey(detector: "a", subject: "b", fingerprint: ["d", "c"]),
    ]
    #expect(Set(keys).count == keys.count)
    #expect(Set(keys.map(\.alertID)).count == keys.count)
  }

  @Test func `two spellings of one letter are two subjects, as they are in the warehouse`() {
    let composed = SchemeKey(detector: "a", subject: "Jos\u{E9}", fingerprint: [])
    let decomposed = SchemeKey(detector: "a", subject: "Jose\u{301}", fingerprint: [])
    #expect(composed != decomposed)
  }

  @Test func `every alert id is a lowercase UUID of version 8 and the RFC's variant`() throws {
    var variants: Set<Character> = []
    for subject in 0..<500 {
      let id = SchemeKey(detector: "sample", subject: "\(subject)", fingerprint: []).alertID
      #expect(try #require(UUID(uuidString: id)).uuidString.lowercased() == id)
      let characters = Array(id)
      #expect(characters[14] == "8")
      variants.insert(characters[19])
    }
    #expect(variants == ["8", "9", "a", "b"])
  }

  @Test func `a key is read back only from 64 lowercase hexadecimal digits`() {
    let key = SchemeKey(detector: "sample", subject: "acct-1", fingerprint: [])
    #expect(SchemeKey(hex: key.hex) == key)
    #expect(SchemeKey(hex: key.hex)?.alertID == key.alertID)
    #expect(SchemeKey(hex: key.hex.uppercased()) == nil)
    #expect(SchemeKey(hex: String(key.hex.dropLast())) == nil)
    #expect(SchemeKey(hex: key.hex + "0") == nil)
    #expect(SchemeKey(hex: String(repeating: "g", count: 64)) == nil)
  }
}
