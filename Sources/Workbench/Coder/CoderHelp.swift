import Fieldwork

/// The keys of the coder's screen, told.
enum CoderHelp {
  /// The keys, as many lines as there are rows for.
  static func lines(columns: Int, rows: Int) -> [String] {
    Array(all.flatMap { $0.wrapped(toColumns: columns) }.prefix(rows))
  }

  private static let all = [
    "→ ←  next, previous piece (l h); ↓ ↑  line (j k); PgDn PgUp  page",
    "w s t x  choose a word, a sentence, a turn, a character",
    "Space, Backspace  a wider, a narrower piece; Home End  first, last turn",
    "v, Shift+arrow  hold here and choose more; Esc lets go",
    "< >  end a word earlier, later; { }  begin a word earlier, later",
    "c, Enter  choose a code; r  the last codes again; i  a code in vivo",
    "m  note on a coding; d  remove one; u  undo; U  do again",
    "e  correct misheard words; all corrections of a sitting become one version when it ends",
    "n N  next, previous turn without coding; g  go to a turn",
    "/  find words; //  find them again",
    "o  show or hide the codings of others",
    "q  end, everything is saved as you go; Ctrl-Z  back to the shell for a while",
  ]
}
