import Fieldwork

extension HeatMap {
  /// Draws the figure.
  ///
  /// The labels of the columns stand over the first cell of each column, so that those of a
  /// triangular figure run down the diagonal. Labels of more than 36 columns are cut with `…`;
  /// the whole label is in the tip of each cell.
  ///
  /// - Parameter id: a name that is unique in the page.
  public func picture(id: String) -> SVGPicture {
    let metrics = HeatMapMetrics(self)
    let scale = scale
    var svg = SVGWriter()
    for (row, label) in metrics.rowLabels.enumerated() {
      let base = metrics.y(row) + metrics.cellHeight / 2 + 4.3
      svg.words(label, metrics.left - 8, base, size: metrics.labelSize, anchor: "end")
    }
    for (column, label) in metrics.columnLabels.enumerated() {
      let first = isTriangular ? column : 0
      svg.words(
        label, metrics.x(column) + metrics.cellWidth / 2 + 3, metrics.y(first) - 7,
        size: metrics.labelSize, turned: true)
    }
    for row in rowLabels.indices {
      for column in columnLabels.indices where isShown(row, column) {
        draw(row, column, metrics, scale, in: &svg)
      }
    }
    drawLegend(metrics, scale, in: &svg)
    return svg.picture(
      width: metrics.width, height: metrics.height, id: id, title: title, description: description)
  }

  private func draw(
    _ row: Int, _ column: Int, _ metrics: HeatMapMetrics, _ scale: SequentialScale,
    in svg: inout SVGWriter
  ) {
    let value = values[row][column]
    let step = isColoured(row, column) ? value.flatMap(scale.step) : nil
    let colour = step.map(scale.colourIndex)
    let words = value.map { $0.fixed(digits) } ?? "n/a"
    let isOwn = diagonal == .plain && row == column
    let names = isOwn ? rowLabels[row] : "\(rowLabels[row]) × \(columnLabels[column])"
    svg.box(
      metrics.x(column) + 1, metrics.y(row) + 1, metrics.cellWidth - 2, metrics.cellHeight - 2,
      fill: colour.map { SequentialScale.colours[$0] } ?? "#ffffff",
      stroke: colour == nil ? (isOwn ? "#9aa3ab" : "#e1e5e9") : nil, tip: "\(names): \(words)")
    // A zero is printed faintly: it is a result, but not what the eye should look for.
    let isFaint = colour == nil && !isOwn
    svg.words(
      words, metrics.x(column) + metrics.cellWidth / 2, metrics.y(row) + metrics.cellHeight / 2 + 4,
      size: 11.5, anchor: "middle",
      fill: isFaint ? SVGWriter.faint : colour.map { SequentialScale.inks[$0] } ?? SVGWriter.ink,
      extra: " pointer-events=\"none\"")
  }

  private func drawLegend(
    _ metrics: HeatMapMetrics, _ scale: SequentialScale, in svg: inout SVGWriter
  ) {
    let top = metrics.legendTop
    svg.words(legend, metrics.left + 1, top + 11, size: 11.5, fill: SVGWriter.faint)
    var x = metrics.left + 1
    for step in 0..<scale.steps {
      let words = scale.words(step)
      svg.box(x, top + 19, 22, 13, fill: SequentialScale.colours[scale.colourIndex(step)])
      svg.words(words, x + 27, top + 29.5, size: 11.5, fill: SVGWriter.faint)
      x += 27 + labelWidth(words, size: 11.5) + 12
    }
  }
}

/// Where the parts of a heat map lie, in CSS pixels.
struct HeatMapMetrics {
  let labelSize = 12.5
  let cellHeight = 29.0
  let cellWidth: Double
  let rowLabels: [String]
  let columnLabels: [String]
  /// The left edge of the cells.
  let left: Double
  /// The upper edge of the cells.
  let top: Double
  let legendTop: Double
  let width: Double
  let height: Double

  init(_ map: HeatMap) {
    rowLabels = map.rowLabels.map { $0.onOneLine.truncated(toColumns: 36) }
    columnLabels = map.columnLabels.map { $0.onOneLine.truncated(toColumns: 36) }
    let size = labelSize
    let widest = map.values.joined().map { labelWidth($0?.fixed(map.digits) ?? "n/a", size: 11.5) }
    let cellWidth = max(38, (widest.max() ?? 0) + 14)
    let left = (rowLabels.map { labelWidth($0, size: size) }.max() ?? 0) + 14
    // A label at 45° is as high and as wide as its length over √2.
    let lengths = columnLabels.map { labelWidth($0, size: size) * 0.7072 + 10 }
    let cellHeight = cellHeight
    let rises = lengths.enumerated().map { index, length in
      length - (map.isTriangular ? Double(index) * cellHeight : 0)
    }
    let top = max(8, (rises.max() ?? 0) + 8)
    var right = left + Double(columnLabels.count) * cellWidth
    for (index, length) in lengths.enumerated() {
      right = max(right, left + (Double(index) + 0.5) * cellWidth + length + 4)
    }
    let scale = map.scale
    let swatches = (0..<scale.steps).map { labelWidth(scale.words($0), size: 11.5) + 39 }
    right = max(right, left + swatches.reduce(0, +))
    right = max(right, left + labelWidth(map.legend, size: 11.5))
    self.cellWidth = cellWidth
    self.left = left
    self.top = top
    legendTop = top + Double(rowLabels.count) * cellHeight + 10
    width = (right + 4).rounded(.up)
    height = legendTop + 38
  }

  func x(_ column: Int) -> Double { left + Double(column) * cellWidth }

  func y(_ row: Int) -> Double { top + Double(row) * cellHeight }
}
