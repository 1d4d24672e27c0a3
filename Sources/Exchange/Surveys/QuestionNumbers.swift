import Fieldwork

/// The question numbers that the names of variables carry, where each number stands once.
struct QuestionNumbers {
  /// The variable that carries a number.
  private(set) var byNumber: [Int: Int] = [:]
  /// The number that a variable carries.
  private(set) var byVariable: [Int: Int] = [:]

  init(_ survey: SurveyDraft) {
    var counts: [Int: Int] = [:]
    let numbers = survey.variables.map { variable in
      variable.name == survey.keyVariable ? nil : QuestionNumbers.number(of: variable.name)
    }
    for number in numbers { number.map { counts[$0, default: 0] += 1 } }
    for (index, number) in numbers.enumerated() {
      guard let number, counts[number] == 1 else { continue }
      byNumber[number] = index
      byVariable[index] = number
    }
  }

  /// The number of `Q3`, `Question 3`, `3. I could …`, `第3题`, or `3`.
  static func number(of name: String) -> Int? {
    var rest = Substring(name.foldedName)
    var hasWord = false
    for word in ["question", "item", "问题", "题", "第", "q"] where rest.hasPrefix(word) {
      rest = rest.dropFirst(word.count)
      hasWord = true
      break
    }
    rest = rest.drop { $0 == " " || $0 == "." || $0 == "_" }
    let digits = rest.prefix { ("0"..."9").contains($0) }
    guard !digits.isEmpty, digits.count <= 4 else { return nil }
    let after = rest.dropFirst(digits.count).first
    // `3 rooms` is a name that begins with a number; `3. How many rooms` is a numbered question.
    if let after, !".):、题".contains(after), !(hasWord && after == " ") { return nil }
    return Int(digits)
  }
}
