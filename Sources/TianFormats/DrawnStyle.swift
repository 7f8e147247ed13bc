/// How a text stands out on a terminal. Colours are of the series of charts, and come again.
enum DrawnStyle: Hashable {
  case plain, bold, dim
  case series(Int)

  private static let colors = ["36", "33", "35", "32", "34", "31"]

  private var codes: String? {
    switch self {
    case .plain: nil
    case .bold: "1"
    case .dim: "2"
    case .series(let number): Self.colors[number % Self.colors.count]
    }
  }

  func painted(_ text: String, if isColored: Bool) -> String {
    guard isColored, let codes else { return text }
    return "\u{1B}[\(codes)m\(text)\u{1B}[0m"
  }
}
