import Fieldwork

/// A drawing as SVG markup.
///
/// Only the figures of this module can make one: the markup is escaped, needs nothing from
/// outside, and can be put into a page as it is.
public struct SVGPicture: Hashable, Sendable {
  /// One `<svg>` element without an XML declaration, usable in a page and as a file.
  public let markup: String
  /// The natural width in CSS pixels.
  public let width: Double
  /// The natural height in CSS pixels.
  public let height: Double
}

/// Builds the markup of a drawing.
struct SVGWriter {
  var body = OutputBuffer()

  /// The fonts of all drawings; the widths of labels are estimated for these.
  static let fonts =
    "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Source Han Sans SC', "
    + "'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif"
  static let ink = "#1f2429"
  static let faint = "#6b747d"

  /// Opens and closes an element with children.
  mutating func group(_ attributes: String = "", _ contents: (inout SVGWriter) -> Void) {
    body.write("<g\(attributes.isEmpty ? "" : " " + attributes)>")
    contents(&self)
    body.write("</g>\n")
  }

  /// Draws a box; `tip` is shown when the pointer rests on it.
  mutating func box(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String,
    stroke: String? = nil, tip: String? = nil
  ) {
    body.write("<rect x=\"\(x.svg)\" y=\"\(y.svg)\" width=\"\(width.svg)\"")
    body.write(" height=\"\(height.svg)\" fill=\"\(fill)\"")
    if let stroke { body.write(" stroke=\"\(stroke)\"") }
    guard let tip else {
      body.write("/>\n")
      return
    }
    body.write("><title>")
    body.writeHTML(tip)
    body.write("</title></rect>\n")
  }

  /// Sets words; `x` is their start, middle or end, `y` their base line.
  mutating func words(
    _ text: String, _ x: Double, _ y: Double, size: Double, anchor: String = "start",
    fill: String = SVGWriter.ink, turned: Bool = false, extra: String = ""
  ) {
    body.write("<text x=\"\(x.svg)\" y=\"\(y.svg)\" font-size=\"\(size.svg)\"")
    if anchor != "start" { body.write(" text-anchor=\"\(anchor)\"") }
    if fill != SVGWriter.ink { body.write(" fill=\"\(fill)\"") }
    if turned { body.write(" transform=\"rotate(-45 \(x.svg) \(y.svg))\"") }
    body.write(extra + ">")
    body.writeHTML(text)
    body.write("</text>\n")
  }

  /// Draws a line; `tip` is shown when the pointer rests on it.
  mutating func line(
    _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), width: Double, stroke: String,
    tip: String
  ) {
    body.write("<line x1=\"\(from.x.svg)\" y1=\"\(from.y.svg)\" x2=\"\(to.x.svg)\"")
    body.write(" y2=\"\(to.y.svg)\" stroke=\"\(stroke)\" stroke-width=\"\(width.svg)\"><title>")
    body.writeHTML(tip)
    body.write("</title></line>\n")
  }

  /// Draws a disc; `tip` is shown when the pointer rests on it.
  mutating func disc(_ at: (x: Double, y: Double), radius: Double, fill: String, tip: String) {
    body.write("<circle cx=\"\(at.x.svg)\" cy=\"\(at.y.svg)\" r=\"\(radius.svg)\"")
    body.write(" fill=\"\(fill)\"><title>")
    body.writeHTML(tip)
    body.write("</title></circle>\n")
  }

  /// Puts the drawing together.
  ///
  /// - Parameter id: a name that is unique in the page; ties title and description to it.
  func picture(
    width: Double, height: Double, id: String, title: String, description: String
  ) -> SVGPicture {
    let id = anchorID(id)
    var out = OutputBuffer()
    out.write("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width.svg)\"")
    out.write(" height=\"\(height.svg)\" viewBox=\"0 0 \(width.svg) \(height.svg)\" role=\"img\"")
    out.write(" aria-labelledby=\"\(id)-title \(id)-desc\" font-family=\"\(SVGWriter.fonts)\"")
    out.write(" fill=\"\(SVGWriter.ink)\">\n<title id=\"\(id)-title\">")
    out.writeHTML(title)
    out.write("</title>\n<desc id=\"\(id)-desc\">")
    out.writeHTML(description)
    out.write("</desc>\n")
    out.write(body.text)
    out.write("</svg>")
    return SVGPicture(markup: out.text, width: width, height: height)
  }
}

extension Double {
  /// A coordinate: at most 2 decimals, without trailing zeros.
  var svg: String {
    var text = fixed(2)[...]
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return String(text)
  }
}
