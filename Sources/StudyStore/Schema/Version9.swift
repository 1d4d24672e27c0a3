/// What version 9 adds: which record of a survey of persons a participant is.
enum Version9 {
  static let recordedTables = ["participant_link"]

  /// - `participant_link`: what `link` is to cases.
  static let statements = """
    CREATE TABLE participant_link (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      participant_id INTEGER NOT NULL REFERENCES participant(id),
      survey_id INTEGER NOT NULL REFERENCES survey(id), record_id INTEGER REFERENCES record(id),
      method TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
      coder_id INTEGER NOT NULL REFERENCES coder(id), linked TEXT NOT NULL,
      UNIQUE (participant_id, survey_id), CHECK (record_id IS NOT NULL OR note <> '')
    ) STRICT;
    CREATE INDEX participant_link_record ON participant_link(record_id)
      WHERE record_id IS NOT NULL;
    CREATE VIEW v_participant_links AS
      SELECT participant.slug AS participant, survey.name AS survey, record.key AS record,
        participant_link.method, participant_link.note
      FROM participant_link
      JOIN participant ON participant.id = participant_link.participant_id
      JOIN survey ON survey.id = participant_link.survey_id
      LEFT JOIN record ON record.id = participant_link.record_id;
    """
}
