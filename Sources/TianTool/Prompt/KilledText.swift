/// What was cut out last, to be put in elsewhere.
struct KilledText: Equatable {
  var text = ""
  /// Whole lines, which go above or below a line.
  var isLines = false

  init(_ text: String = "", isLines: Bool = false) { (self.text, self.isLines) = (text, isLines) }
}
