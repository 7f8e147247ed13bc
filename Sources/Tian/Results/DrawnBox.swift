import TianFormats
import TianSource

/// Some lines of a result drawn for people. Control characters of names and cells are pictures in it.
package struct DrawnText {
  package let text: String

  fileprivate init(_ bytes: [UInt8]) { text = String(decoding: bytes, as: UTF8.self) }
}

/// What there is to say of a result that was drawn.
package struct DrawnBox {
  package let cut: BoxCut
  private let result: QueryResult

  fileprivate init(_ result: QueryResult, _ cut: BoxCut) { (self.result, self.cut) = (result, cut) }

  /// What stands under the box: rows, what was cut, rows left out, time.
  package func footer(_ language: Language, elapsedMicroseconds: Int?) -> String {
    Footer(result.table, language: language).text(cut: cut, elapsedMicroseconds: elapsedMicroseconds)
  }
}

extension QueryResult {
  /// Draws lines, many at once, until the work at hand is cancelled.
  /// - Parameter format: one of those for people.
  package func draw<Failure: Error>(
    as format: ResultFormat = .box, _ options: FormatOptions, to sink: (DrawnText) throws(Failure) -> Void
  ) throws(Failure) -> DrawnBox {
    let cut = try table.write(as: format, options) { bytes throws(Failure) in try sink(DrawnText(bytes)) }
    return DrawnBox(self, cut)
  }

  /// Rows that conditions and joins left out for another reason than a plain no; nil where there are none.
  package func notes(_ language: Language) -> String? { Footer(table, language: language).notes }
}
