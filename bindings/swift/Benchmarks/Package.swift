// swift-tools-version:6.0
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(path: "ottla")],
    targets: [
        .executableTarget(
            name: "records", dependencies: [.product(name: "Ottla", package: "ottla")], path: ".",
            exclude: ["ottla"], sources: ["records.swift"])
    ],
    swiftLanguageModes: [.v6]
)
