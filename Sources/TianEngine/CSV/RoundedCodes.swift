import TianSource

/// Long numbers of cards, accounts and people that a spreadsheet has rounded: `3.52227E+17`.
enum RoundedCodes {
  /// What spreadsheets write so has more digits than they show, twelve and up.
  private static let exponentMin = 11

  /// Tells of each column of codes whose first such cell the sample has.
  static func findings(
    _ text: SplitText, _ sample: ArraySlice<SplitText.Record>, _ headers: [ColumnHeader]
  ) -> [Bilingual] {
    headers.indices.compactMap { column in
      let name = headers[column].name
      guard UnitPlaces.isLabel(name) || name.hasSuffix("号") else { return nil }
      let cells = sample.lazy.compactMap { text[$0, column] }.map { text.text($0) }
      guard let cell = cells.first(where: isRounded) else { return nil }
      return Bilingual(
        "`\(name)`: `\(cell)` is what a spreadsheet left of a long number, whose last digits are lost",
        "`\(name)`：`\(cell)` 是表格软件改写的长号码，末尾各位已丢失")
    }
  }

  /// A digit, a point and more of them, and an exponent.
  private static func isRounded(_ cell: String) -> Bool {
    let parts = cell.uppercased().split(separator: "E+", omittingEmptySubsequences: false)
    guard parts.count == 2, let exponent = Int(parts[1]), exponent >= exponentMin else { return false }
    let digits = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    return (1...2).contains(digits.count) && digits[0].count == 1
      && digits.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }
  }
}
