import Fieldwork

/// How long a passage is to a reader: words parted by blanks, and Chinese characters, which
/// no blank parts.
struct PassageLength: Hashable {
  /// Runs of letters and digits of other scripts, an apostrophe or hyphen inside counted in.
  let spaced: Int
  /// Chinese characters.
  let han: Int

  init(_ text: String) {
    var spaced = 0
    var han = 0
    var isInside = false
    for scalar in text.unicodeScalars {
      if scalar.isHan {
        han += 1
        isInside = false
      } else if scalar.properties.isWhitespace {
        isInside = false
      } else if !isInside, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        spaced += 1
        isInside = true
      }
    }
    self.spaced = spaced
    self.han = han
  }

  /// Whether a reader takes it in at one glance: 15 to 120 words, or 25 to 200 Chinese
  /// characters where these prevail.
  var isModerate: Bool {
    han > spaced ? (25...200).contains(han) : (15...120).contains(spaced)
  }

  /// The length in words.
  var words: String {
    han > spaced ? counted(han, "Chinese character") : counted(spaced, "word")
  }
}
