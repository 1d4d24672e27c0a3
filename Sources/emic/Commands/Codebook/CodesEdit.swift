import ArgumentParser
import Exchange
import Fieldwork
import Foundation
import StudyStore

extension Codes {
  /// Changes what a code says.
  struct Edit: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit",
      abstract: "Changes a code's definition, names or other fields.",
      discussion: """
        Without an option $VISUAL or $EDITOR opens with the entry. Another definition is a new
        version; codings keep the version under which they were made ('codes history'). An empty
        text ('') takes a field away.

        Examples:
          emic codes edit intent-to-stay
          emic codes edit intent-to-stay --exclude "Until school ends (school-as-anchor)."
          emic codes edit 户口挡学校 --name zh=户口挡上学 --why "as people say it"
          emic codes edit cat-staying --property "horizon: a date <-> for good"
        """)

    @Argument(help: "The code's exact id or name.") var code: String
    @OptionGroup var fields: CodeFieldOptions
    @Option(help: ArgumentHelp("A sheet that was edited before.", valueName: "file"))
    var sheet: String?
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
      if sheet != nil, !fields.isEmpty {
        throw ValidationError("Take --sheet or options for single fields, not both.")
      }
    }

    func run() throws {
      let session = try Session.writing(options)
      let old = try session.study.snapshot([]).exactCode(code)
      let new = try fields.isEmpty ? edited(old, session) : fields.applied(to: old)
      let done = try session.perform(EditCode(old, to: new), writing)
      if done.isNothing {
        session.say("\(old.slug): nothing changed")
        return
      }
      let isNewVersion = !done.outcome.redefined.isEmpty
      session.say(
        CodeWords.done("changed", "would change", done.summary, writing)
          + (isNewVersion ? " (a new version of the definition)" : ""))
    }

    /// The entry as the researcher writes it; a sheet that cannot be read is kept.
    private func edited(_ old: CodeDefinition, _ session: Session) throws -> CodeDefinition {
      let written = CodeSheet.write(old)
      let text =
        try sheet.map { try Files.text($0) }
        ?? EditedText.edit(
          written.trimmingBlanks, name: old.slug, file: "\(old.slug).yaml",
          otherwise: "name a field, such as --short TEXT")
      if text.trimmingBlanks == written.trimmingBlanks { return old }
      do {
        return try CodeSheet.read(text, of: old)
      } catch let error as any ProblemReporting where sheet == nil {
        let kept = try SheetFile.make(
          text + "\n", transcript: "codebook", coder: old.slug, in: session.folder)
        var problem = error.problem
        problem.hint =
          "nothing was changed; your sheet is kept: correct it and run: "
          + "emic codes edit \(old.slug.shellWord) --sheet \(kept.typed)"
        throw problem
      }
    }
  }
}
