import TianEngine
import TianPlan
import TianSource

/// The cells of a column as texts. What is said of a text is worked out where it is asked for: a column may
/// hold millions of different ones.
struct CheckedColumn {
  let place: Int
  let name: String
  let check: CellCheck?
  private let column: Column
  private let codes: IntegerStorage?
  private let texts: TextDictionary?

  init(_ column: Column, _ check: CellCheck?, place: Int, name: String) {
    self.place = place
    self.name = name
    self.check = check
    self.column = column
    guard case .text(let codes, let dictionary) = column.storage else {
      (codes, texts) = (nil, nil)
      return
    }
    (self.codes, texts) = (codes, dictionary)
  }

  /// How many texts there are, each with a code from 0.
  var codeCount: Int { texts?.count ?? 0 }

  /// Nil for an empty cell.
  func code(_ row: Int) -> Int? { column.isNull(row) ? nil : codes.map { Int($0[row]) } }

  func text(_ code: Int) -> String { texts?[code] ?? "" }

  /// What keys compare: one text for all ways to write a value; nil for what stands for null, or is of
  /// another type.
  func key(_ code: Int) -> String? { check.map { $0.key(of: text(code)) } ?? text(code) }

  /// Calls for every fault of a cell, in the order of the rows.
  func forEachFault(
    rowCount: Int, _ body: (_ row: Int, _ text: String?, CellFault) -> Void
  ) {
    guard let check, check.asksOfCells else { return }
    var faults: [Int: [CellFault]] = [:]
    for code in 0..<codeCount {
      let found = check.faults(of: text(code))
      if !found.isEmpty { faults[code] = found }
    }
    let isRequired = check.field.constraints.isRequired
    guard isRequired || !faults.isEmpty else { return }
    for row in 0..<rowCount {
      if let code = code(row) {
        for fault in faults[code] ?? [] { body(row, text(code), fault) }
      } else if isRequired {
        body(row, nil, CellFault.missing)
      }
    }
  }
}
