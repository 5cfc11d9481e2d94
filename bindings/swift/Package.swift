// swift-tools-version:6.0
import Foundation
import PackageDescription

// The library that Rust makes: in the package as it is handed out; in a clone, where cargo puts it.
let folder =
    ProcessInfo.processInfo.environment["OTTLA_SWIFT_LIB"] ?? Context.packageDirectory + "/lib"

let package = Package(
    name: "Ottla",
    platforms: [.macOS(.v15), .iOS(.v18)],
    products: [
        .library(name: "Ottla", targets: ["Ottla"]),
        .library(name: "OttlaTesting", targets: ["OttlaTesting"]),
        .library(name: "OttlaXCTest", targets: ["OttlaXCTest"]),
    ],
    targets: [
        .target(
            name: "OttlaFFI",
            linkerSettings: [
                .unsafeFlags(["-L\(folder)"]),
                .linkedLibrary("ottla_swift"),
                .linkedLibrary("m", .when(platforms: [.linux])),
                .linkedFramework("Security", .when(platforms: [.macOS, .iOS])),
            ]),
        // What uniffi writes is of the language as it was before.
        .target(
            name: "OttlaBridge", dependencies: ["OttlaFFI"],
            swiftSettings: [.swiftLanguageMode(.v5)]),
        .target(name: "Ottla", dependencies: ["OttlaBridge"]),
        .target(name: "OttlaTesting", dependencies: ["Ottla"]),
        .target(name: "OttlaXCTest", dependencies: ["Ottla", "OttlaTesting"]),
        .testTarget(name: "OttlaTests", dependencies: ["Ottla", "OttlaTesting", "OttlaXCTest"]),
    ],
    swiftLanguageModes: [.v6]
)
