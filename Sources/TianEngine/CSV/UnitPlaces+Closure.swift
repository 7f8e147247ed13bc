extension UnitPlaces {
  /// Columns with all that their units may depend on: columns of units, by their names, the numbers that
  /// such a column may tell of before them, and what stands between.
  static func closure(of columns: Set<Int>, _ headers: [ColumnHeader]) -> Set<Int> {
    let names = headers.map(\.name)
    let units = headers.indices.filter {
      isUnitName(names[$0]) || isUnitName(HeaderReader.trimmed(headers[$0].original))
    }
    var needed = columns
    var count = -1
    while count != needed.count {
      count = needed.count
      for column in needed {
        for unit in units {
          let stem = stem(names[unit]).flatMap { names.firstIndex(of: $0) }
          guard column >= unit - 1 || column == stem else { continue }
          needed.insert(unit)
          if let stem { needed.insert(stem) }
          if unit > 0 { needed.insert(unit - 1) }
          if column > unit { needed.formUnion((unit + 1)...column) }
        }
      }
    }
    return needed
  }
}
