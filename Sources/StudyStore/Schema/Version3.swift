/// What version 3 adds: which variables stand first on the page of a case.
enum Version3 {
  static let statements = """
    ALTER TABLE variable ADD COLUMN shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1));
    """
}
