public import Fieldwork

/// What the screen asks of the study, or of the program around it.
public enum CoderRequest: Hashable, Sendable {
  /// Put codes on a stretch; a name that is new makes a code.
  case code(Span, slugs: [String], newName: String?)
  /// Put a code on a stretch whose name is the words themselves.
  case codeInVivo(Span)
  /// Take a coding off.
  case remove(CoderCoding)
  /// Write a note on codings of the coder.
  case memo([CoderCoding], String)
  /// Correct the words of the transcript at these places, and nowhere else.
  case correct([TextEdit])
  /// Take back, or do again, what was done last in this sitting.
  case undo, redo
  /// Find the last quotes of a code.
  case examples(String)
  /// Give the terminal back to the shell until it is called again.
  case suspend
  case quit
}

/// What comes to the screen.
public enum CoderEvent: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// The terminal has another size.
  case resized(columns: Int, rows: Int)
  /// The study's codings of this text are these now.
  case codings([CoderCoding], said: String)
  /// These places are corrected when the sitting ends.
  case corrections([TextEdit], said: String)
  /// A code was made.
  case newCode(CodeDefinition)
  /// The codebook is another one now.
  case codebook(CodePalette)
  /// The last quotes of a code.
  case examples(String, [String])
  /// Something was refused.
  case refused(String)
}
