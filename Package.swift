// swift-tools-version: 6.1
import PackageDescription

// The target list is the architecture: Sources/README.md tells what each target may see and why.
let release: BuildSettingCondition = .when(configuration: .release)

let package = Package(
  name: "tian",
  products: [
    .library(name: "Tian", targets: ["Tian"]),
    .library(name: "TianSyntax", targets: ["TianSyntax"]),
    .executable(name: "tian", targets: ["TianTool"]),
  ],
  targets: [
    .target(name: "CTian", cSettings: [.define("_GNU_SOURCE")]),
    .systemLibrary(
      name: "CEditLine", pkgConfig: "libedit", providers: [.apt(["libedit-dev"]), .brew(["libedit"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "CTianEdit", dependencies: ["CEditLine"], cSettings: [.define("_GNU_SOURCE")]),
    .target(name: "CTianText", exclude: ["tables"]),
    // Its pkg-config file asks for flags that SwiftPM takes from nobody, and nothing else that is needed.
    .target(name: "CTianPattern", linkerSettings: [.linkedLibrary("re2")]),
    .target(name: "TianText", dependencies: ["CTianText"]),
    .target(name: "TianSource"),
    .target(name: "TianFigures"),
    .target(name: "TianSyntax", dependencies: ["TianSource", "TianFigures"]),
    .target(name: "TianPlan", dependencies: ["TianSource", "TianFigures"]),
    .target(
      name: "TianCheck",
      dependencies: ["TianSyntax", "TianPlan", "TianText", "TianSource", "TianFigures"]),
    .target(
      name: "TianEngine",
      dependencies: [
        "TianPlan", "TianText", "TianSource", "TianFigures", "CTian", "CTianPattern", "CZlib",
      ]),
    .target(name: "TianSQL", dependencies: ["TianPlan", "TianSource", "TianFigures"]),
    .target(name: "TianFormats", dependencies: ["TianEngine", "TianPlan", "TianSource", "TianFigures"]),
    .target(
      name: "Tian",
      dependencies: [
        "TianFormats", "TianSQL", "TianCheck", "TianEngine", "TianSyntax", "TianPlan", "TianSource",
        "TianFigures",
      ]),
    .target(
      name: "TianEditor",
      dependencies: ["TianSyntax", "TianCheck", "TianPlan", "TianText", "TianSource", "TianFigures"]),
    .executableTarget(
      name: "TianTool", dependencies: ["Tian", "TianEditor", "TianText", "CTian", "CTianEdit"],
      linkerSettings: [.unsafeFlags(["-static-stdlib"], release)]),
    .target(name: "TianTestSupport", path: "Tests/TianTestSupport"),
    .testTarget(
      name: "TianSyntaxTests", dependencies: ["TianSyntax", "TianSource", "TianFigures", "TianTestSupport"]),
    .testTarget(name: "TianPlanTests", dependencies: ["TianPlan", "TianSource", "TianFigures"]),
    .testTarget(
      name: "TianCheckTests",
      dependencies: ["TianCheck", "TianSyntax", "TianPlan", "TianSource", "TianFigures"]),
    .testTarget(
      name: "TianFormatsTests",
      dependencies: ["TianFormats", "TianEngine", "TianPlan", "TianSource", "TianFigures"]),
    .executableTarget(
      name: "TianBenchmark", dependencies: ["Tian"], path: "Tests/TianBenchmark", exclude: ["register"]),
    .executableTarget(
      name: "TianOracle",
      dependencies: [
        "Tian", "TianSQL", "TianCheck", "TianEngine", "TianSyntax", "TianPlan", "TianSource", "TianFigures",
        "TianTestSupport",
      ],
      path: "Tests/TianOracle"),
    .testTarget(
      name: "TianOracleTests", dependencies: ["TianOracle", "Tian", "TianSyntax", "TianTestSupport"]),
    .testTarget(name: "TianSQLTests", dependencies: ["Tian", "TianSyntax", "TianSQL", "TianSource"]),
    .testTarget(name: "TianSourceTests", dependencies: ["TianSource"]),
    .testTarget(
      name: "TianFiguresTests", dependencies: ["TianFigures"], exclude: ["spellings.csv"]),
    .testTarget(name: "TianTextTests", dependencies: ["TianText"]),
    .testTarget(name: "AcceptanceTests", dependencies: ["Tian"]),
    .testTarget(
      name: "TianEngineTests",
      dependencies: [
        "TianEngine", "TianPlan", "TianText", "TianSource", "TianFigures", "CTian", "CZlib",
        "TianTestSupport",
      ]),
    .testTarget(name: "ArchitectureTests"),
    .testTarget(
      name: "TianEditorTests", dependencies: ["TianEditor", "Tian", "TianSource"],
      exclude: ["completions.txt", "highlights.txt"]),
    .testTarget(
      name: "TianTests",
      dependencies: [
        "Tian", "TianFormats", "TianSyntax", "TianPlan", "TianFigures", "TianSource", "TianTool",
        "TianTestSupport",
      ]),
    .testTarget(
      name: "TianToolTests",
      dependencies: [
        "TianTool", "TianEditor", "Tian", "TianFormats", "TianText", "TianSource", "TianTestSupport",
      ],
      exclude: ["screens"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
