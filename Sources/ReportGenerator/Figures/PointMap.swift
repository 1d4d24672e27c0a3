import Fieldwork

/// Things on a plane, with the same scale on both axes.
public struct PointMap: Hashable, Sendable {
  /// A thing.
  public struct Point: Hashable, Sendable {
    /// What it is called.
    public var label: String
    /// Its place to the right.
    public var x: Double
    /// Its place upwards.
    public var y: Double
    /// What the pointer is told.
    public var tip: String
    /// Whether it is of the second kind, drawn as a square.
    public var isSecond: Bool

    /// Describes a thing.
    public init(_ label: String, x: Double, y: Double, tip: String, isSecond: Bool = false) {
      self.label = label
      self.x = x
      self.y = y
      self.tip = tip
      self.isSecond = isSecond
    }
  }

  /// What the figure is, in a few words.
  public var title: String
  /// What it shows, for readers who cannot see it.
  public var description: String
  /// The things.
  public var points: [Point]
  /// What the axis to the right is.
  public var axisX: String
  /// What the axis upwards is.
  public var axisY: String
  /// What is shown, below the figure.
  public var legend: String

  /// Describes a figure.
  public init(
    title: String, description: String, points: [Point], axisX: String, axisY: String,
    legend: String
  ) {
    self.title = title
    self.description = description
    self.points = points
    self.axisX = axisX
    self.axisY = axisY
    self.legend = legend
  }

  static let secondColour = "#8a4f10"
  static let firstColour = "#2f6ba3"

  /// Draws the figure.
  ///
  /// Things on one place share a label. It stands to the right of the dot, else to the left,
  /// above or below, where it covers nothing; what is too long or finds no room gets a number,
  /// and its names stand below the figure.
  ///
  /// - Parameter id: a name that is unique in the page.
  public func picture(id: String) -> SVGPicture {
    let metrics = PointMapMetrics(points)
    var svg = SVGWriter()
    svg.box(
      metrics.left, metrics.top, metrics.width, metrics.height, fill: "#ffffff", stroke: "#d5dbe0")
    drawAxes(metrics, in: &svg)
    for place in metrics.places { drawMarks(place, in: &svg) }
    var labels = MapLabels(metrics.places)
    for place in metrics.places {
      let names = place.members.map { points[$0].label.onOneLine }
      let isSecond = place.members.allSatisfy { points[$0].isSecond }
      let (words, box) = labels.add(names, at: place)
      svg.words(
        words, box.x, box.y + 11, size: 12, fill: isSecond ? PointMap.secondColour : SVGWriter.ink)
    }
    let below = metrics.top + metrics.height
    var lines = [axisX, legend]
    lines += labels.key.flatMap { $0.lines(width: metrics.width) }
    svg.words(axisY, metrics.left, metrics.top - 8, size: 11.5, fill: SVGWriter.faint)
    for (index, line) in lines.enumerated() {
      svg.words(
        line, metrics.left, below + 32 + 18 * Double(index), size: 11.5, fill: SVGWriter.faint)
    }
    let widest = (lines + [axisY]).map { labelWidth($0, size: 11.5) }.max() ?? 0
    let right = max(metrics.left + max(metrics.width, widest), labels.right) + 8
    return svg.picture(
      width: right.rounded(.up), height: below + 22 + 18 * Double(lines.count), id: id,
      title: title, description: description)
  }

  private func drawMarks(_ place: MapPlace, in svg: inout SVGWriter) {
    for index in place.members {
      let point = points[index]
      if point.isSecond {
        svg.box(place.x - 3.5, place.y - 3.5, 7, 7, fill: PointMap.secondColour, tip: point.tip)
      } else {
        svg.dot(place.x, place.y, radius: 3.8, fill: PointMap.firstColour, tip: point.tip)
      }
    }
  }

  private func drawAxes(_ metrics: PointMapMetrics, in svg: inout SVGWriter) {
    let below = metrics.top + metrics.height
    let right = metrics.left + metrics.width
    for (values, digits, isX) in [
      (metrics.ticksX.values, metrics.ticksX.digits, true),
      (metrics.ticksY.values, metrics.ticksY.digits, false),
    ] {
      for value in values {
        let colour = abs(value) < 1e-12 ? "#9aa3ab" : "#eceff2"
        if isX {
          let x = metrics.x(value)
          svg.stroke([(x, metrics.top), (x, below)], colour: colour, width: 1)
          svg.words(
            value.fixed(digits), x, below + 15, size: 11, anchor: "middle", fill: SVGWriter.faint)
        } else {
          let y = metrics.y(value)
          svg.stroke([(metrics.left, y), (right, y)], colour: colour, width: 1)
          svg.words(
            value.fixed(digits), metrics.left - 6, y + 4, size: 11, anchor: "end",
            fill: SVGWriter.faint)
        }
      }
    }
  }
}

/// Where the parts of a map lie, in CSS pixels.
private struct PointMapMetrics {
  let left = 52.0
  let top = 26.0
  let width = 620.0
  let height: Double
  let ticksX: (values: [Double], digits: Int)
  let ticksY: (values: [Double], digits: Int)
  private(set) var places: [MapPlace] = []
  private let lowX: Double
  private let highY: Double
  private let scale: Double

  init(_ points: [PointMap.Point]) {
    let xs = points.map(\.x)
    let ys = points.map(\.y)
    let spanX = max((xs.max() ?? 0) - (xs.min() ?? 0), ((ys.max() ?? 0) - (ys.min() ?? 0)) / 1.5)
    let range = spanX > 0 ? spanX : 1
    // A little room at the sides, more to the right, where the labels stand.
    let low = (xs.min() ?? 0) - 0.06 * range
    scale = width / (1.3 * range)
    lowX = low
    let room = 0.07 * range
    let bottom = (ys.min() ?? 0) - room
    highY = (ys.max() ?? 0) + room
    height = max(120, (highY - bottom) * scale)
    ticksX = axisTicks(from: low, to: low + width / scale)
    ticksY = axisTicks(from: highY - height / scale, to: highY)
    for (index, point) in points.enumerated() {
      let (x, y) = (x(point.x), y(point.y))
      if let known = places.firstIndex(where: { abs($0.x - x) < 1.5 && abs($0.y - y) < 1.5 }) {
        places[known].members.append(index)
      } else {
        places.append(MapPlace(x: x, y: y, members: [index]))
      }
    }
  }

  func x(_ value: Double) -> Double { left + (value - lowX) * scale }
  func y(_ value: Double) -> Double { top + (highY - value) * scale }
}
