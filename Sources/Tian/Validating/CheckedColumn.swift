import TianEngine
import TianPlan
import TianSource

/// The cells of a column as texts, and what each different one is.
struct CheckedColumn {
  let place: Int
  let name: String
  let check: CellCheck?
  /// By code: the value that keys compare; null for texts that stand for null, and for what is of another
  /// type.
  let values: [Value]
  /// By code.
  let faults: [[(code: FindingCode, note: Bilingual)]]
  private let column: Column
  private let codes: IntegerStorage?
  private let texts: [String]

  init(_ column: Column, _ check: CellCheck?, place: Int, name: String) {
    self.place = place
    self.name = name
    self.check = check
    self.column = column
    var texts: [String] = []
    if case .text(let codes, let dictionary) = column.storage {
      self.codes = codes
      texts = (0..<dictionary.count).map { dictionary[$0] }
    } else {
      codes = nil
    }
    self.texts = texts
    values = texts.map { text in check.map { $0.value(of: text) ?? .null } ?? .text(text) }
    faults = texts.map { text in check?.faults(of: text) ?? [] }
  }

  /// Nil for an empty cell.
  func code(_ row: Int) -> Int? { column.isNull(row) ? nil : codes.map { Int($0[row]) } }

  func text(_ code: Int) -> String { texts[code] }

  /// Null for what is no value.
  func value(_ row: Int) -> Value { code(row).map { values[$0] } ?? .null }
}
