internal import HotlineCore
internal import JSON

// The keys and words below stand in files that a later version reads: add to them, never rename one.

extension SpoolEntry {
    /// The entry as one line of the journal, with the line's end.
    var line: [UInt8] { Array(json.encoded().utf8) + [UInt8(ascii: "\n")] }

    /// Reads a line of the journal, without its end; `nil` where it is not a whole one.
    init?(line: some Collection<UInt8>) {
        guard let json = try? JSON(parsing: line), let entry = try? json.read(as: .spoolEntry) else { return nil }
        self = entry
    }

    private var json: JSON {
        var object: JSONObject = ["id": .text(id), "at": .integer(at.milliseconds), "call": .text(uniqueID)]
        switch word {
        case .begun(let start, let appeal):
            object["word"] = "begun"
            object["start"] = start.json
            object["appeal"] = .appeal(appeal)
        case .opened(let appeal):
            object["word"] = "opened"
            object["appeal"] = .appeal(appeal)
        case .noted(let progress):
            object["word"] = "noted"
            object["progress"] = progress.json
        case .left(let start, let end, let recording):
            object["word"] = "left"
            object["start"] = start.json
            object["end"] = end.map { .integer($0.milliseconds) }
            object["recording"] = recording?.json
        }
        return .object(object)
    }
}

/// The words of ``SpoolWord`` as the journal has them.
private enum WordName: String, CaseIterable {
    case begun, opened, noted, left
}

extension JSONShape where Value == SpoolEntry {
    fileprivate static var spoolEntry: JSONShape {
        .object { fields in
            let id = fields.required("id", .text)
            let at = fields.required("at", .instant)
            let call = fields.required("call", .text)
            let word: SpoolWord
            switch try fields.selector("word", .oneOf(WordName.self)) {
            case .begun:
                let start = fields.required("start", .callStart)
                let appeal = fields.optional("appeal", .appealNumber)
                word = .begun(try start.get(), appeal: try appeal.get())
            case .opened:
                word = .opened(appeal: try fields.optional("appeal", .appealNumber).get())
            case .noted:
                word = .noted(try fields.required("progress", .callProgress).get())
            case .left:
                let start = fields.required("start", .callStart)
                let end = fields.optional("end", .instant)
                let recording = fields.optional("recording", .callRecording)
                word = .left(try start.get(), endedAt: try end.get(), recording: try recording.get())
            }
            return SpoolEntry(id: try id.get(), at: try at.get(), uniqueID: try call.get(), word: word)
        }
    }
}

extension CallStart {
    fileprivate var json: JSON {
        var object: JSONObject = ["call": .text(uniqueID)]
        object["raw"] = caller.raw.map(JSON.text)
        object["number"] = caller.number.map { .string($0.e164) }
        object["dialled"] = dialled.map(JSON.text)
        return .object(object)
    }
}

extension JSONShape where Value == CallStart {
    fileprivate static var callStart: JSONShape {
        .object { fields in
            let call = fields.required("call", .text)
            let raw = fields.optional("raw", .text)
            let number = fields.optional("number", .phone)
            let dialled = fields.optional("dialled", .text)
            return CallStart(
                uniqueID: try call.get(),
                caller: CallerNumber(raw: try raw.get(), number: try number.get()),
                dialled: try dialled.get()
            )
        }
    }
}
