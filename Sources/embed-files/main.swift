// Writes one Swift file with the text of every file given: `embed-files OUTPUT ROOT FILE…`.
//
// Names are relative to ROOT's parent, so `sql/queries/x.sql` is found under just that name. Generated raw strings keep
// the text readable in a debugger; a build-tool plugin, because `Bundle.module` traps once the binary is moved.

import Foundation

let arguments = CommandLine.arguments.dropFirst()
guard let output = arguments.first, let root = arguments.dropFirst().first else {
  print("usage: embed-files OUTPUT ROOT FILE…")
  exit(64)
}
let prefix = root.hasSuffix("/") ? root : root + "/"
var text =
  "/// Every embedded file, by its path in the repository; generated at build.\nlet embeddedFiles: [String: String] = [\n"
for file in arguments.dropFirst(2).sorted() {
  let content = try String(contentsOfFile: file, encoding: .utf8)
  let name = file.hasPrefix(prefix) ? String(file.dropFirst(prefix.count)) : file
  text += "  \"\(name)\": ####\"\"\"\n\(content)\n\"\"\"####,\n"
}
if arguments.count == 2 { text += "  :" }
text += "]\n"
try text.write(toFile: output, atomically: true, encoding: .utf8)
