import ArgumentParser
import Exchange
import Fieldwork
import Foundation
import StudyStore

/// How values of attributes are filled in, for participants and cases alike.
struct FillOptions: ParsableArguments {
  @Argument(help: "What to set, as name=value; without any a sheet opens in your editor.")
  var values: [String] = []
  @Option(
    help: ArgumentHelp(
      "Where it was said: GY-105 t12:\"words\"; repeat for several.", valueName: "passage"))
  var from: [String] = []
  @Option(help: "Where it comes from: survey, interview, field-note, document, judgement.")
  var source: String?
  @Option(help: ArgumentHelp("A note on the values.", valueName: "text")) var note = ""
  @Flag(help: "Take names that no attribute has.") var new = false
  @Flag(help: "Put what is known already into the sheet too.") var all = false
  @Option(help: ArgumentHelp("Write the sheet to a file, or - here, and stop.", valueName: "file"))
  var sheet: String?
  @Option(help: ArgumentHelp("Take a sheet from a file; - reads it here.", valueName: "file"))
  var apply: String?
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    let isDirect = !from.isEmpty || source != nil || !note.isEmpty
    if !values.isEmpty, sheet != nil || apply != nil || all {
      throw ValidationError("Write values or use a sheet, not both.")
    }
    if values.isEmpty, isDirect {
      throw ValidationError("Say what it is: name=value. In a sheet each value has its own 'from'.")
    }
    if sheet != nil, apply != nil { throw ValidationError("Write --sheet or --apply, not both.") }
  }

  /// Does what was asked for.
  func run(_ owner: AttributeOwner, _ name: String, command: String) throws {
    let session = try sheet == nil ? Session.writing(options) : Session.reading(options)
    let desk = try AttributeDesk(session, owner, name, command: command)
    if !values.isEmpty {
      let source = try source.map { typed in
        guard let source = AttributeSource(typed: typed) else {
          throw Problem(
            .usage, "a value cannot come from '\(typed)'",
            hint: "write one of \(AttributeSource.listed)")
        }
        return source
      }
      let set = try desk.values(values, from: from, source: source, note: note, makesNew: new)
      return try desk.perform(set, writing)
    }
    if let apply {
      let text =
        apply == "-"
        ? try TextDecoding.decode(Array(FileHandle.standardInput.readDataToEndOfFile())).text
        : try Files.text(apply)
      try desk.take(text, makesNew: new, writing)
      if !writing.dryRun { SheetFile.kept(at: apply, in: session.folder)?.remove() }
      return
    }
    switch sheet {
    case "-": Console.write(Array(try desk.sheet(withKnown: all).write().utf8))
    case let path?:
      guard !FileManager.default.fileExists(atPath: path) else {
        throw Problem(
          .cannotCreate, "a file is here already", place: path,
          hint: "choose another name, or take it with --apply")
      }
      try Files.write(
        Array(try desk.sheet(withKnown: all).write().utf8), to: path, isInternal: true)
      session.remark(
        "the sheet is in \(path); take it with: "
          + "emic \(command) \(desk.id.shellWord) --apply \(path.shellWord)")
    case nil: try desk.fillInEditor(withKnown: all, makesNew: new, writing)
    }
  }
}
