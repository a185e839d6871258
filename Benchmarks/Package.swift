// swift-tools-version: 6.2
import PackageDescription

// Weir's pure modules, compiled from its own sources as part of this package: their declarations have `package` access,
// which no other package sees. The links in Sources/ lead there, so nothing is measured but what ships.
let package = Package(
  name: "weir-benchmarks",
  dependencies: [.package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")],
  targets: [
    .target(name: "Ledger"),
    .target(name: "Window", dependencies: ["Ledger"]),
    .target(name: "Flows", dependencies: ["Ledger", "Window"]),
    .executableTarget(
      name: "bench",
      dependencies: [
        "Flows", "Ledger", "Window", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
  ]
)

for target in package.targets {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}
