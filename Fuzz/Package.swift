// swift-tools-version: 6.2

import PackageDescription

/// Fuzzing by libFuzzer with AddressSanitizer.
///
/// The flags below are unsafe in SwiftPM's words, so this is a package of its own; `run` builds and runs it.
let fuzzed: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    // Testability, so that a target reaches what a library keeps to itself.
    .unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library", "-enable-testing"]),
]
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

/// A program that is given the fuzzer's bytes.
func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name,
        dependencies: ["Fuzzing"] + dependencies,
        swiftSettings: fuzzed,
        linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]
    )
}

let package = Package(
    name: "fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        // The sources of the main package, built again with the fuzzer's instrumentation.
        .target(name: "AGI", dependencies: [nioCore, nioPosix, logging, lifecycle], swiftSettings: fuzzed),
        .target(name: "AMI", dependencies: ["CCrypto", nioCore, nioPosix, logging, lifecycle], swiftSettings: fuzzed),
        .systemLibrary(name: "CJansson", pkgConfig: "jansson", providers: [.apt(["libjansson-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "CFiles"),
        .target(name: "JSON", dependencies: ["CJansson"], swiftSettings: fuzzed),
        .target(name: "Pictures", dependencies: ["CPNG"], swiftSettings: fuzzed),
        .target(name: "HTTPClient", dependencies: ["CCurl"], swiftSettings: fuzzed),
        .target(name: "HotlineCore", dependencies: ["JSON"], swiftSettings: fuzzed),
        .target(
            name: "HotlineVoice",
            dependencies: ["AGI", "CCrypto", "CFiles", "HotlineCore", "JSON", logging],
            swiftSettings: fuzzed
        ),
        .target(
            name: "HotlineMessaging",
            dependencies: ["CCrypto", "CFiles", "HotlineCore", "JSON", "HTTPClient", logging, lifecycle, subprocess],
            swiftSettings: fuzzed
        ),
        .target(
            name: "HotlineClient",
            dependencies: ["HotlineCore", "HTTPClient", "JSON", "Pictures"],
            swiftSettings: fuzzed
        ),

        // What runs libFuzzer, and the programs it runs in.
        .target(name: "Fuzzing", swiftSettings: fuzzed),
        fuzzer("FuzzAGI", ["AGI", nioCore]),
        fuzzer("FuzzReplies", ["HotlineCore"]),
        // The site's reading of Form 1 is one file of HotlineWeb, which would bring a web server along.
        fuzzer("FuzzForms", ["HTTPClient", "HotlineClient", "HotlineCore"]),
        fuzzer("FuzzCallbacks", ["HotlineCore", "HotlineMessaging"]),
        fuzzer("FuzzSettings", ["HotlineClient", "HotlineCore", "JSON"]),
        fuzzer("FuzzExchange", ["AMI", "HotlineCore", "HotlineVoice", nioCore]),
        fuzzer("FuzzWriters", ["HotlineClient", "HotlineCore", "HotlineMessaging"]),
    ]
)
