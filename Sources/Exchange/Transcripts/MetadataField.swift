import Fieldwork

/// The fields of a transcript's metadata, so that front matter, `metadata.csv` and a
/// document's own head are read and compared by one rule.
enum MetadataField: String, CaseIterable, Sendable {
  case id, title, kind, date, site, language, participants, cases, guide, interviewer, present
  case route, referredBy = "referred_by", consent, translationOf = "translation_of"

  /// Finds the field that a column or a front matter key names.
  init?(key: String) {
    let folded = Self.folded(key)
    if let field = Self(rawValue: folded) {
      self = field
      return
    }
    switch folded {
    case "participant": self = .participants
    case "case": self = .cases
    case "interviewers": self = .interviewer
    default: return nil
    }
  }

  /// Finds the field that a line of a document's head names, in English or Chinese.
  init?(headKey key: String) {
    if let field = Self(key: key) {
      self = field
      return
    }
    switch Self.folded(key) {
    case "interview_id", "interview", "interview_no", "transcript_id", "访谈编号", "编号", "採訪編號":
      self = .id
    case "interview_date", "date_of_interview", "访谈时间", "访谈日期", "日期", "采访时间", "采访日期":
      self = .date
    case "site_id", "location", "village", "place", "访谈地点", "地点", "采访地点": self = .site
    case "interviewee", "respondent", "participant_id", "访谈对象", "受访者", "受访人", "被访者",
      "采访对象":
      self = .participants
    case "household", "household_id", "case_id", "hhid": self = .cases
    case "采访者", "访谈者", "访谈人", "访谈员", "采访人", "调查员", "moderator": self = .interviewer
    case "others_present", "在场", "在场者", "在场人员": self = .present
    case "lang", "访谈语言", "语言": self = .language
    case "interviewee_type", "类型": self = .kind
    case "题目", "标题": self = .title
    default: return nil
    }
  }

  private static func folded(_ key: String) -> String {
    key.foldedName.split { $0 == " " || $0 == "-" || $0 == "_" }.joined(separator: "_")
  }

  /// Whether the field holds several values.
  var isList: Bool {
    switch self {
    case .participants, .cases, .interviewer, .present: true
    default: false
    }
  }

  /// The values of a cell or line: lists are split at `;` (and its full-width form).
  func values(of text: String) -> [String] {
    guard isList else {
      let value = text.trimmed
      return value.isEmpty ? [] : [value]
    }
    let parts = text.unicodeScalars.split { $0 == ";" || $0 == "；" }
    return parts.map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  /// The values that metadata has in this field; empty when it was not given.
  func values(in metadata: TranscriptMetadata) -> [String] {
    func one(_ value: String?) -> [String] { value.map { [$0] } ?? [] }
    return switch self {
    case .id: one(metadata.id)
    case .title: one(metadata.title)
    case .kind: one(metadata.kind)
    case .date: one(metadata.date?.iso)
    case .site: one(metadata.site)
    case .language: one(metadata.language)
    case .participants: metadata.participants
    case .cases: metadata.cases
    case .guide: one(metadata.guide)
    case .interviewer: metadata.interviewers
    case .present: metadata.present
    case .route: one(metadata.route)
    case .referredBy: one(metadata.referredBy)
    case .consent: one(metadata.consent)
    case .translationOf: one(metadata.translationOf)
    }
  }

  /// Writes the values; a date that cannot be read is kept as an attribute and reported.
  ///
  /// - Returns: a note for the researcher, or `nil`.
  func set(_ values: [String], in metadata: inout TranscriptMetadata) -> String? {
    let first = isList ? nil : values.joined(separator: "; ")
    switch self {
    case .id: metadata.id = first
    case .title: metadata.title = first
    case .kind: metadata.kind = first
    case .date:
      guard let date = first.flatMap(FieldDate.read) else {
        metadata.setAttribute("date", values.joined(separator: "; "))
        return "the date '\(values.joined(separator: "; "))' is no date that can be told for "
          + "sure and was kept as an attribute; write it as 2016-06-22"
      }
      metadata.date = date
    case .site: metadata.site = first
    case .language: metadata.language = first
    case .participants: metadata.participants = values
    case .cases: metadata.cases = values
    case .guide: metadata.guide = first
    case .interviewer: metadata.interviewers = values
    case .present: metadata.present = values
    case .route: metadata.route = first
    case .referredBy: metadata.referredBy = first
    case .consent: metadata.consent = first
    case .translationOf: metadata.translationOf = first
    }
    return nil
  }
}

extension TranscriptMetadata {
  /// Writes an attribute, over the one of the same name where there is one.
  mutating func setAttribute(_ name: String, _ value: String) {
    if let index = attributes.firstIndex(where: { $0.name == name }) {
      attributes[index].value = value
    } else {
      attributes.append(AttributeValue(name: name, value: value))
    }
  }
}
