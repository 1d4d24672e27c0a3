/// What version 5 adds for codes over time: where the passages of merged and split codes went,
/// under which definition a coding was made that stands under another code now, and frozen
/// codebooks.
enum Version5 {
  static let recordedTables = ["coding_origin", "code_successor", "codebook_freeze"]

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
    """
}
