/// The few words that renderers add by themselves, in the language of the document.
struct Phrases {
  let contents: String
  let note: String
  let caution: String
  let internalOnly: String
  let internalMark: String
  let figureData: String
  let quoteCodes: String

  /// The words for a language; English where there is no translation.
  init(language: String) {
    if isChinese(language) {
      contents = "目录"
      note = "说明"
      caution = "注意"
      internalOnly = "内部材料，请勿外传"
      internalMark = "内部材料"
      figureData = "图中数据"
      quoteCodes = "编码"
    } else {
      contents = "Contents"
      note = "Note"
      caution = "Caution"
      internalOnly = "Internal: not to leave the team"
      internalMark = "Internal"
      figureData = "Numbers of the figure"
      quoteCodes = "Codes"
    }
  }

  /// The label of a notice.
  func label(_ kind: Notice.Kind) -> String {
    switch kind {
    case .note: note
    case .caution: caution
    case .internalOnly: internalOnly
    }
  }
}

/// Whether a language tag stands for Chinese: `zh`, `zh-CN`, `zh-Hans`.
func isChinese(_ tag: String) -> Bool { tag == "zh" || tag.hasPrefix("zh-") }
