// swift-tools-version: 6.2

import PackageDescription

/// Settings every target of ours shares.
///
/// A warning is an error in `make check`, not here, so that a newer toolchain cannot break a checkout.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let nioExtras = Target.Dependency.product(name: "NIOExtras", package: "swift-nio-extras")
let httpTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let httpFields = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")

let package = Package(
    name: "hotline",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "AGI", targets: ["AGI"]),
        // For the packages beside this one: Benchmarks needs it.
        .library(name: "HotlineLibraries", targets: ["HotlineCore", "HotlineStore", "HotlineVoice"]),
        // The wall clock of programs that tests run in virtual time.
        .library(name: "CVirtualClock", type: .dynamic, targets: ["CVirtualClock"]),
        .executable(name: "hotline-agi", targets: ["hotline-agi"]),
        .executable(name: "hotlined", targets: ["hotlined"]),
        .executable(name: "hotline", targets: ["hotline"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .systemLibrary(name: "CJansson", pkgConfig: "jansson", providers: [.apt(["libjansson-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CCurses", providers: [.apt(["libncurses-dev"])]),
        .systemLibrary(name: "CFiles"),
        .systemLibrary(name: "CSodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .target(name: "CVirtualClock"),
        .systemLibrary(name: "CMalloc"),

        // Libraries, lowest first. An arrow only ever points up this list.
        .target(name: "JSON", dependencies: ["CJansson"], swiftSettings: strict),
        .target(name: "Pictures", dependencies: ["CPNG"], swiftSettings: strict),
        .target(name: "HTTPClient", dependencies: ["CCurl"], swiftSettings: strict),
        .target(name: "AGI", dependencies: [nioCore, nioPosix, logging, lifecycle], swiftSettings: strict),
        .target(
            name: "AMI",
            dependencies: ["CCrypto", nioCore, nioPosix, logging, lifecycle],
            swiftSettings: strict
        ),
        .target(name: "HotlineCore", dependencies: ["JSON"], swiftSettings: strict),
        .target(
            name: "HotlineVoice",
            dependencies: ["AGI", "CCrypto", "CFiles", "HotlineCore", "JSON", logging],
            swiftSettings: strict
        ),
        .target(
            name: "HotlineStore",
            dependencies: ["HotlineCore", "JSON", "CCrypto", "CMalloc", grdb],
            swiftSettings: strict
        ),
        .target(
            name: "HotlineMessaging",
            dependencies: ["CCrypto", "CFiles", "HotlineCore", "JSON", "HTTPClient", logging, lifecycle, subprocess],
            swiftSettings: strict
        ),
        .target(
            name: "HotlineArchive",
            dependencies: ["CCrypto", "CSodium", "HotlineCore", "JSON"],
            swiftSettings: strict
        ),
        .target(
            name: "HotlineClient",
            dependencies: ["HotlineCore", "HTTPClient", "JSON", "Pictures"],
            swiftSettings: strict
        ),
        .target(
            name: "HotlineWeb",
            dependencies: [
                "CCrypto", "HTTPClient", "HotlineCore", "HotlineClient", "JSON", hummingbird, hummingbirdCore, mustache,
                nioCore, nioExtras, nioPosix, nioSSL, httpFields, httpTypes, logging, lifecycle,
            ],
            swiftSettings: strict
        ),

        // What the programs share: settings from the disk, logging, and how the parts are put together.
        .target(
            name: "HotlineLaunch",
            dependencies: ["AGI", "HotlineCore", "HotlineStore", "HotlineVoice", "JSON", nioCore, logging, lifecycle],
            swiftSettings: strict
        ),
        .target(
            name: "HotlineCompanion",
            dependencies: [
                "AGI", "AMI", "CFiles", "HotlineArchive", "HotlineClient", "HotlineCore", "HotlineLaunch",
                "HotlineMessaging",
                "HotlineStore", "HotlineVoice",
                "HotlineWeb", "JSON", "HTTPClient", logging, lifecycle, unixSignals, nioCore, nioPosix, subprocess,
            ],
            swiftSettings: strict
        ),

        // Programs. Each is a parser, a call and a print.
        .executableTarget(
            name: "hotline-agi",
            dependencies: ["HotlineLaunch", "HotlineVoice", "AGI", arguments, logging, lifecycle, unixSignals],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "hotlined",
            dependencies: ["HotlineLaunch", "HotlineCompanion", "HotlineStore", arguments, lifecycle, unixSignals],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "hotline",
            dependencies: [
                "CCurses", "HotlineArchive", "HotlineClient", "HotlineCompanion", "HotlineCore", "HotlineLaunch",
                "HotlineStore", "JSON",
                arguments,
            ],
            swiftSettings: strict
        ),

        // What only tests link.
        .target(
            name: "HotlineTesting",
            dependencies: ["HTTPClient", "HotlineCore", "JSON", nioCore, nioPosix, logging],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HotlineVoiceTests",
            dependencies: ["AGI", "HotlineCore", "HotlineTesting", "HotlineVoice", "JSON"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HTTPClientTests",
            dependencies: ["HTTPClient", "HotlineTesting"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HotlineCoreTests",
            dependencies: ["HotlineCore", "HotlineStore", "HotlineTesting", "JSON"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HotlineStoreTests",
            dependencies: ["HotlineCore", "HotlineStore", "HotlineTesting", grdb],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HotlineMessagingTests",
            dependencies: [
                "HTTPClient", "HotlineCore", "HotlineMessaging", "HotlineStore", "HotlineTesting", "HotlineWeb", "JSON",
                logging, lifecycle,
                .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
                .product(name: "InMemoryLogging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HotlineCompanionTests",
            dependencies: [
                "HotlineArchive", "HotlineClient", "HotlineCompanion", "HotlineCore", "HotlineLaunch",
                "HotlineMessaging", "HotlineStore",
                "HotlineTesting", "HotlineVoice", "HotlineWeb", logging, lifecycle,
                .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
                .product(name: "InMemoryLogging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(name: "HotlineTestingTests", dependencies: ["HotlineTesting", nioCore], swiftSettings: strict),
        .testTarget(
            name: "HotlineClientTests",
            dependencies: ["HotlineClient", "HotlineCore", "JSON", "Pictures"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HotlineWebTests",
            dependencies: [
                "HTTPClient", "HotlineClient", "HotlineCore", "HotlineStore", "HotlineTesting", "HotlineWeb", "JSON",
                logging, lifecycle, nioCore, nioPosix, httpTypes, hummingbird,
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "InMemoryLogging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HotlineProgramTests",
            dependencies: ["HotlineCore", "HotlineTesting", "JSON", "hotline"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "WorldTests",
            dependencies: [
                "HTTPClient", "HotlineClient", "HotlineCore", "HotlineStore", "HotlineTesting", "JSON", "Pictures",
                grdb,
                "hotline", "hotline-agi", "hotlined",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "AMITests",
            dependencies: [
                "AMI", "HotlineTesting", nioCore, nioPosix, logging, lifecycle,
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOTestUtils", package: "swift-nio"),
                .product(name: "InMemoryLogging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HotlineArchiveTests",
            dependencies: ["HotlineArchive", "HotlineCore", "HotlineTesting"],
            swiftSettings: strict
        ),
        // One list of hostile words, pushed through every layer.
        .testTarget(
            name: "HostileTests",
            dependencies: [
                "AGI", "AMI", "HTTPClient", "HotlineClient", "HotlineCompanion", "HotlineCore", "HotlineMessaging",
                "HotlineStore", "HotlineTesting", "HotlineWeb", "JSON", nioCore,
            ],
            swiftSettings: strict
        ),
        .testTarget(name: "PicturesTests", dependencies: ["Pictures"], swiftSettings: strict),
        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: strict),
        .testTarget(
            name: "AGITests",
            dependencies: [
                "AGI", nioCore, nioPosix, logging, lifecycle,
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOTestUtils", package: "swift-nio"),
                .product(name: "InMemoryLogging", package: "swift-log"),
            ],
            resources: [.copy("Transcripts")],
            swiftSettings: strict
        ),
    ]
)
