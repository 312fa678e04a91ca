internal import GRDB

extension DatabaseMigrator {
    /// What a recogniser wrote down of spoken messages.
    static let transcripts = """
        -- Empty where no words were heard.
        ALTER TABLE recording ADD COLUMN transcript TEXT;
        ALTER TABLE recording ADD COLUMN transcriptTries INTEGER NOT NULL DEFAULT 0 CHECK (transcriptTries >= 0);
        -- Not before this time; another one may be at it until then.
        ALTER TABLE recording ADD COLUMN transcriptDue INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX recording_unwritten ON recording (transcriptDue)
            WHERE transcript IS NULL AND kind = 'message' AND isSilent = 0;
        """
}
