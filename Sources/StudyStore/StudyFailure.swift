public import Fieldwork

/// Why the store cannot do what was asked.
public enum StudyFailure: ProblemReporting, Hashable {
  /// There is no study here or above.
  case noStudy(path: String)
  /// A study was named and is not there.
  case absent(path: String)
  /// The file is no study of Emic.
  case notAStudy(path: String)
  /// The study was made by a later release.
  case newerSchema(path: String, version: Int)
  /// The copy of a study would overwrite a file.
  case wouldOverwrite(path: String)
  /// The copy of a study cannot be written.
  case cannotCopy(path: String)
  /// A study exists already where one should be made.
  case alreadyExists(path: String)
  /// The folder or file cannot be written.
  case notWritable(path: String)
  /// The file cannot be read.
  case notReadable(path: String, reason: String)
  /// Another program is writing.
  case busy(path: String)
  /// SQLite reports damage or an unexpected error.
  case database(String)
  /// There is nothing left to take back.
  case nothingToUndo
  /// There is nothing to do again.
  case nothingToRedo(after: Int64?)
  /// There is no such entry, or it changed nothing, or it is undone already.
  case cannotUndo(entry: Int64, reason: String)
  /// Later entries build on this one.
  case undoBlocked(entry: String, by: [String])
  /// The SQL statement would write, or is wrong.
  case badQuery(String)
  /// A transcript with this label exists and has other words.
  case otherWords(label: String)
  /// The date of an interview lies outside the fieldwork.
  case outsideFieldwork(label: String, what: String)
  /// A transcript carries codings and may not go silently.
  case stillCoded(label: String, codings: Int)
  /// A record that is to be changed is not there.
  case unknown(kind: String, name: String)
  /// Another command changed the study since what is to be written was worked out.
  case movedOn(since: Int64)
  /// The study has no such journal entry, or what happened since cannot be taken back.
  case strangeEntry(Int64)
  /// The journal does not lead back to a state.
  case cannotRewind(to: Int64)
  /// A record that others depend on may not change so.
  case inUse(what: String, reason: String, hint: String)

  /// The failure in words: what, where, what to try.
  public var problem: Problem {
    switch self {
    case .noStudy(let path):
      Problem(
        .missingInput, "no study.emic in this folder or above it", place: path,
        hint: "make one with 'emic init', or name one with --study PATH")
    case .absent(let path):
      Problem(
        .missingInput, "there is no study.emic here", place: path,
        hint: "check --study or EMIC_STUDY, or make a study with 'emic init'")
    case .notAStudy(let path):
      Problem(
        .data, "this file is not a study of Emic", place: path,
        hint: "name the file study.emic or its folder with --study")
    case .newerSchema(let path, let version):
      Problem(
        .data, "this study was written by a later release of Emic (schema \(version))",
        place: path, hint: "update Emic; the study was not touched")
    case .wouldOverwrite(let path):
      Problem(
        .cannotCreate, "a file is here already", place: path,
        hint: "choose another name; nothing was changed")
    case .cannotCopy(let path):
      Problem(
        .cannotCreate, "the copy cannot be written", place: path,
        hint: "check that the folder exists and that you may write there")
    case .alreadyExists(let path):
      Problem(
        .cannotCreate, "a study exists here already", place: path,
        hint: "choose another folder; nothing was changed")
    case .notWritable(let path):
      Problem(
        .cannotCreate, "cannot write here", place: path,
        hint: "reading still works; copy the folder to where you may write")
    case .notReadable(let path, let reason):
      Problem(.missingInput, "cannot open the study: \(reason)", place: path)
    case .busy(let path):
      Problem(
        .busy, "another program is writing to this study", place: path,
        hint: "wait until it has finished and try again; nothing was changed")
    case .database(let message):
      Problem(
        .internalFailure, "the study file answered: \(message)",
        hint: "run 'emic check'; nothing was changed")
    case .nothingToUndo:
      Problem(.data, "there is nothing to undo", hint: "'emic log' lists what was done")
    case .nothingToRedo(let after):
      Problem(
        .data, "there is nothing to redo",
        hint: after.map { "entry \($0) came after the last undo" }
          ?? "'emic log' lists what was done")
    case .cannotUndo(let entry, let reason):
      Problem(
        .data, "entry \(entry) cannot be undone: \(reason)", hint: "'emic log' lists the entries")
    case .undoBlocked(let entry, let by):
      Problem(
        .data, "\(entry) cannot be undone, because later entries build on it",
        hint:
          "undo those first", candidates: by)
    case .badQuery(let message):
      Problem(.data, "the query was refused: \(message)", hint: "only reading statements are run")
    case .otherWords(let label):
      Problem(
        .data, "a transcript '\(label)' is in the study already, with other words",
        hint:
          "if they were corrected, 'emic revise \(label) FILE' keeps the codings; if it is another "
          + "interview, give it another id")
    case .outsideFieldwork(let label, let what):
      Problem(
        .data, "\(label): \(what)",
        hint: "correct the date, or say with 'emic fieldwork FIRST..LAST' when it was done")
    case .stillCoded(let label, let codings):
      Problem(
        .data, "\(label) carries \(counted(codings, "coding"))",
        hint: "add --with-codings to remove them too (undo brings all back)")
    case .unknown(let kind, let name):
      Problem(
        .data, "no \(kind) is called '\(name)'",
        hint: ["code", "site", "case", "participant"].contains(kind)
          ? "'emic \(kind)s' lists them" : nil)
    case .movedOn(let since):
      Problem(
        .busy, "the study was changed meanwhile, after entry \(since)",
        hint: "try again; nothing was changed")
    case .strangeEntry(let number):
      Problem(
        .data, "this study has no journal entry \(number) to which it could be taken back",
        hint: "it may be another study, or one that was restored; begin with a new sheet")
    case .cannotRewind(let number):
      Problem(
        .data, "the journal does not lead back to the state after entry \(number)",
        hint: "run 'emic check'; a backup of that time still has it")
    case .inUse(let what, let reason, let hint):
      Problem(.data, "\(what): \(reason)", hint: hint)
    }
  }
}
