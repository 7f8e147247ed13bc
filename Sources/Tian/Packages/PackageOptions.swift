import TianEngine
import TianFigures
import TianPlan

extension DataPackage.Resource {
  /// What the loader is told; it names columns without their units. A package's encoding that nobody knows is
  /// told from the file.
  var options: CSVOptions {
    var options = dialect.options
    let missing = schema.missingTexts.map(\.text).filter { !$0.isEmpty }
    if !missing.isEmpty { options.missingValues = missing }
    if dialect.hasHeader == false { options.columnNames = schema.fields.map(\.name) }
    options.encoding = encoding.flatMap { TextEncoding(named: $0) }
    for field in schema.fields {
      if let own = field.missingTexts?.map(\.text), !own.isEmpty || !missing.isEmpty {
        options.missingValuesByName[field.name] = own
        options.missingValuesByName[field.nameWithoutUnit] = own
      }
      if let unit = field.unitFrom { options.unitColumns.append(.init(quantity: field.name, unit: unit)) }
      guard let declared = field.declared else { continue }
      options.declaredFields[field.name] = declared
      options.declaredFields[field.nameWithoutUnit] = declared
    }
    return options
  }
}

extension PackageDialect {
  fileprivate var options: CSVOptions {
    var options = CSVOptions()
    options.delimiter = delimiter.map { Array($0.utf8) }
    options.quote = quote?.utf8.first
    if let byte = escape?.utf8.first {
      options.escape = .byte(byte)
    } else if let doublesQuotes {
      options.escape = doublesQuotes ? .doubling : Dialect.Escape.none
    }
    options.skipsSpaces = skipsSpaces
    options.hasHeader = hasHeader
    options.headerJoin = headerJoin ?? " "
    options.omittedRecords = Set(commentRows.map { $0 - 1 })
    options.commentMark = commentMark.map { Array($0.utf8) } ?? []
    if hasHeader != false, let headerRows, let first = headerRows.min(), let last = headerRows.max() {
      options.headerRecords = (first - 1)..<last
    }
    return options
  }
}

extension FieldDescription {
  /// Nil where the file is to tell.
  var declared: CSVOptions.DeclaredField? {
    guard let kind else { return nil }
    var declared = CSVOptions.DeclaredField(kind: kind, format: format.isUsual ? nil : format)
    switch kind {
    case .int, .decimal, .float: (declared.unit, declared.isHedged) = (unit, isHedged)
    case .bool, .text, .date, .timestamp, .period: break
    }
    return declared
  }

  /// `村数` of `村数（村）`.
  var nameWithoutUnit: String {
    guard let last = name.last, "）)".contains(last), let open = name.lastIndex(where: { "（(".contains($0) }),
      Unit(String(name[name.index(after: open)...].dropLast())) != nil
    else { return name }
    return String(name[..<open])
  }
}
