import Fieldwork

/// Brings two files of one survey together.
struct SurveyMerger {
  let first: SurveyDraft
  let second: SurveyDraft

  func merged() -> (survey: SurveyDraft, conflicts: [SurveyConflict]) {
    var survey = first
    var notes: [String] = []
    let places = places()
    for (index, variable) in second.variables.enumerated() {
      guard let place = places[index] else { continue }
      guard place < first.variables.count else {
        survey.variables.append(variable)
        continue
      }
      survey.variables[place].fill(from: variable)
      let isEmpty = second.records.allSatisfy { $0.values[index] == .missing(.notRecorded) }
      if !isEmpty, first.variables[place].kind != variable.kind, place != keyPlace(of: first) {
        let words = survey.makeWords(of: place, other: variable)
        if words { notes.append("\(survey.variables[place].name) became text in the merge") }
      }
    }
    let width = survey.variables.count
    var conflicts: [SurveyConflict] = []
    var rows: [String: Int] = [:]
    for row in survey.records.indices {
      rows[survey.records[row].key] = row
      survey.records[row].values += Array(
        repeating: .missing(.notRecorded), count: width - first.variables.count)
    }
    for record in second.records {
      let row: Int
      if let known = rows[record.key] {
        row = known
      } else {
        row = survey.records.count
        rows[record.key] = row
        survey.records.append(
          Record(key: record.key, width: width))
      }
      for (index, value) in record.values.enumerated() {
        guard let place = places[index] else { continue }
        let value = survey.variables[place].kind == .text ? value.asWords : value
        let here = survey.records[row].values[place]
        if here == .missing(.notRecorded) {
          survey.records[row].values[place] = value
        } else if value != .missing(.notRecorded), value != here {
          let variable = survey.variables[place]
          conflicts.append(
            SurveyConflict(
              key: record.key, variable: variable.name, first: variable.worded(here),
              second: variable.worded(value)))
        }
      }
    }
    if second.fileName != first.fileName { survey.fileName += " + " + second.fileName }
    survey.notes += second.notes + notes
    return (survey, conflicts)
  }

  private typealias Record = SurveyDraft.Record

  private func keyPlace(of survey: SurveyDraft) -> Int? {
    survey.variables.firstIndex { $0.name == survey.keyVariable }
  }

  /// Where each variable of the second file goes; new ones behind the first file's.
  private func places() -> [Int?] {
    let byName = NamePlaces(first.variables, except: keyPlace(of: first))
    let firstNumbers = QuestionNumbers(first)
    let secondNumbers = QuestionNumbers(second)
    var next = first.variables.count
    var taken: Set<Int> = []
    // A name as written takes its place before another one that only resembles it.
    let exact = second.variables.map { variable in
      variable.name == second.keyVariable ? keyPlace(of: first) : byName.exact[variable.name]
    }
    var places = exact.map { place in place.flatMap { taken.insert($0).inserted ? $0 : nil } }
    for (index, variable) in second.variables.enumerated() where places[index] == nil {
      var place = byName.folded[variable.name.foldedName]
      if place == nil, let number = secondNumbers.byVariable[index] {
        place = firstNumbers.byNumber[number]
      }
      if let place, taken.insert(place).inserted {
        places[index] = place
      } else {
        places[index] = next
        next += 1
      }
    }
    return places
  }
}

/// Where names stand among the variables of a file.
private struct NamePlaces {
  /// The first place of each name as written.
  private(set) var exact: [String: Int] = [:]
  /// The place of each folded name that only one variable has.
  private(set) var folded: [String: Int] = [:]

  init(_ variables: [Variable], except key: Int?) {
    var repeated: Set<String> = []
    for (index, variable) in variables.enumerated() where index != key {
      if exact[variable.name] == nil { exact[variable.name] = index }
      if folded.updateValue(index, forKey: variable.name.foldedName) != nil {
        repeated.insert(variable.name.foldedName)
      }
    }
    for name in repeated { folded[name] = nil }
  }
}

extension Variable {
  /// Takes over what only the other file says.
  fileprivate mutating func fill(from other: Variable) {
    if labels.isEmpty {
      labels =
        !other.labels.isEmpty || other.name.foldedName == name.foldedName
        ? other.labels : [LocalizedText(language: "", text: other.name)]
    }
    unit = unit ?? other.unit
    for label in other.valueLabels where !valueLabels.contains(where: { $0.code == label.code }) {
      valueLabels.append(label)
    }
    for label in other.missing where !missing.contains(where: { $0.code == label.code }) {
      missing.append(label)
    }
    isSensitive = isSensitive || other.isSensitive
  }
}

extension SurveyDraft {
  /// Makes a variable text where its kind differs between files; an empty column gives way.
  fileprivate mutating func makeWords(of place: Int, other: Variable) -> Bool {
    let isEmpty = records.allSatisfy { $0.values[place] == .missing(.notRecorded) }
    if isEmpty {
      variables[place].kind = other.kind
      return false
    }
    variables[place].kind = .text
    for row in records.indices {
      records[row].values[place] = records[row].values[place].asWords
    }
    return true
  }
}

extension SurveyDraft.Record {
  /// A record without any value.
  fileprivate init(key: String, width: Int) {
    self.init(key: key, values: Array(repeating: .missing(.notRecorded), count: width))
  }
}

extension SurveyValue {
  /// The value as text; missing stays missing.
  fileprivate var asWords: SurveyValue {
    switch self {
    case .number(let number): .text(plainNumber(number))
    case .several(let codes): .text(codes.joined(separator: ";"))
    case .text, .missing: self
    }
  }
}
