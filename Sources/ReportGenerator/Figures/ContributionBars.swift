import Fieldwork

/// What adds up to a number: bars to the left and right of zero, each with its words and value.
public struct ContributionBars: Hashable, Sendable {
  /// One part of the sum.
  public struct Bar: Hashable, Sendable {
    /// What it is.
    public var label: String
    /// What it adds; finite.
    public var value: Double

    /// Describes a part.
    public init(_ label: String, _ value: Double) {
      self.label = label
      self.value = value
    }
  }

  /// What the figure is, in a few words.
  public var title: String
  /// What it shows, for readers who cannot see it.
  public var description: String
  /// The parts from the top.
  public var bars: [Bar]
  /// What the bars add up to, below them.
  public var sum: Bar

  /// Describes a figure.
  public init(title: String, description: String, bars: [Bar], sum: Bar) {
    self.title = title
    self.description = description
    self.bars = bars
    self.sum = sum
  }

  /// Draws the figure; labels of more than 44 columns are cut with `…`.
  ///
  /// - Parameter id: a name that is unique in the page.
  public func picture(id: String) -> SVGPicture {
    let all = bars + [sum]
    let labels = all.map { $0.label.onOneLine.truncated(toColumns: 44) }
    let left = (labels.map { labelWidth($0, size: 12.5) }.max() ?? 0) + 14
    let (track, room, step) = (320.0, 46.0, 22.0)
    let least = min(0, all.map(\.value).min() ?? 0)
    let most = max(0, all.map(\.value).max() ?? 0)
    let range = most > least ? most - least : 1
    func x(_ value: Double) -> Double { left + room + (value - least) / range * track }
    let zero = x(0)
    var svg = SVGWriter()
    let height = 4 + Double(all.count) * step + 6
    svg.stroke([(zero, 2), (zero, height - 2)], colour: "#9aa4ad", width: 1)
    for (index, bar) in all.enumerated() {
      let isSum = index == bars.count
      let y = 4 + Double(index) * step + (isSum ? 6 : 0)
      let end = x(bar.value)
      let words = bar.value.signed(3)
      svg.words(labels[index], left - 8, y + 14, size: 12.5, anchor: "end")
      let colour = isSum ? "#3d464e" : bar.value < 0 ? "#b3541e" : "#2f6ba3"
      svg.box(
        min(zero, end), y + 3.5, abs(end - zero), 14, fill: colour, tip: "\(bar.label): \(words)")
      let isLeft = bar.value < 0
      svg.words(
        words, isLeft ? end - 5 : end + 5, y + 14, size: 11.5, anchor: isLeft ? "end" : "start")
    }
    return svg.picture(
      width: (left + track + 2 * room + 6).rounded(.up), height: height + 6, id: id, title: title,
      description: description)
  }
}

extension Double {
  /// The number with its sign, `+0.313` or `−0.798`; nothing has none.
  func signed(_ digits: Int) -> String {
    let words = magnitude.fixed(digits)
    guard words.contains(where: { ("1"..."9").contains($0) }) else { return words }
    return (self < 0 ? "−" : "+") + words
  }
}
