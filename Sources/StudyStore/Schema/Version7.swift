/// What version 7 adds: how a statistics program kept a variable, and which variable weighs the
/// records.
enum Version7 {
  /// - `variable.storage`, `variable.display`: the type of a cell and the display format in the file
  ///   that the variable came from, so that an export writes it back as it was; empty for others.
  /// - `survey.weight`: the name of the variable that says how many others a record stands for.
  static let statements = """
    ALTER TABLE variable ADD COLUMN storage TEXT
      CHECK (storage IN ('byte', 'int', 'long', 'float', 'double', 'text'));
    ALTER TABLE variable ADD COLUMN display TEXT;
    ALTER TABLE survey ADD COLUMN weight TEXT;
    """
}
