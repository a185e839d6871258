// swift-tools-version: 6.2
import PackageDescription

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let csv = Target.Dependency.product(name: "SwiftCSV", package: "SwiftCSV")
let yaml = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "weir",
  products: [.executable(name: "weir", targets: ["weir"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
  ],
  // In import order: a target may depend only on targets above it.
  targets: [
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .target(name: "Postgres", dependencies: ["CPostgres"]),
    .target(name: "Ledger"),
    .target(name: "Names"),
    .target(name: "Window", dependencies: ["Ledger"]),
    .target(name: "Lists", dependencies: ["Ledger", "Names", "Window", crypto, csv]),
    .target(name: "Flows", dependencies: ["Ledger", "Window"]),
    .target(name: "Detection", dependencies: ["Ledger", "Window", crypto]),
    .target(name: "Detectors", dependencies: ["Detection", "Flows", "Ledger", "Names", "Window", crypto]),
    .target(name: "Alerts", dependencies: ["Detection", "Ledger", "Window", crypto]),
    .target(name: "Evaluation", dependencies: ["Detection", "Ledger", "Lists"]),
    .executableTarget(name: "embed-files"),
    .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),
    .target(
      name: "Reports", dependencies: ["Alerts", "Detection", "Ledger", crypto, mustache],
      plugins: ["EmbedFiles"]),
    .target(
      name: "Warehouse",
      dependencies: [
        "Alerts", "Detection", "Evaluation", "Ledger", "Lists", "Postgres", "Reports", "Window", logging,
        crypto,
      ],
      plugins: ["EmbedFiles"]),
    .target(
      name: "Runs",
      dependencies: [
        "Alerts", "Detection", "Detectors", "Evaluation", "Flows", "Ledger", "Lists", "Postgres", "Reports",
        "Warehouse",
        "Window", logging, crypto, yaml,
      ]),
    .target(name: "Demo", dependencies: ["Evaluation", "Ledger", "Postgres", "Warehouse", crypto]),
    .executableTarget(
      name: "weir",
      dependencies: [
        "Alerts", "Demo", "Detection", "Detectors", "Evaluation", "Flows", "Ledger", "Lists", "Postgres",
        "Reports", "Runs",
        "Warehouse",
        argumentParser, logging,
      ]),
    .target(
      name: "TestSupport",
      dependencies: ["Detection", "Ledger", "Lists", "Postgres", "Warehouse", "Window"],
      path: "Tests/TestSupport"),
    .testTarget(name: "LedgerTests", dependencies: ["Ledger", "TestSupport"]),
    .testTarget(name: "NamesTests", dependencies: ["Names", "TestSupport"]),
    .testTarget(name: "WindowTests", dependencies: ["Ledger", "TestSupport", "Window"]),
    .testTarget(name: "FlowsTests", dependencies: ["Flows", "Ledger", "TestSupport", "Window"]),
    .testTarget(name: "ListsTests", dependencies: ["Ledger", "Lists", "TestSupport", "Warehouse", "Window"]),
    .testTarget(
      name: "DetectorsTests",
      dependencies: ["Detection", "Detectors", "Flows", "Ledger", "Lists", "TestSupport", "Window"]),
    .testTarget(
      name: "AlertsTests",
      dependencies: ["Alerts", "Detection", "Detectors", "Ledger", "TestSupport", "Window"]),
    .testTarget(name: "ReportsTests", dependencies: ["Detection", "Ledger", "Reports", "TestSupport"]),
    .testTarget(name: "PostgresTests", dependencies: ["Postgres", "TestSupport"]),
    .testTarget(
      name: "WarehouseTests",
      dependencies: [
        "Alerts", "Detection", "Ledger", "Lists", "Postgres", "Reports", "TestSupport", "Warehouse", "Window",
      ]),
    .testTarget(
      name: "RunsTests",
      dependencies: [
        "Alerts", "Demo", "Detection", "Detectors", "Evaluation", "Flows", "Ledger", "Postgres", "Reports",
        "Runs",
        "TestSupport",
        "Warehouse", "weir", logging,
      ]),
    .testTarget(name: "EvaluationTests", dependencies: ["Detection", "Evaluation", "Ledger"]),
    .testTarget(name: "DemoTests", dependencies: ["Demo", "Evaluation", "Ledger", "TestSupport"]),
    .testTarget(
      name: "RepositoryTests", dependencies: ["Detection", "Detectors", "Ledger", "TestSupport", "Window"]),
  ]
)

for target in package.targets where ![.system, .plugin].contains(target.type) {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .define("WEIR_INTERNAL_CHECKS", .when(configuration: .debug)),
  ]
}
