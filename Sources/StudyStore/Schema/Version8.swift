/// What version 8 adds: which codes an official figure belongs to, and a quicker way from a code to
/// its passages.
enum Version8 {
  /// - `context_figure.codes`: a code query; the quotes that it finds stand beside the figure. Empty
  ///   where nobody tied the figure to codes.
  /// - `coding_code` holds all that a question about a code reads of a coding, so that the table
  ///   itself is not touched.
  static let statements = """
    ALTER TABLE context_figure ADD COLUMN codes TEXT NOT NULL DEFAULT '';
    DROP INDEX coding_code;
    CREATE INDEX coding_code ON coding(code_id, segment_id, coder_id, round, voice);
    """
}
