/// What version 7 adds: speakers' labels that stand for several participants.
enum Version7 {
  static let recordedTables = ["chorus"]

  /// - `chorus`: who speaks together under one label of a transcript. A label of one participant
  ///   stands in `turn.participant_id`; the turns of a chorus have none there.
  static let statements = """
    CREATE TABLE chorus (
      transcript_id INTEGER NOT NULL REFERENCES transcript(id), speaker TEXT NOT NULL,
      participant_id INTEGER NOT NULL REFERENCES participant(id),
      PRIMARY KEY (transcript_id, speaker, participant_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX chorus_participant ON chorus(participant_id);
    """
}
