import Fieldwork

/// The words by which transcripts name what a speaker does, in English and Chinese.
///
/// `isCertain` words are speakers at their first occurrence; the others, single letters that
/// also begin lists and sentences, need two like any name. A number, a letter or a remark in
/// round brackets after the word changes nothing: `Interviewee 2`, `受访者甲`, `Q1`,
/// `Interviewee (mother)`.
struct RoleWord: Hashable, Sendable {
  /// What the speaker does.
  var role: Role
  /// Whether one occurrence is enough.
  var isCertain: Bool
  /// Whether the word itself, not a bare letter, was written: such words may lack their colon.
  var isSpelledOut: Bool

  /// The role that a label names, or `nil` for names of persons.
  static func find(_ label: String) -> RoleWord? {
    let folded = label.foldedName
    if let word = table[folded] { return word }
    let bare = withoutRemark(folded)
    if let word = table[bare] { return word }
    guard let base = withoutNumber(bare), var word = table[base] else { return nil }
    // `Q1`, `A2`, `P3`: one alone may be an item of a list.
    if base.utf8.count == 1 { word.isCertain = false }
    return word
  }

  /// The word without its number (`q` of `q12`), by which numbered labels are counted together.
  static func family(_ label: String) -> String {
    let bare = withoutRemark(label.foldedName)
    return table[bare] == nil ? withoutNumber(bare) ?? bare : bare
  }

  private static func withoutRemark(_ folded: String) -> String {
    guard folded.hasSuffix(")"), let open = folded.lastIndex(of: "(") else { return folded }
    return folded[..<open].trimmed
  }

  private static func withoutNumber(_ folded: String) -> String? {
    var scalars = Array(folded.unicodeScalars)
    let full = scalars.count
    while let last = scalars.last, ("0"..."9").contains(last) { scalars.removeLast() }
    if scalars.count == full, let last = scalars.last {
      let before = scalars.dropLast().last
      let isChinese = before?.isHan == true && counters.contains(last)
      let isApart = before == " " && (("a"..."z").contains(last) || counters.contains(last))
      if isChinese || isApart || (before?.isHan == true && ("a"..."z").contains(last)) {
        scalars.removeLast()
      }
    }
    guard scalars.count < full else { return nil }
    while let last = scalars.last, " #_-.".unicodeScalars.contains(last) { scalars.removeLast() }
    guard !scalars.isEmpty else { return nil }
    var out = String.UnicodeScalarView()
    out.append(contentsOf: scalars)
    return String(out)
  }

  private static let counters = Set("甲乙丙丁戊一二三四五六七八九十".unicodeScalars)

  private static let table: [String: RoleWord] = {
    var table: [String: RoleWord] = [:]
    func add(_ words: String, _ role: Role, certain: Bool) {
      for word in words.split(separator: " ") {
        let spelledOut = word.utf8.count >= 6
        table[String(word)] = RoleWord(role: role, isCertain: certain, isSpelledOut: spelledOut)
      }
    }
    add("interviewer int q question moderator facilitator", .interviewer, certain: true)
    add(
      "问 問 提问 提問 提问者 采访者 采访人 採訪者 採訪人 采访员 访谈者 访谈人 访谈员 訪談者 訪談人 访问者 访问员 "
        + "訪問者 訪員 访员 主持人 主持 调查员 调查者 研究者 研究员 记者 記者",
      .interviewer, certain: true)
    add("i ir er iv mod researcher host enumerator", .interviewer, certain: false)
    add(
      "interviewee respondent participant informant a answer", .respondent, certain: true)
    add(
      "答 回答 答者 受访者 受访人 受訪者 受訪人 被访者 被访人 被訪者 被訪人 被访谈人 被访谈者 被採訪者 被采访者 "
        + "被采访人 被调查者 被调查人 访谈对象 受访对象",
      .respondent, certain: true)
    add("r ie ee p resp subject", .respondent, certain: false)
    add("speaker 说话人 說話人 发言人 發言人 讲话人", .unknown, certain: true)
    table["unknown speaker"] = RoleWord(role: .unknown, isCertain: true, isSpelledOut: true)
    add("translator interpreter 翻译 翻譯 译员", .other, certain: false)
    return table
  }()
}

extension StringProtocol {
  /// The text without blanks and line ends at its ends.
  var trimmed: String {
    var view = Substring(self).unicodeScalars
    while let first = view.first, first.properties.isWhitespace { view.removeFirst() }
    while let last = view.last, last.properties.isWhitespace { view.removeLast() }
    return String(Substring(view))
  }
}
