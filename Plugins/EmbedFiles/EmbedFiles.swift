import Foundation
import PackagePlugin

/// Embeds `sql/**` and `fixtures/lists/**` into the target that uses it, so the binary can be moved.
@main
struct EmbedFiles: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let files = ["sql", "fixtures/lists"].flatMap { folder -> [URL] in
      let contents = FileManager.default.enumerator(
        at: root.appending(path: folder), includingPropertiesForKeys: nil)
      return (contents?.compactMap { $0 as? URL } ?? []).filter { ["sql", "csv"].contains($0.pathExtension) }
    }.sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedFiles.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) files", executable: try context.tool(named: "embed-files").url,
        arguments: [output.path, root.path] + files.map(\.path), inputFiles: files, outputFiles: [output])
    ]
  }
}
