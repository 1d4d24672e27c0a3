/// What version 6 adds: named states, and what the journal knows of erasures.
enum Version6 {
  static let recordedTables = ["tag"]

  /// - `tag`: a name for the state of the study after an entry of the journal.
  static let statements = """
    CREATE TABLE tag (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      slug TEXT NOT NULL UNIQUE, entry INTEGER NOT NULL REFERENCES journal(number),
      at TEXT NOT NULL, coder TEXT NOT NULL, why TEXT
    ) STRICT;
    """
}
