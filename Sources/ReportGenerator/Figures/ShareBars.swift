import Fieldwork

/// Horizontal bars of shares, each with its `k of n`.
public struct ShareBars: Hashable, Sendable {
  /// One bar.
  public struct Bar: Hashable, Sendable {
    /// What it is about.
    public var label: String
    /// How many have it.
    public var k: Int
    /// Of how many; with 0 there is no bar.
    public var n: Int

    /// Describes a bar; `k` lies in `0...n`.
    public init(_ label: String, _ k: Int, of n: Int) {
      self.label = label
      self.k = k
      self.n = n
    }
  }

  /// What the figure is, in a few words.
  public var title: String
  /// What it shows, for readers who cannot see it.
  public var description: String
  /// The bars from the top.
  public var bars: [Bar]
  /// What is counted, below the bars: `households that carry the theme`.
  public var legend: String

  /// Describes a figure.
  public init(title: String, description: String, bars: [Bar], legend: String) {
    self.title = title
    self.description = description
    self.bars = bars
    self.legend = legend
  }

  /// The numbers as a table with the columns `label`, `k`, `n`.
  public var table: Table {
    Table(
      title: legend, columns: [Column("label", ""), .number("k"), .number("n")],
      rows: bars.map { [.text($0.label), .integer($0.k), .integer($0.n)] })
  }

  /// Draws the figure; labels of more than 48 columns are cut with `…`.
  ///
  /// - Parameter id: a name that is unique in the page.
  public func picture(id: String) -> SVGPicture {
    let labels = bars.map { $0.label.onOneLine.truncated(toColumns: 48) }
    let left = (labels.map { labelWidth($0, size: 12.5) }.max() ?? 0) + 14
    let counts = bars.map { "\($0.k) of \($0.n)" }
    let countWidth = counts.map { labelWidth($0, size: 12) }.max() ?? 0
    let track = 280.0
    let step = 26.0
    var svg = SVGWriter()
    for (index, bar) in bars.enumerated() {
      let y = 4 + Double(index) * step
      svg.words(labels[index], left - 8, y + 15, size: 12.5, anchor: "end")
      // The whole is drawn too: what lacks is part of the finding.
      svg.box(
        left + 0.5, y + 4.5, track, 14, fill: "#f4f6f8", stroke: "#d5dbe0",
        tip: "\(bar.label): \(counts[index])")
      let share = bar.n > 0 ? min(1, max(0, Double(bar.k) / Double(bar.n))) : 0
      if share > 0 { svg.box(left + 0.5, y + 4.5, track * share, 14, fill: "#2f6ba3") }
      svg.words(counts[index], left + track + 10, y + 15, size: 12)
    }
    let below = 4 + Double(bars.count) * step + 16
    svg.words(legend, left, below, size: 11.5, fill: SVGWriter.faint)
    let width = max(left + track + 10 + countWidth, left + labelWidth(legend, size: 11.5)) + 6
    return svg.picture(
      width: width.rounded(.up), height: below + 8, id: id, title: title, description: description)
  }
}
