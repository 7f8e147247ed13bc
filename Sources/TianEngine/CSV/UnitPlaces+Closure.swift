extension UnitPlaces {
  /// Columns with all that their units may depend on: columns of units, by their names, the numbers that
  /// such a column may tell of before them, and what stands between.
  static func closure(of columns: Set<Int>, _ headers: [ColumnHeader]) -> Set<Int> {
    let titles = headers.map { HeaderReader.trimmed($0.original) }
    let units = titles.indices.filter { isUnitName(titles[$0]) }
    var needed = columns
    var count = -1
    while count != needed.count {
      count = needed.count
      for unit in units {
        let stem = stem(titles[unit])
        let named = titles.indices.filter { titles[$0] == stem }
        for column in needed where column >= unit - 1 || named.contains(column) {
          needed.insert(unit)
          needed.formUnion(named)
          if unit > 0 { needed.insert(unit - 1) }
          if column > unit { needed.formUnion((unit + 1)...column) }
        }
      }
    }
    return needed
  }
}
