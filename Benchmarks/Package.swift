// swift-tools-version: 6.2
import PackageDescription

/// The benchmark program, a package of its own: building or testing the tool never builds it.
///
/// It needs the engine's libraries and, for whole processes, a built `emic`.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v14)],
  dependencies: [.package(name: "emic", path: "..")],
  targets: [
    .executableTarget(
      name: "emic-bench",
      dependencies: [.product(name: "EmicEngine", package: "emic")],
      swiftSettings: [
        .swiftLanguageMode(.v6),
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
      ])
  ]
)
