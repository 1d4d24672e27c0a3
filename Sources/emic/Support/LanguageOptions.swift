import ArgumentParser
import CodingEngine
import Fieldwork

/// In which languages words are shown.
struct LanguageOptions: ParsableArguments {
  @Option(
    name: .customLong("languages"),
    help: ArgumentHelp(
      "Languages beside each other, each with who translated, such as zh,en.", valueName: "tags"))
  var list: String?

  /// The tags in the order given; none without the option.
  ///
  /// - Throws: `Problem` where no text of the study is in one.
  func tags(in snapshot: StudySnapshot) throws -> [String] {
    guard let list else { return [] }
    let tags = list.split(whereSeparator: { $0 == "," || $0 == "，" })
      .map { String($0).trimmingBlanks }.filter { !$0.isEmpty }.withoutRepetition
    let known = snapshot.languagesOfTexts
    for tag in tags where !known.contains(tag) {
      throw Problem(
        .data, "no text of the study is in '\(tag)'",
        hint: known.isEmpty
          ? "'emic describe LABEL language=zh' says which it is"
          : "there is \(known.joined(separator: ", "))")
    }
    guard !tags.isEmpty else {
      throw Problem(.usage, "--languages names none", hint: "write --languages zh,en")
    }
    return tags
  }
}
