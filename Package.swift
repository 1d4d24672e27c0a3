// swift-tools-version: 6.2
import PackageDescription

/// Every target is compiled in Swift 6 mode with warnings as errors; `InternalImportsByDefault`
/// makes the compiler refuse a dependency that leaks through a public signature.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "emic",
  platforms: [.macOS(.v14)],
  products: [
    .executable(name: "emic", targets: ["emic"]),
    .library(name: "EmicEngine", targets: ["Fieldwork", "CodingEngine", "Workbench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", .upToNextMinor(from: "7.10.0")),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "Fieldwork", swiftSettings: strict),
    .target(name: "Statistics", swiftSettings: strict),
    .target(
      name: "CodingEngine", dependencies: ["Fieldwork", "Statistics"], swiftSettings: strict),
    .target(name: "Patterns", dependencies: ["Fieldwork", "CPCRE2"], swiftSettings: strict),
    .target(
      name: "StudyStore",
      dependencies: [
        "Fieldwork", "Patterns", "CSQLiteSession",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(
      name: "Exchange",
      dependencies: [
        "Fieldwork", "CZip", "CReadStat", .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "ReportGenerator", dependencies: ["Fieldwork", "CodingEngine"], swiftSettings: strict),
    .target(name: "Workbench", dependencies: ["Fieldwork"], swiftSettings: strict),
    .executableTarget(
      name: "emic",
      dependencies: [
        "Fieldwork", "CodingEngine", "StudyStore", "Exchange", "ReportGenerator", "Workbench",
        "Patterns", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .systemLibrary(name: "CSQLiteSession", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CPCRE2", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CReadStat", providers: [.apt(["libreadstat-dev"])]),
    .systemLibrary(name: "CZip", providers: [.apt(["libzip-dev"])]),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "FieldworkTests", dependencies: ["Fieldwork", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics", "TestSupport"],
      exclude: ["Regression/RandomIntercept"], swiftSettings: strict),
    .testTarget(
      name: "CodingEngineTests", dependencies: ["CodingEngine", "Fieldwork", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PatternsTests", dependencies: ["Patterns", "Fieldwork", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "StudyStoreTests",
      dependencies: [
        "StudyStore", "CodingEngine", "Fieldwork", "TestSupport", "CSQLiteSession",
      ],
      exclude: ["Studies"], swiftSettings: strict),
    .testTarget(
      name: "ExchangeTests",
      dependencies: ["Exchange", "CodingEngine", "Fieldwork", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ReportGeneratorTests",
      dependencies: ["ReportGenerator", "CodingEngine", "Fieldwork", "TestSupport"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "WorkbenchTests", dependencies: ["Workbench", "Fieldwork", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "CommandLineTests", dependencies: ["TestSupport", "CSQLiteSession"],
      swiftSettings: strict),
  ]
)
