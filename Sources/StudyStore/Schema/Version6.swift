/// What version 6 adds: named states, and what the journal knows of erasures.
enum Version6 {
  static let recordedTables = ["tag"]

  /// - `tag`: a name for the state of the study after an entry of the journal.
  /// - `erasure_mark`: of which entries an erasure took words or changes; `hash` is that of what is
  ///   left, so that it can still be checked. Like the journal, it is not recorded.
  /// - `erased_body`: the hashes of the texts whose words were erased, so that they do not come
  ///   back unseen.
  static let statements = """
    CREATE TABLE tag (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      slug TEXT NOT NULL UNIQUE, entry INTEGER NOT NULL REFERENCES journal(number),
      at TEXT NOT NULL, coder TEXT NOT NULL, why TEXT
    ) STRICT;
    CREATE TABLE erasure_mark (
      erasure INTEGER NOT NULL REFERENCES journal(number),
      journal_number INTEGER NOT NULL REFERENCES journal(number),
      part TEXT NOT NULL CHECK (part IN ('words', 'changes')),
      hash BLOB NOT NULL CHECK (length(hash) = 32), PRIMARY KEY (erasure, journal_number, part)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE erased_body (
      hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
      erasure INTEGER NOT NULL REFERENCES journal(number)
    ) STRICT, WITHOUT ROWID;
    """
}
