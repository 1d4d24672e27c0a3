/// How much of a wide table is shown: files carry everything, a terminal has few columns.
public enum SheetView: Sendable {
  /// Every column.
  case full
  /// The numbers.
  case numbers
  /// The lists of names, with what tells the rows apart.
  case names
}
