import Foundation
import PackagePlugin

/// Embeds files into the target that uses it, so that the binary can be moved: the SQL and the starter lists into
/// `Warehouse`, the templates of pages into `Reports`.
@main
struct EmbedFiles: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let folders = target.name == "Reports" ? ["templates"] : ["sql", "fixtures/lists"]
    let files = folders.flatMap { folder -> [URL] in
      let contents = FileManager.default.enumerator(
        at: root.appending(path: folder), includingPropertiesForKeys: nil)
      return (contents?.compactMap { $0 as? URL } ?? []).filter {
        ["sql", "csv", "mustache", "css"].contains($0.pathExtension)
      }
    }.sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) files", executable: try context.tool(named: "embed-files").url,
        arguments: [output.path, root.path] + files.map(\.path), inputFiles: files, outputFiles: [output])
    ]
  }
}
