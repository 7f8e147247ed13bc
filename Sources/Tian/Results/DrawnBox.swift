import TianFormats
import TianSource

/// A result drawn for people. Control characters of names and cells are pictures in it.
package struct DrawnBox {
  package let text: String
  package let cut: BoxCut
  private let result: QueryResult

  fileprivate init(_ result: QueryResult, as format: ResultFormat, _ options: FormatOptions) {
    self.result = result
    var bytes: [UInt8] = []
    cut = result.table.write(as: format, options) { bytes += $0 }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// What stands under the box: rows, what was cut, rows left out, time.
  package func footer(_ language: Language, elapsedMicroseconds: Int?) -> String {
    Footer(result.table, language: language).text(cut: cut, elapsedMicroseconds: elapsedMicroseconds)
  }
}

extension QueryResult {
  /// - Parameter format: one of those for people.
  package func drawn(as format: ResultFormat = .box, _ options: FormatOptions) -> DrawnBox {
    DrawnBox(self, as: format, options)
  }

  /// Rows that conditions and joins left out for another reason than a plain no; nil where there are none.
  package func notes(_ language: Language) -> String? { Footer(table, language: language).notes }
}
