/// What version 7 adds: how a statistics program kept a variable, which variable weighs the
/// records, and speakers' labels that stand for several participants.
enum Version7 {
  static let recordedTables = ["chorus"]

  /// - `variable.storage`, `variable.display`: the type of a cell and the display format in the file
  ///   that the variable came from, so that an export writes it back as it was; empty for others.
  /// - `survey.weight`: the name of the variable that says how many others a record stands for.
  /// - `chorus`: who speaks together under one label of a transcript. A label of one participant
  ///   stands in `turn.participant_id`; the turns of a chorus have none there.
  static let statements = """
    ALTER TABLE variable ADD COLUMN storage TEXT
      CHECK (storage IN ('byte', 'int', 'long', 'float', 'double', 'text'));
    ALTER TABLE variable ADD COLUMN display TEXT;
    ALTER TABLE survey ADD COLUMN weight TEXT;
    CREATE TABLE chorus (
      transcript_id INTEGER NOT NULL REFERENCES transcript(id), speaker TEXT NOT NULL,
      participant_id INTEGER NOT NULL REFERENCES participant(id),
      PRIMARY KEY (transcript_id, speaker, participant_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX chorus_participant ON chorus(participant_id);
    """
}
