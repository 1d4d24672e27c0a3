import Foundation

/// A generated study of the shape that the budgets speak of, the same on every machine.
///
/// Interviews of 50 KB, one in five in Chinese, with two hundred codings each.
struct Corpus {
  /// The folder of the texts.
  let texts: String
  let codebook: String
  let codings: String
  let textBytes: Int
  let codingCount: Int
  /// Two Chinese characters that stand beside each other in some text.
  let twoCharacters = "贷款"
  /// The most frequent code, and all categories.
  let frequentCode = "c000"
  let everything = (0..<10).map { "under cat0\($0)" }.joined(separator: " or ")

  /// Writes a corpus.
  ///
  /// - Parameters:
  ///   - folder: made when absent.
  ///   - documents: how many texts of 50 KB.
  ///   - codingsEach: how many codings in each.
  init(in folder: URL, documents: Int, codingsEach: Int = 200) throws {
    let textFolder = folder.appending(path: "texts")
    try FileManager.default.createDirectory(at: textFolder, withIntermediateDirectories: true)
    var random = SplitMix(state: 7)
    var bytes = 0
    var rows = "doc,coder,code,start,end\n"
    for number in 0..<documents {
      let text = Interview(isChinese: number % 5 == 4, with: &random)
      let data = Data(text.words.utf8)
      bytes += data.count
      let label = "D\(10_000 + number)"
      try data.write(to: textFolder.appending(path: "\(label).txt"))
      for coding in text.codings(codingsEach, with: &random) {
        rows += "\(label),\(coding.coder),\(coding.code),\(coding.start),\(coding.end)\n"
      }
    }
    let codebook = folder.appending(path: "codebook.csv")
    let codings = folder.appending(path: "codings.csv")
    var book = "code,parent,definition\n"
    for category in 0..<10 { book += "cat0\(category),,What belongs together\n" }
    for code in 0..<70 {
      book += "\(Self.code(code)),cat0\(code % 10),What is said about subject \(code)\n"
    }
    try Data(book.utf8).write(to: codebook)
    try Data(rows.utf8).write(to: codings)
    self.texts = textFolder.path
    self.codebook = codebook.path
    self.codings = codings.path
    textBytes = bytes
    codingCount = documents * codingsEach
  }

  /// The slug of a code: the seventy below the categories, then the categories.
  static func code(_ index: Int) -> String {
    index < 70 ? "c0\(index < 10 ? "0" : "")\(index)" : "cat0\(index - 70)"
  }
}

/// The generator SplitMix64 of Steele, Lea and Flood (2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A whole number below a limit.
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}

/// One invented interview.
private struct Interview {
  struct Mark: Hashable {
    var start: Int
    var end: Int
    var code: String
    var coder: String
  }

  let words: String
  private let scalars: Int
  /// The scalar at which each line of words begins.
  private let lines: [Int]

  private static let english =
    ("morning river stall market lease meter water school desk teacher bus fare cousin loan "
    + "ledger harvest roof tarpaulin kettle basket clinic queue paper stamp office window child "
    + "winter road lorry wage month rent room stove village slope orchard brother aunt and then "
    + "because so but never always perhaps still already we they he she it our their that this")
    .split(separator: " ").map(String.init)
  private static let chinese =
    "我们家在城里租房子孩子上学每年交费老师说要看材料办手续很慢亲戚借钱贷款利息不低种地收成不好打工工资按月给医院报销一点".map {
      String($0)
    }

  init(isChinese: Bool, with random: inout SplitMix) {
    var text = ""
    var bytes = 0
    var count = 0
    var lines: [Int] = []
    var turn = 0
    while bytes < 50 * 1024 {
      let length = turn % 2 == 0 ? 8 + random.below(18) : 30 + random.below(150)
      var line = isChinese ? (turn % 2 == 0 ? "问：" : "答：") : (turn % 2 == 0 ? "INT:" : "HH:")
      var width = line.count
      for word in 0..<length {
        let next =
          isChinese
          ? Self.chinese[random.below(Self.chinese.count)] + (word % 11 == 10 ? "，" : "")
          : " " + Self.english[random.below(Self.english.count)] + (word % 9 == 8 ? "." : "")
        if width + next.count > (isChinese ? 38 : 78) {
          lines.append(count)
          count += width + 1
          bytes += line.utf8.count + 1
          text += line + "\n"
          line = isChinese ? next : String(next.dropFirst())
          width = line.count
        } else {
          line += next
          width += next.count
        }
      }
      lines.append(count)
      count += width + 2
      bytes += line.utf8.count + 2
      text += line + "\n\n"
      turn += 1
    }
    words = text
    scalars = count
    self.lines = lines
  }

  /// Codings that lie thick in some places, as they do in real work; no two are equal.
  func codings(_ count: Int, with random: inout SplitMix) -> [Mark] {
    let hot = (0..<count / 4).map { _ in lines[random.below(lines.count)] }
    var marks: Set<Mark> = []
    while marks.count < count {
      let places = random.below(10) < 6 ? hot : lines
      let line = places[random.below(places.count)]
      let start = line + random.below(30)
      // Code i is drawn about 1 / (i + 3) as often as everything.
      let rank = min(79, Int(3 * (exp2(Double(random.below(1000)) / 1000 * 4.8) - 1)))
      let mark = Mark(
        start: start, end: min(scalars, start + 20 + random.below(200)), code: Corpus.code(rank),
        coder: random.below(2) == 0 ? "ann" : "bo")
      if mark.end > mark.start { marks.insert(mark) }
    }
    return marks.sorted {
      ($0.start, $0.end, $0.code, $0.coder) < ($1.start, $1.end, $1.code, $1.coder)
    }
  }
}
