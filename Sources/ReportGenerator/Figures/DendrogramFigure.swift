import Fieldwork

/// A tree of merges, lying on its side: leaves to the left, the height of a merge to the right.
public struct DendrogramFigure: Hashable, Sendable {
  /// A leaf, from the top.
  public struct Leaf: Hashable, Sendable {
    /// What it is called.
    public var label: String
    /// Its group, from 1; neighbours of one group share a band.
    public var group: Int

    /// Describes a leaf.
    public init(_ label: String, group: Int) {
      self.label = label
      self.group = group
    }
  }

  /// A part of a merge.
  public enum Part: Hashable, Sendable {
    /// The leaf at a position from the top.
    case leaf(Int)
    /// An earlier merge, by index in `merges`.
    case merge(Int)
  }

  /// A merge of two parts.
  public struct Merge: Hashable, Sendable {
    /// The upper part.
    public var first: Part
    /// The lower part.
    public var second: Part
    /// Where it lies, from 0.
    public var height: Double

    /// Describes a merge.
    public init(_ first: Part, _ second: Part, height: Double) {
      self.first = first
      self.second = second
      self.height = height
    }
  }

  /// What the figure is, in a few words.
  public var title: String
  /// What it shows, for readers who cannot see it.
  public var description: String
  /// The leaves from the top.
  public var leaves: [Leaf]
  /// The merges in order.
  public var merges: [Merge]
  /// Where the tree is cut into the groups; `nil` for no line.
  public var cut: Double?
  /// What a height is, below the axis.
  public var legend: String

  /// Describes a figure.
  ///
  /// - Precondition: merges name leaves and earlier merges that exist.
  public init(
    title: String, description: String, leaves: [Leaf], merges: [Merge], cut: Double? = nil,
    legend: String
  ) {
    for (index, merge) in merges.enumerated() {
      for part in [merge.first, merge.second] {
        switch part {
        case .leaf(let leaf): precondition(leaves.indices.contains(leaf), "no such leaf")
        case .merge(let earlier): precondition((0..<index).contains(earlier), "no such merge")
        }
      }
    }
    self.title = title
    self.description = description
    self.leaves = leaves
    self.merges = merges
    self.cut = cut
    self.legend = legend
  }

  /// Draws the figure; labels of more than 36 columns are cut with `…`.
  ///
  /// - Parameter id: a name that is unique in the page.
  public func picture(id: String) -> SVGPicture {
    let labels = leaves.map { $0.label.onOneLine.truncated(toColumns: 36) }
    let groupWidth = labelWidth(String(leaves.map(\.group).max() ?? 0), size: 11.5) + 16
    let left = groupWidth + (labels.map { labelWidth($0, size: 12.5) }.max() ?? 0) + 12
    let (track, step, top) = (380.0, 22.0, 6.0)
    let greatest = max(merges.map(\.height).max() ?? 0, 1e-9)
    let bottom = top + Double(leaves.count) * step
    func x(_ height: Double) -> Double { left + track * height / greatest }
    var svg = SVGWriter()
    drawBands(labels, left: left, right: left + track, top: top, step: step, in: &svg)
    let ticks = axisTicks(from: 0, to: greatest)
    for tick in ticks.values {
      svg.stroke([(x(tick), top), (x(tick), bottom + 4)], colour: "#e1e5e9", width: 1)
      svg.words(
        tick.fixed(ticks.digits), x(tick), bottom + 17, size: 11, anchor: "middle",
        fill: SVGWriter.faint)
    }
    var places: [(x: Double, y: Double)] = []
    for merge in merges {
      func place(_ part: Part) -> (x: Double, y: Double) {
        switch part {
        case .leaf(let leaf): (left, top + (Double(leaf) + 0.5) * step)
        case .merge(let index): places[index]
        }
      }
      let (a, b, end) = (place(merge.first), place(merge.second), x(merge.height))
      svg.stroke([a, (end, a.y), (end, b.y), b], colour: "#2f6ba3", width: 1.4)
      places.append((end, (a.y + b.y) / 2))
    }
    if let cut {
      svg.stroke(
        [(x(cut), top), (x(cut), bottom)], colour: SVGWriter.ink, width: 1, isDashed: true)
    }
    svg.words(legend, left, bottom + 34, size: 11.5, fill: SVGWriter.faint)
    let width = left + max(track, labelWidth(legend, size: 11.5)) + 24
    return svg.picture(
      width: width.rounded(.up), height: bottom + 42, id: id, title: title,
      description: description)
  }

  /// The labels, and behind every second group a band.
  private func drawBands(
    _ labels: [String], left: Double, right: Double, top: Double, step: Double,
    in svg: inout SVGWriter
  ) {
    var first = 0
    var isShaded = true
    while first < leaves.count {
      var end = first
      while end < leaves.count, leaves[end].group == leaves[first].group { end += 1 }
      let y = top + Double(first) * step
      if isShaded {
        svg.box(0, y, right, Double(end - first) * step, fill: "#f4f6f8")
      }
      svg.words(String(leaves[first].group), 6, y + 15, size: 11.5, fill: SVGWriter.faint)
      isShaded.toggle()
      first = end
    }
    for (index, label) in labels.enumerated() {
      svg.words(label, left - 6, top + Double(index) * step + 15, size: 12.5, anchor: "end")
    }
  }
}
