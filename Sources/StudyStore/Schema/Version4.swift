/// What version 4 adds: saved queries, and a researcher's judgement of a theme case by case.
enum Version4 {
  static let recordedTables = ["saved_query", "theme_judgement"]

  static let statements = """
    CREATE TABLE saved_query (
      id INTEGER PRIMARY KEY, uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
      slug TEXT NOT NULL UNIQUE, query TEXT NOT NULL
    ) STRICT;
    CREATE TABLE theme_judgement (
      theme_id INTEGER NOT NULL REFERENCES theme(id),
      case_id INTEGER NOT NULL REFERENCES study_case(id),
      verdict TEXT NOT NULL CHECK (verdict IN ('supports', 'contradicts', 'unclear')),
      why TEXT NOT NULL, PRIMARY KEY (theme_id, case_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX theme_judgement_case ON theme_judgement(case_id);
    """
}
