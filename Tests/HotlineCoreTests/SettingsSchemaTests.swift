import HotlineCore
import JSON
import Testing

/// The schema beside the settings has exactly the keys, and the standard values, that are read.
@Suite struct SettingsSchemaTests {
    /// A key that is near to no other.
    private static let stranger = "????????????"

    /// The keys with a default where `null` means something else.
    private static let ownNulls: Set = ["menu/limits/callsPerHour", "reports/daily", "reports/weekly"]

    /// The objects of the schema with a fixed list of keys, each with an instance of the whole file that reaches it.
    private struct Place {
        var path: String
        var schema: JSON
        var file: JSON
    }

    private func places() throws -> [Place] {
        let schema = try ConfigFolder.json("hotline.schema.json")
        let file = try ConfigFolder.json("hotline.json")
        var places: [Place] = []
        collect(schema, "", file, &places)
        return places
    }

    private func collect(_ schema: JSON, _ path: String, _ file: JSON, _ places: inout [Place]) {
        if let kinds = schema["oneOf"]?.arrayValue {
            for kind in kinds {
                // What one kind has and the others do not: its name, and that of its preset.
                let names = (kind["properties"]?.objectValue ?? [:]).compactMap { key, value in
                    value["const"].map { (key, $0) }
                }
                collect(kind, path, file.replacing(path, with: .object(JSONObject(names))), &places)
            }
        }
        if let items = schema["items"] {
            // A list that the file does not have gets one element, an empty object.
            let hasElement = file.value(at: join(path, "0")) != nil
            collect(items, join(path, "0"), hasElement ? file : file.replacing(path, with: [[:]]), &places)
        }
        guard let properties = schema["properties"]?.objectValue else { return }
        places.append(Place(path: path, schema: schema, file: file))
        for (key, value) in properties { collect(value, join(path, key), file, &places) }
    }

    private func join(_ path: String, _ step: String) -> String { path.isEmpty ? step : "\(path)/\(step)" }

    @Test func `every object of the schema is closed, and every key is described`() throws {
        let places = try places()
        #expect(places.count > 15)
        for place in places {
            #expect(place.schema["additionalProperties"] == false, "\(place.path)")
            for (key, value) in place.schema["properties"]?.objectValue ?? [:] {
                #expect(value["description"]?.stringValue?.hasSuffix(".") == true, "\(place.path)/\(key)")
            }
        }
    }

    @Test func `the keys of the schema are those that are read, no more and no fewer`() throws {
        for place in try places() where place.path != "sms/texts" {
            let file = place.file.replacing(join(place.path, Self.stranger), with: 1)
            let told = ConfigFolder.faults(of: file).first { $0.contains("unknown key \"\(Self.stranger)\"") }
            let known = told?.split(separator: "known here: ").last?.split(separator: ", ").map(String.init) ?? []
            #expect(Set(known) == Set(place.schema["properties"]?.objectValue?.keys.map { $0 } ?? []), "\(place.path)")
        }
    }

    @Test func `the texts of the schema are those there are, with their standard words`() throws {
        let texts = try #require(try places().first { $0.path == "sms/texts" }?.schema["properties"]?.objectValue)
        #expect(Set(texts.keys) == Set(MessageKind.allCases.map(\.rawValue)))
        for kind in MessageKind.allCases {
            #expect(texts[kind.rawValue]?["default"]?.stringValue == kind.standardTemplate)
        }
    }

    @Test func `what the schema calls a default is what stands where the key is left out, or null`() throws {
        let schema = try ConfigFolder.json("hotline.schema.json")
        var bare = try ConfigFolder.json("hotline.json")
        var full = bare
        var nulls = bare
        for place in try places() where place.path != "sms/texts" {
            for (key, value) in place.schema["properties"]?.objectValue ?? [:] {
                guard let standard = value["default"] else { continue }
                let path = join(place.path, key)
                bare = bare.replacing(path, with: nil)
                full = full.replacing(path, with: standard)
                nulls = nulls.replacing(path, with: Self.ownNulls.contains(path) ? standard : .null)
            }
        }
        #expect(try Settings(bare) == Settings(full))
        #expect(try Settings(nulls) == Settings(full))
        #expect(schema["$schema"]?.stringValue == "https://json-schema.org/draft/2020-12/schema")
    }

