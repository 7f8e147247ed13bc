import TianSource

/// The elements of a picture, as SVG writes them. Texts are escaped; numbers have one digit after the point.
struct SVGElements {
  private(set) var text = ""

  mutating func rect(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String, about: String? = nil,
    isPale: Bool = false
  ) {
    let title = about.map { "<title>\(Self.escaped($0))</title>" } ?? ""
    text += "<rect \(Self.attributes(["x": x, "y": y, "width": width, "height": height]))"
    text +=
      " fill=\"\(fill)\"" + (isPale ? " fill-opacity=\"0.35\"" : "")
      + (title.isEmpty ? "/>\n" : ">\(title)</rect>\n")
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, stroke: String) {
    text +=
      "<line \(Self.attributes(["x1": x1, "y1": y1, "x2": x2, "y2": y2])) stroke=\"\(stroke)\"/>\n"
  }

  mutating func circle(_ x: Double, _ y: Double, radius: Double, fill: String, about: String) {
    text += "<circle \(Self.attributes(["cx": x, "cy": y, "r": radius])) fill=\"\(fill)\">"
    text += "<title>\(Self.escaped(about))</title></circle>\n"
  }

  mutating func polyline(_ places: [(x: Double, y: Double)], stroke: String, isDashed: Bool = false) {
    let points = places.map { "\(Self.number($0.x)),\(Self.number($0.y))" }.joined(separator: " ")
    text += "<polyline points=\"\(points)\" fill=\"none\" stroke=\"\(stroke)\" stroke-width=\"2\""
    text += (isDashed ? " stroke-dasharray=\"7 4\"" : "") + "/>\n"
  }

  /// The ends of a line: a short one across it where it ends, an arrow where it goes on.
  enum LineEnd {
    case bar, arrow
  }

  /// A line with its ends, lying at a height, or standing.
  mutating func range(
    _ from: (place: Double, end: LineEnd), _ to: (place: Double, end: LineEnd), across: Double, isLying: Bool,
    stroke: String
  ) {
    func place(_ along: Double, _ beside: Double) -> String {
      isLying
        ? "\(Self.number(along)) \(Self.number(across + beside))"
        : "\(Self.number(across + beside)) \(Self.number(along))"
    }
    func drawn(_ end: (place: Double, end: LineEnd), from other: Double) -> String {
      switch end.end {
      case .bar: return "M\(place(end.place, -4))L\(place(end.place, 4))"
      case .arrow:
        let back = end.place + (other < end.place ? -5 : 5)
        return "M\(place(back, -4))L\(place(end.place, 0))L\(place(back, 4))"
      }
    }
    let ends = drawn(from, from: to.place) + drawn(to, from: from.place)
    text += "<path d=\"M\(place(from.place, 0))L\(place(to.place, 0))\(ends)\""
    text += " stroke=\"\(stroke)\" fill=\"none\"/>\n"
  }

  enum Anchor: String {
    case start, middle, end
  }

  mutating func label(
    _ words: String, _ x: Double, _ y: Double, anchor: Anchor = .start, size: Int = 12,
    fill: String = "#333",
    isBold: Bool = false
  ) {
    text += "<text \(Self.attributes(["x": x, "y": y])) text-anchor=\"\(anchor.rawValue)\""
    text += " font-size=\"\(size)\" fill=\"\(fill)\"" + (isBold ? " font-weight=\"bold\"" : "")
    text += ">\(Self.escaped(words))</text>\n"
  }

  private static func attributes(_ values: KeyValuePairs<String, Double>) -> String {
    values.map { "\($0.key)=\"\(number($0.value))\"" }.joined(separator: " ")
  }

  static func number(_ value: Double) -> String {
    let tenths = Int((value.isFinite ? value : 0) * 10 + (value < 0 ? -0.5 : 0.5))
    return tenths % 10 == 0 ? String(tenths / 10) : String(Double(tenths) / 10)
  }

  static func escaped(_ text: String) -> String {
    VisibleText.escaped(text).map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      default: String(character)
      }
    }.joined()
  }
}
