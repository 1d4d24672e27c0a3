/// What version 7 adds: how a statistics program kept a variable, which variable weighs the
/// records, speakers' labels that stand for several participants, when a translation was made and
/// who checked it, the written summaries of the framework, and people and places in full.
enum Version7 {
  static let recordedTables =
    peopleTables + ["framework_passage", "framework_cell", "chorus"]

  /// - `variable.storage`, `variable.display`: the type of a cell and the display format in the file
  ///   that the variable came from, so that an export writes it back as it was; empty for others.
  /// - `survey.weight`: the name of the variable that says how many others a record stands for.
  /// - `chorus`: who speaks together under one label of a transcript. A label of one participant
  ///   stands in `turn.participant_id`; the turns of a chorus have none there.
  /// - `layer.translated`, `checked_by`: the day on which a translation was made, and who checked it.
  /// - `framework_cell`: what somebody wrote of a theme in a case; `quotes` is how many quotes it was
  ///   written from.
  /// - `framework_passage`: these quotes, with the SHA-256 of their words on one line, by which it
  ///   shows that they are others now.
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
    ALTER TABLE layer ADD COLUMN translated TEXT;
    ALTER TABLE layer ADD COLUMN checked_by TEXT;
    CREATE TABLE framework_cell (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      theme_id INTEGER NOT NULL REFERENCES theme(id),
      case_id INTEGER NOT NULL REFERENCES study_case(id), summary TEXT NOT NULL,
      quotes INTEGER NOT NULL CHECK (quotes >= 0),
      coder_id INTEGER NOT NULL REFERENCES coder(id), written TEXT NOT NULL,
      UNIQUE (theme_id, case_id)
    ) STRICT;
    CREATE INDEX framework_cell_case ON framework_cell(case_id);
    CREATE TABLE framework_passage (
      cell_id INTEGER NOT NULL REFERENCES framework_cell(id),
      transcript_id INTEGER NOT NULL REFERENCES transcript(id),
      number INTEGER NOT NULL CHECK (number >= 1),
      words BLOB NOT NULL CHECK (length(words) = 32),
      PRIMARY KEY (cell_id, transcript_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX framework_passage_transcript ON framework_passage(transcript_id, number);
    """ + people
}
