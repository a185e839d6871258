import Foundation
import Glibc

/// A folder for files that only their owner may read: the folder 0700, the files 0600.
package struct PrivateFolder {
  private let url: URL

  /// Makes the folder, with those above it, or takes the one that is there.
  ///
  /// One that others may enter is taken only where `mayBeShared`; else, while empty, it is closed to them, and refused
  /// with things in it. Throws ``FolderOpenToOthers`` and `CocoaError`.
  package init(_ path: String, mayBeShared: Bool) throws {
    url = URL(fileURLWithPath: path, isDirectory: true)
    umask(0o077)
    let files = FileManager.default
    if !files.fileExists(atPath: path) {
      try files.createDirectory(
        at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
    let mode = try files.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
    if mayBeShared || (mode?.intValue ?? 0o777) & 0o077 == 0 { return }
    guard try files.contentsOfDirectory(atPath: path).isEmpty else { throw FolderOpenToOthers(path: path) }
    try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
  }

  /// Writes a file whole or not at all, in place of one of that name. Returns its path. Throws `CocoaError`.
  package func write(_ text: String, as name: String) throws -> String {
    let file = url.appending(path: name)
    // Written beside and moved, so that neither a reader nor a link left there ever sees or gets half of it.
    let fresh = url.appending(path: ".\(UUID().uuidString)")
    do {
      try Data(text.utf8).write(to: fresh, options: .withoutOverwriting)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: fresh.path)
      if FileManager.default.fileExists(atPath: file.path) { try FileManager.default.removeItem(at: file) }
      try FileManager.default.moveItem(at: fresh, to: file)
    } catch {
      try? FileManager.default.removeItem(at: fresh)
      throw error
    }
    return file.path
  }
}

/// A folder for confidential files that is not the writer's alone.
package struct FolderOpenToOthers: Error, CustomStringConvertible {
  let path: String

  package var description: String {
    "\(path) can be entered by others and is not empty: chmod 700 it, or choose another folder"
  }
}