    @Test func `what the schema lists is what is taken`() throws {
        let places = try places()
        func values(_ path: String, _ key: String) -> Set<String> {
            let schema = places.first { $0.path == path }?.schema["properties"]?[key]
            let list = schema?["enum"] ?? schema?["items"]?["enum"]
            return Set(list?.arrayValue?.compactMap(\.stringValue) ?? [])
        }
        #expect(values("staff/0", "roles") == Set(Role.allCases.map(\.rawValue)))
        for route in AppealRoute.allCases {
            let roles = route.isPrivate ? [.psychologist] : Role.allCases.filter { $0 != .director }
            #expect(values("routing", route.rawValue) == Set(roles.map(\.rawValue)))
        }
        #expect(values("menu", "afterType") == Set(MenuSettings.AfterType.allCases.map(\.rawValue)))
        #expect(values("menu", "fullForm") == Set(MenuSettings.FullForm.allCases.map(\.rawValue)))
        #expect(values("menu", "order") == Set(MenuSettings.LaterStep.allCases.map(\.rawValue)))
        #expect(values("sms", "consent") == Set(Regulation.ConsentPolicy.allCases.map(\.rawValue)))
    }

    @Test func `the prompts of the schema are those there are`() throws {
        let prompts = try ConfigFolder.json("hotline.schema.json").value(at: "properties/menu/properties/prompts")
        let ids = prompts?["propertyNames"]?["enum"]?.arrayValue?.compactMap(\.stringValue) ?? []
        #expect(Set(ids) == Set(Prompt.allCases.map(\.rawValue)))
        #expect(ids.count == Prompt.allCases.count)
        let file = try ConfigFolder.json("hotline.json").replacing("menu/prompts/\(Self.stranger)", with: "x")
        #expect(ConfigFolder.faults(of: file).first?.hasSuffix("known here: \(ids.joined(separator: ", "))") == true)
    }

    @Test(arguments: [
        ("menu/firstKey", 1, 30), ("menu/betweenKeys", 1, 30), ("menu/limits/menu", 30, 3600),
        ("menu/limits/call", 60, 14_400), ("menu/repeatWithin", 60, 86400), ("menu/burst/within", 60, 86400),
    ])
    func `the bounds of durations are those that the schema tells`(path: String, least: Int, most: Int) throws {
        // The limits of the menu and of the call must not meet.
        let other = path == "menu/limits/menu" ? ("menu/limits/call", "4h") : ("menu/limits/menu", "30s")
        let file = try ConfigFolder.json("hotline.json").replacing(other.0, with: .string(other.1))
        let bounds = [least, most].map { Duration.seconds($0).setting }.joined(separator: " to ")
        for (seconds, isTaken) in [(least - 1, false), (least, true), (most, true), (most + 1, false)] {
            let told = ConfigFolder.faults(of: file.replacing(path, with: .string("\(seconds)s")))
            #expect(told == (isTaken ? [] : ["F: /\(path): must be from \(bounds)"]))
        }
        let keys = path.split(separator: "/").joined(separator: "/properties/")
        let described = try ConfigFolder.json("hotline.schema.json").value(at: "properties/\(keys)/description")
        #expect(described?.stringValue?.contains(bounds) == true, "\(bounds)")
    }

    @Test func `the whole numbers that the schema allows are those that are read`() throws {
        let file = try ConfigFolder.json("hotline.json")
        for path in [
            "menu/limits/callsPerHour", "menu/tries/silence", "menu/tries/wrongKey", "menu/tries/all",
            "menu/burst/appeals",
        ] {
            let keys = path.split(separator: "/").joined(separator: "/properties/")
            let schema = try ConfigFolder.json("hotline.schema.json").value(at: "properties/\(keys)")
            let least = try #require(schema?["minimum"]?.integerValue)
            let most = try #require(schema?["maximum"]?.integerValue)
            for (value, isTaken) in [(least - 1, false), (least, true), (most, true), (most + 1, false)] {
                let told = ConfigFolder.faults(of: file.replacing(path, with: .integer(Int64(value))))
                #expect(told == (isTaken ? [] : ["F: /\(path): must be from \(least) to \(most)"]))
            }
        }
    }

    @Test func `what the schema requires is missed`() throws {
        for place in try places() {
            // A gateway without a preset is not one that lacks it, but one that is described.
            for key in place.schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? [] where key != "preset" {
                let told = ConfigFolder.faults(of: place.file.replacing(join(place.path, key), with: nil))
                #expect(told.contains("F: /\(join(place.path, key)): is missing"), "\(told)")
            }
        }
    }
}
