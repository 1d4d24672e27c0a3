/// What version 6 adds: memos on passages, participants and relations, with every wording kept;
/// sets of passages.
enum Version6 {
  static let recordedTables = [
    "memo_passage", "memo_participant", "memo_relation", "memo_version", "set_passage",
    "passage_set",
  ]

  /// - `memo.changed`, `changed_by`: when and by whom the present wording was written; empty for
  ///   the first.
  /// - `memo.open`: whether somebody marked it for further work.
  /// - `memo_passage`, `set_passage`: passages by transcript and running number, which is never
  ///   used again, so that a passage that nobody codes any more stays named.
  /// - `memo_version`: the wordings that a memo had before, from 1; the present one is in `memo`.
  /// - `coding_wording`, `coding_by_coder`, `memo_open`: for `status`, which must not read all
  ///   codings and notes. The sum keeps questions about a code and a coder, which have better
  ///   indexes, away from that of the coders.
  /// - `passage_set`: passages that somebody keeps together under a name; `star` is one of them.
  static let statements = """
    ALTER TABLE memo ADD COLUMN changed TEXT;
    ALTER TABLE memo ADD COLUMN changed_by INTEGER REFERENCES coder(id);
    ALTER TABLE memo ADD COLUMN open INTEGER NOT NULL DEFAULT 0 CHECK (open IN (0, 1));
    CREATE TABLE memo_passage (
      memo_id INTEGER NOT NULL REFERENCES memo(id),
      transcript_id INTEGER NOT NULL REFERENCES transcript(id),
      number INTEGER NOT NULL CHECK (number >= 1), PRIMARY KEY (memo_id, transcript_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX memo_passage_transcript ON memo_passage(transcript_id, number);
    CREATE TABLE memo_participant (
      memo_id INTEGER NOT NULL REFERENCES memo(id),
      participant_id INTEGER NOT NULL REFERENCES participant(id),
      PRIMARY KEY (memo_id, participant_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX memo_participant_participant ON memo_participant(participant_id);
    CREATE TABLE memo_relation (
      memo_id INTEGER NOT NULL REFERENCES memo(id),
      relation_id INTEGER NOT NULL REFERENCES relation(id), PRIMARY KEY (memo_id, relation_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX memo_relation_relation ON memo_relation(relation_id);
    CREATE TABLE memo_version (
      memo_id INTEGER NOT NULL REFERENCES memo(id),
      version INTEGER NOT NULL CHECK (version >= 1), kind TEXT NOT NULL, title TEXT NOT NULL,
      body TEXT NOT NULL, coder_id INTEGER NOT NULL REFERENCES coder(id), written TEXT NOT NULL,
      PRIMARY KEY (memo_id, version)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE passage_set (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      slug TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE set_passage (
      set_id INTEGER NOT NULL REFERENCES passage_set(id),
      transcript_id INTEGER NOT NULL REFERENCES transcript(id),
      number INTEGER NOT NULL CHECK (number >= 1), PRIMARY KEY (set_id, transcript_id, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX memo_open ON memo(id) WHERE open = 1;
    CREATE INDEX coding_wording ON coding(code_version_id);
    CREATE INDEX coding_by_coder ON coding(coder_id + 0);
    CREATE INDEX set_passage_transcript ON set_passage(transcript_id, number);
    """
}
