/// What version 5 adds: codes over time, corrected texts, and the passages that wait to be
/// confirmed in them.
enum Version5 {
  static let recordedTables = [
    "coding_origin", "code_successor", "codebook_freeze", "former_turn",
  ]

  /// - `coding_origin`: under which definition a coding was made that stands under another code
  ///   now.
  /// - `code_successor`: where the passages of merged and split codes went.
  /// - `codebook_freeze`: a codebook as it was when somebody froze it.
  /// - `text`: when, by whom and why a version was made, and at how many places it differs; all
  ///   empty for the first version.
  /// - `turn.aligned`: the number by which the other language layers know the turn, where that is
  ///   no longer its own; 0 where they have none for it.
  /// - `coding.former_…`: where the words lay that a coding was put on, as long as it waits to be
  ///   confirmed (`status`). Its segment lies in the current text where a place is proposed, in an
  ///   earlier one where none is.
  /// - `former_turn`: the turns of texts that were corrected; `turn` has those of current texts
  ///   only.
  static let statements = """
    CREATE TABLE coding_origin (
      coding_id INTEGER PRIMARY KEY REFERENCES coding(id),
      code_version_id INTEGER NOT NULL REFERENCES code_version(id)
    ) STRICT;
    CREATE INDEX coding_origin_version ON coding_origin(code_version_id);
    CREATE TABLE code_successor (
      code_id INTEGER NOT NULL REFERENCES code(id),
      successor_id INTEGER NOT NULL REFERENCES code(id),
      kind TEXT NOT NULL CHECK (kind IN ('merge', 'split')),
      PRIMARY KEY (code_id, successor_id), CHECK (code_id <> successor_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX code_successor_successor ON code_successor(successor_id);
    CREATE TABLE codebook_freeze (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      slug TEXT NOT NULL UNIQUE, at TEXT NOT NULL, coder TEXT NOT NULL,
      hash BLOB NOT NULL CHECK (length(hash) = 32), codes TEXT NOT NULL CHECK (json_valid(codes))
    ) STRICT;
    ALTER TABLE text ADD COLUMN made TEXT;
    ALTER TABLE text ADD COLUMN made_by TEXT;
    ALTER TABLE text ADD COLUMN why TEXT;
    ALTER TABLE text ADD COLUMN changes INTEGER;
    ALTER TABLE turn ADD COLUMN aligned INTEGER;
    ALTER TABLE coding ADD COLUMN former_text_id INTEGER REFERENCES text(id);
    ALTER TABLE coding ADD COLUMN former_start INTEGER;
    ALTER TABLE coding ADD COLUMN former_end INTEGER;
    CREATE INDEX coding_to_confirm ON coding(status) WHERE status = 'to-confirm';
    CREATE INDEX coding_former_text ON coding(former_text_id) WHERE former_text_id IS NOT NULL;
    CREATE TABLE former_turn (
      text_id INTEGER NOT NULL REFERENCES text(id), number INTEGER NOT NULL CHECK (number >= 1),
      start INTEGER NOT NULL CHECK (start >= 0), end INTEGER NOT NULL, speaker TEXT,
      role TEXT NOT NULL CHECK (role IN ('interviewer', 'respondent', 'other', 'unknown')),
      time_start INTEGER, time_end INTEGER,
      PRIMARY KEY (text_id, number), CHECK (end > start)
    ) STRICT, WITHOUT ROWID;
    DROP VIEW v_codings;
    CREATE VIEW v_codings AS
      SELECT transcript.label || '#' || segment.number AS cite, transcript.label AS transcript,
        layer.language, segment.start, segment.end, code.slug AS code, coder.name AS coder,
        coding.round, coding.created, coding.status, code_version.version AS definition_version
      FROM coding
      JOIN segment ON segment.id = coding.segment_id
      JOIN text ON text.id = segment.text_id
        AND text.version = (SELECT max(version) FROM text AS t WHERE t.layer_id = text.layer_id)
      JOIN layer ON layer.id = text.layer_id
      JOIN transcript ON transcript.id = layer.transcript_id
      JOIN code ON code.id = coding.code_id
      JOIN code_version ON code_version.id = coding.code_version_id
      JOIN coder ON coder.id = coding.coder_id;
    DROP VIEW v_quotes;
    CREATE VIEW v_quotes AS
      SELECT transcript.label || '#' || segment.number AS cite, transcript.label AS transcript,
        code.slug AS code, coder.name AS coder,
        substr(body.words, segment.start + 1, segment.end - segment.start) AS quote
      FROM coding
      JOIN segment ON segment.id = coding.segment_id
      JOIN text ON text.id = segment.text_id
        AND text.version = (SELECT max(version) FROM text AS t WHERE t.layer_id = text.layer_id)
      JOIN body ON body.hash = text.hash
      JOIN layer ON layer.id = text.layer_id
      JOIN transcript ON transcript.id = layer.transcript_id
      JOIN code ON code.id = coding.code_id
      JOIN coder ON coder.id = coding.coder_id;
    CREATE VIEW v_to_confirm AS
      SELECT transcript.label || '#' || segment.number AS cite, transcript.label AS transcript,
        code.slug AS code, coder.name AS coder, coding.round,
        substr(was.words, former_start + 1, former_end - former_start) AS words_before,
        CASE WHEN text.version =
            (SELECT max(version) FROM text AS t WHERE t.layer_id = text.layer_id)
          THEN substr(body.words, segment.start + 1, segment.end - segment.start)
        END AS words_proposed
      FROM coding
      JOIN segment ON segment.id = coding.segment_id
      JOIN text ON text.id = segment.text_id
      JOIN body ON body.hash = text.hash
      JOIN layer ON layer.id = text.layer_id
      JOIN transcript ON transcript.id = layer.transcript_id
      JOIN code ON code.id = coding.code_id
      JOIN coder ON coder.id = coding.coder_id
      LEFT JOIN text AS former ON former.id = coding.former_text_id
      LEFT JOIN body AS was ON was.hash = former.hash
      WHERE coding.status = 'to-confirm';
    """
}
