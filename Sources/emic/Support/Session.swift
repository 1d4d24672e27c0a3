import CodingEngine
import Fieldwork
import Foundation
import StudyStore

/// A command's open study, with who works and when.
struct Session {
  let study: Study
  let options: GlobalOptions

  /// Opens the study that is meant, to ask it; as of an earlier moment where one was named.
  static func reading(_ options: GlobalOptions) throws -> Session {
    let study = try Study.open(try path(options), for: .reading)
    guard let word = options.asOf else { return Session(study: study, options: options) }
    let session = Session(study: try study.rewound(to: StudyMoment(word)), options: options)
    if let entry = session.study.asOf { session.remark("note: as of \(entry.moment)") }
    return session
  }

  /// Opens the study as it is now, to ask it.
  static func readingPresent(_ options: GlobalOptions) throws -> Session {
    try options.requirePresent()
    return try reading(options)
  }

  /// Opens the study that is meant, to change it.
  static func writing(_ options: GlobalOptions) throws -> Session {
    try options.requirePresent()
    return Session(study: try Study.open(try path(options), for: .writing), options: options)
  }

  /// The study's folder, to which default output paths are relative.
  var folder: URL { URL(filePath: study.path).deletingLastPathComponent() }

  /// The coder of this command.
  func coder() throws -> String {
    if let coder = Environment.coder(options) { return coder }
    return try study.founder() ?? Environment.userName
  }

  /// Who performs a command.
  func author(_ writing: WritingOptions? = nil) throws -> Author {
    Author(
      coder: try coder(), time: Environment.now(), why: writing?.why,
      arguments: Environment.typedArguments())
  }

  /// Performs a command and says what it did on standard error.
  @discardableResult
  func perform<Command: StudyCommand>(_ command: Command, _ writing: WritingOptions) throws
    -> Performed<Command.Outcome>
  {
    try study.perform(command, by: try author(writing), dryRun: writing.dryRun)
  }

  /// Says something about the work, unless only results are wanted.
  func remark(_ text: String) {
    if !options.quiet { Console.remark(text) }
  }

  /// The words of some texts of a snapshot.
  func shelf(_ texts: [Int32], in snapshot: StudySnapshot) throws -> TextShelf {
    let buffers = try study.words(of: texts.map { snapshot.texts[Int($0)].key })
    return TextShelf(Dictionary(zip(texts, buffers), uniquingKeysWith: { first, _ in first }))
  }

  /// The words that quotes of some codings need, those of other language layers included.
  func shelf(forCodings rows: [Int], in snapshot: StudySnapshot) throws -> TextShelf {
    try shelf(forTexts: Set(neededTexts(rows: rows, in: snapshot)), in: snapshot)
  }

  /// The words that a query looks at before it can be answered.
  func shelf(for query: ResolvedCodeQuery, in snapshot: StudySnapshot) throws -> TextShelf {
    if query.asksForWords {
      return try shelf(snapshot.texts.indices.map { Int32($0) }, in: snapshot)
    }
    if query.countsSentences {
      return try shelf(Set(snapshot.codings.texts).sorted(), in: snapshot)
    }
    return TextShelf()
  }

  /// The words of texts and of the other language layers of their transcripts.
  func shelf(forTexts texts: Set<Int32>, in snapshot: StudySnapshot) throws -> TextShelf {
    try shelf(snapshot.layers(of: texts), in: snapshot)
  }

  private static func path(_ options: GlobalOptions) throws -> String {
    let here = FileManager.default.currentDirectoryPath
    guard let named = options.study ?? Environment.value("EMIC_STUDY") else {
      guard let found = Study.find(from: here) else { throw StudyFailure.noStudy(path: here) }
      return found
    }
    return try studyFile(named)
  }

  /// The file of a study that is named by its file or its folder.
  static func studyFile(_ named: String) throws -> String {
    var isFolder: ObjCBool = false
    let path = URL(filePath: named).path
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw StudyFailure.absent(path: named)
    }
    guard isFolder.boolValue else { return path }
    let file = path + "/" + Study.fileName
    guard FileManager.default.fileExists(atPath: file) else {
      throw StudyFailure.absent(path: named)
    }
    return file
  }
}

extension StudySnapshot {
  /// Texts and the other language layers of their transcripts, ascending.
  func layers(of texts: Set<Int32>) -> [Int32] {
    let transcripts = Set(texts.map { self.texts[Int($0)].transcript })
    return self.texts.indices.filter { transcripts.contains(self.texts[$0].transcript) }
      .map { Int32($0) }
  }
}
