// swift-tools-version:6.0
import PackageDescription

let names = [
    "quickstart", "produce", "consume", "group", "transactions", "exactly_once", "admin", "errors", "schemas",
    "embedded_broker",
]

let package = Package(
    name: "examples",
    platforms: [.macOS(.v15)],
    // A link to bindings/swift: SwiftPM tells packages apart by the name of their folder.
    dependencies: [.package(path: "ottla")],
    targets: names.map { name in
        .executableTarget(
            name: name, dependencies: [.product(name: "Ottla", package: "ottla")], path: ".",
            exclude: ["ottla"], sources: ["\(name).swift"])
    },
    swiftLanguageModes: [.v6]
)
