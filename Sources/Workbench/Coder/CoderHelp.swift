/// The keys of the coder's screen, told.
enum CoderHelp {
  /// All keys; on a low screen those that are used most.
  static func lines(rows: Int) -> [String] { Array(all.prefix(rows)) }

  private static let all = [
    "→ ← next and previous piece (l h)        ↓ ↑ line (j k)      PgDn PgUp page",
    "w s t  choose word, sentence, turn       x  a character      Space wider, Backspace narrower",
    "v  hold here, then move to choose more   Shift+arrow the same           Esc let go",
    "< >  end a word earlier, later           { }  beginning a word earlier, later",
    "c or Enter  choose a code                r  the last codes again        i  code in vivo",
    "m  note on a coding    d  remove         u  undo     U  do again",
    "n N  next, previous turn without coding  g  go to a turn     / find, // find the next",
    "o  show or hide the codings of others    q  end (everything is saved as you go)",
  ]
}
