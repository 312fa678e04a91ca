import HotlineCore
import JSON
import Testing

/// The schema beside the settings has exactly the keys, and the standard values, that are read.
@Suite struct SettingsSchemaTests {
    /// A key that is near to no other.
    private static let stranger = "????????????"

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
                let name = kind["properties"]?["kind"]?["const"] ?? .null
                collect(kind, path, file.replacing(path, with: ["kind": name]), &places)
            }
        }
        if let items = schema["items"] { collect(items, join(path, "0"), file, &places) }
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
                bare = bare.replacing(join(place.path, key), with: nil)
                full = full.replacing(join(place.path, key), with: standard)
                nulls = nulls.replacing(join(place.path, key), with: .null)
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
            #expect(values("routing", route.rawValue) == Set(Role.allCases.map(\.rawValue)))
        }
        #expect(values("menu", "afterType") == Set(MenuSettings.AfterType.allCases.map(\.rawValue)))
        #expect(values("menu", "fullForm") == Set(MenuSettings.FullForm.allCases.map(\.rawValue)))
        #expect(values("sms", "consent") == Set(Regulation.ConsentPolicy.allCases.map(\.rawValue)))
    }

    @Test func `what the schema requires is missed`() throws {
        for place in try places() {
            for key in place.schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? [] {
                let told = ConfigFolder.faults(of: place.file.replacing(join(place.path, key), with: nil))
                #expect(told.contains("F: /\(join(place.path, key)): is missing"), "\(told)")
            }
        }
    }
}
