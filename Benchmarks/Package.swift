// swift-tools-version: 6.2

import PackageDescription

/// What is measured, the peers it is measured beside, and the drivers; apart from the main package, so that its build stays small.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
    name: "hotline-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "hotline", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        .executableTarget(name: "call-load", path: "Sources/CallLoad"),
        .executableTarget(name: "first-command", path: "Sources/FirstCommand"),
        .executableTarget(name: "key-load", path: "Sources/KeyLoad"),
        .executableTarget(
            name: "fill-store",
            path: "Sources/FillStore",
            linkerSettings: [.linkedLibrary("sqlite3"), .linkedLibrary("crypto")]
        ),
        .executableTarget(
            name: "raw-store",
            path: "Sources/RawStore",
            linkerSettings: [.linkedLibrary("sqlite3"), .linkedLibrary("crypto")]
        ),
        .executableTarget(
            name: "peers",
            dependencies: [
                .product(name: "AGI", package: "hotline"),
                .product(name: "HotlineLibraries", package: "hotline"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Sources/Peers",
            swiftSettings: strict
        ),
    ]
)
