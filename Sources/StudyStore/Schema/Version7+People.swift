/// Of version 7: what attributes are, where their values come from and why some are missing;
/// topics by participant; who led to whom.
extension Version7 {
  static let peopleTables = [
    "case_referral", "participant_referral", "participant_topic", "case_attribute_passage",
    "participant_attribute_passage", "transcript_attribute_passage", "attribute",
  ]

  /// Reasons and sources are lists of their own in each table, as SQLite has no types.
  private static let missing = """
    CHECK (missing IN ('not-asked', 'refused', 'dont-know', 'not-applicable', 'not-recorded'))
    """
  private static let source = """
    CHECK (source IN ('survey', 'interview', 'field-note', 'document', 'judgement'))
    """

  /// - `attribute`: what an attribute of transcripts, participants or cases is; `allowed` are pairs
  ///   of codes and labels in order, `kinds` a list of the kinds of owners that it is about. What
  ///   nobody defined holds any words.
  /// - `…_attribute.missing`: why there is no value; `value` is empty then.
  /// - `…_attribute_passage`: where somebody said what a value rests on. It lies in the version of
  ///   the text that was read and stays there: where the words stand now is looked up.
  /// - `participant_topic`: whether a topic came up with one of several who speak in a transcript.
  /// - `participant_referral`, `case_referral`: who led to a participant or a case: another
  ///   participant or case, somebody at a site, or a person outside the study. One who was erased is
  ///   none of these.
  static let people: String =
    """
    CREATE TABLE attribute (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      owner TEXT NOT NULL CHECK (owner IN ('transcript', 'participant', 'case')),
      name TEXT NOT NULL, position INTEGER NOT NULL, type TEXT NOT NULL
        CHECK (type IN ('number', 'ordered', 'category', 'text', 'date', 'yes-no')),
      label TEXT NOT NULL DEFAULT '', unit TEXT NOT NULL DEFAULT '',
      allowed TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(allowed)),
      kinds TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(kinds)), UNIQUE (owner, name)
    ) STRICT;
    """
    + ["transcript", "participant", "case"].map { owner -> String in
      let table = owner == "case" ? "study_case" : owner
      return """
        ALTER TABLE \(owner)_attribute ADD COLUMN missing TEXT \(missing);
        ALTER TABLE \(owner)_attribute ADD COLUMN source TEXT \(source);
        ALTER TABLE \(owner)_attribute ADD COLUMN note TEXT;
        CREATE TABLE \(owner)_attribute_passage (
          \(owner)_id INTEGER NOT NULL REFERENCES \(table)(id), name TEXT NOT NULL,
          text_id INTEGER NOT NULL REFERENCES text(id),
          start INTEGER NOT NULL CHECK (start >= 0), end INTEGER NOT NULL,
          PRIMARY KEY (\(owner)_id, name, text_id, start, end), CHECK (end > start)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX \(owner)_attribute_passage_text ON \(owner)_attribute_passage(text_id);
        """
    }.joined()
      + """
      CREATE VIEW v_attributes AS
      """
    + ["transcript", "participant", "case"].map { owner -> String in
      let table = owner == "case" ? "study_case" : owner
      return """
         SELECT '\(owner)' AS owner, \(owner == "transcript" ? "label" : "slug") AS id,
          value.name, CASE WHEN missing IS NULL THEN value END AS value, missing, source, note,
          (SELECT group_concat(words, ' / ') FROM (
            SELECT substr(body.words, passage.start + 1, passage.end - passage.start) AS words
            FROM \(owner)_attribute_passage AS passage
            JOIN text ON text.id = passage.text_id JOIN body ON body.hash = text.hash
            WHERE passage.\(owner)_id = value.\(owner)_id AND passage.name = value.name
            ORDER BY passage.text_id, passage.start)) AS quotes
        FROM \(owner)_attribute AS value JOIN \(table) ON \(table).id = value.\(owner)_id
        """
    }.joined(separator: " UNION ALL ") + ";"
      + """
      CREATE TABLE participant_topic (
        topic_id INTEGER NOT NULL REFERENCES topic(id),
        transcript_id INTEGER NOT NULL REFERENCES transcript(id),
        participant_id INTEGER NOT NULL REFERENCES participant(id),
        state TEXT NOT NULL CHECK (state IN ('asked', 'raised', 'not-reached')),
        PRIMARY KEY (topic_id, transcript_id, participant_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX participant_topic_transcript ON participant_topic(transcript_id);
      CREATE INDEX participant_topic_participant ON participant_topic(participant_id);
      """
    + ["participant", "case"].map { owner -> String in
      let table = owner == "case" ? "study_case" : owner
      return """
        CREATE TABLE \(owner)_referral (
          id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
          \(owner)_id INTEGER NOT NULL REFERENCES \(table)(id),
          from_participant_id INTEGER REFERENCES participant(id),
          from_case_id INTEGER REFERENCES study_case(id), from_site_id INTEGER REFERENCES site(id),
          from_person TEXT, date TEXT NOT NULL DEFAULT '', how TEXT NOT NULL DEFAULT '',
          CHECK ((from_participant_id IS NOT NULL) + (from_case_id IS NOT NULL)
            + (from_site_id IS NOT NULL) + (from_person IS NOT NULL) <= 1)
        ) STRICT;
        CREATE INDEX \(owner)_referral_to ON \(owner)_referral(\(owner)_id);
        """
    }.joined()
}
