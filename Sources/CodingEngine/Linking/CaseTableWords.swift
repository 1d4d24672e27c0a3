import Fieldwork

/// The words of a table of cases by codes, in English or Chinese.
struct CaseTableWords {
  let language: String
  /// What a row is.
  var level = LinkLevel.place
  private var isChinese: Bool { language.hasPrefix("zh") }

  private var isOfCases: Bool { level == .place }

  var title: String {
    if isOfCases { return isChinese ? "个案与编码" : "cases by codes" }
    return isChinese ? "受访者与编码" : "participants by codes"
  }
  /// The name of the variable that identifies a row.
  var key: String { level.noun }
  var keyLabel: String {
    if isOfCases { return caseLabel }
    return isChinese ? "受访者编号" : "Participant"
  }
  var caseLabel: String { isChinese ? "个案编号" : "Case" }
  var kindLabel: String { isChinese ? "个案类型" : "Kind of case" }
  var interviewsLabel: String {
    if isOfCases { return isChinese ? "访谈" : "Interviews about the case" }
    return isChinese ? "访谈" : "Interviews in which the participant speaks"
  }
  var yes: String { isChinese ? "是" : "yes" }
  var no: String { isChinese ? "否" : "no" }

  func linkedLabel(_ survey: String) -> String {
    isChinese ? "已与调查“\(survey)”对应" : "Linked to a record of '\(survey)'"
  }

  /// No interview of the case reached a topic of the code.
  var notReached: SurveyValue {
    .missing(.coded(code: ".a", label: isChinese ? "话题未谈到" : "topic not reached"))
  }

  /// The interviews of the case carry no coding yet.
  var notCoded: SurveyValue {
    .missing(.coded(code: ".b", label: isChinese ? "访谈尚未编码" : "interview not coded"))
  }

  /// Nobody was interviewed about the case.
  var noInterview: SurveyValue {
    .missing(.coded(code: ".c", label: isChinese ? "没有访谈" : "no interview"))
  }

  /// A variable that is about no code.
  func variable(
    _ name: String, _ label: String, _ kind: Variable.Kind, yes: [String] = []
  ) -> Variable {
    Variable(
      name: name, labels: [LocalizedText(language: language, text: label)], kind: kind,
      valueLabels: yes.enumerated().map { ValueLabel(code: String($0), label: $1) })
  }

  /// The variable of a measure of a code.
  func variable(of request: CaseCodeTable.Request, _ measure: CaseCodeTable.Measure) -> Variable {
    let title =
      (request.titles.first { $0.language == language } ?? request.titles.first)?.text
      ?? request.name
    let missing = [notReached, notCoded, noInterview].compactMap { value -> ValueLabel? in
      guard case .missing(.coded(let code, let label)) = value else { return nil }
      return ValueLabel(code: code, label: label)
    }
    var variable = self.variable(measure.prefix + request.name, label(title, measure), .number)
    variable.missing = missing
    switch measure {
    case .present:
      variable.kind = .category
      variable.valueLabels = [
        ValueLabel(code: "0", label: isChinese ? "未编码" : "not coded"),
        ValueLabel(code: "1", label: title),
      ]
    case .count: variable.unit = isChinese ? "段" : "passages"
    case .coverage: variable.unit = isChinese ? "占本人话语的比例" : "share of own words"
    }
    return variable
  }

  private func label(_ title: String, _ measure: CaseCodeTable.Measure) -> String {
    switch measure {
    case .present: title
    case .count: isChinese ? "\(title)：段数" : "\(title): passages"
    case .coverage: isChinese ? "\(title)：话语比例" : "\(title): share of own words"
    }
  }
}
