/// What version 2 adds: memos on anything, axial relations, guide topics, official figures.
enum Version2 {
  static let recordedTables = [
    "memo_code", "memo_transcript", "memo_case", "memo_theme", "relation", "topic_reached",
    "topic", "context_figure",
  ]

  static let statements = """
    ALTER TABLE memo ADD COLUMN slug TEXT;
    CREATE UNIQUE INDEX memo_slug ON memo(slug) WHERE slug IS NOT NULL;
    CREATE TABLE memo_code (
      memo_id INTEGER NOT NULL REFERENCES memo(id), code_id INTEGER NOT NULL REFERENCES code(id),
      PRIMARY KEY (memo_id, code_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX memo_code_code ON memo_code(code_id);
    CREATE TABLE memo_transcript (
      memo_id INTEGER NOT NULL REFERENCES memo(id),
      transcript_id INTEGER NOT NULL REFERENCES transcript(id),
      PRIMARY KEY (memo_id, transcript_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX memo_transcript_transcript ON memo_transcript(transcript_id);
    CREATE TABLE memo_case (
      memo_id INTEGER NOT NULL REFERENCES memo(id),
      case_id INTEGER NOT NULL REFERENCES study_case(id), PRIMARY KEY (memo_id, case_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX memo_case_case ON memo_case(case_id);
    CREATE TABLE memo_theme (
      memo_id INTEGER NOT NULL REFERENCES memo(id), theme_id INTEGER NOT NULL REFERENCES theme(id),
      PRIMARY KEY (memo_id, theme_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX memo_theme_theme ON memo_theme(theme_id);
    CREATE TABLE relation (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      slug TEXT NOT NULL UNIQUE, position INTEGER NOT NULL,
      from_id INTEGER NOT NULL REFERENCES code(id), kind TEXT NOT NULL,
      to_id INTEGER NOT NULL REFERENCES code(id), ground TEXT NOT NULL DEFAULT '',
      UNIQUE (from_id, kind, to_id), CHECK (from_id <> to_id)
    ) STRICT;
    CREATE INDEX relation_to ON relation(to_id);
    CREATE TABLE topic (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      slug TEXT NOT NULL UNIQUE, position INTEGER NOT NULL, guide TEXT NOT NULL DEFAULT '',
      label TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE TABLE topic_reached (
      topic_id INTEGER NOT NULL REFERENCES topic(id),
      transcript_id INTEGER NOT NULL REFERENCES transcript(id),
      state TEXT NOT NULL CHECK (state IN ('asked', 'raised', 'not-reached')),
      PRIMARY KEY (topic_id, transcript_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX topic_reached_transcript ON topic_reached(transcript_id);
    CREATE TABLE context_figure (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      slug TEXT NOT NULL UNIQUE, position INTEGER NOT NULL, value TEXT NOT NULL,
      unit TEXT NOT NULL DEFAULT '', year TEXT NOT NULL DEFAULT '',
      place TEXT NOT NULL DEFAULT '', definition TEXT NOT NULL DEFAULT '',
      source TEXT NOT NULL DEFAULT ''
    ) STRICT;
    """
}
