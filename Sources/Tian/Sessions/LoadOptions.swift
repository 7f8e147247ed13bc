import TianCheck
import TianEngine
import TianSource
import TianSyntax

extension CSVOptions {
  /// The options of a `load`. Throws at the first that it does not take.
  init(_ arguments: LoadArguments) throws(Diagnostic) {
    self.init()
    for option in arguments.options {
      switch OptionName(option.name) {
      case .delimiter:
        guard case .text(let text) = option.value, !text.isEmpty, text.utf8.count <= 8 else {
          throw Self.wrong(option, Bilingual("what stands between cells is wanted", "应是单元格之间的字符"))
        }
        delimiter = Array(text.utf8)
      case .quote: quote = try Self.character(option)
      case .escape: escape = .byte(try Self.character(option))
      case .table:
        guard case .int(let number) = option.value, (1...1000).contains(number) else {
          throw Self.wrong(
            option, Bilingual("which table of the file is wanted, from 1", "应是文件中的第几张表，从 1 起"))
        }
        sectionNumber = Int(number) - 1
      case .encoding:
        guard case .text(let text) = option.value, let named = TextEncoding(named: text) else {
          throw Self.wrong(option, Self.encodingNames)
        }
        encoding = named
      case .header:
        guard case .int(let line) = option.value, (0...1000).contains(line) else {
          throw Self.wrong(
            option,
            Bilingual("a line number is wanted, 0 for no header", "应是行号，0 表示没有表头"))
        }
        hasHeader = line > 0
        skippedRecordCount = max(0, Int(line) - 1)
      case .unitFrom:
        guard case .text(let text) = option.value, let pairs = Self.unitColumns(text) else {
          throw Self.wrong(
            option, Bilingual("`\"quantity=unit\"` is wanted, or `\"\"`", "应是 `\"产量=单位\"`，或 `\"\"`"))
        }
        unitColumns = pairs
        infersUnitColumns = false
      case .fileColumn:
        guard case .text(let text) = option.value, !text.isEmpty else {
          throw Self.wrong(option, Bilingual("a name for a column is wanted", "应是列名"))
        }
        fileColumn = text
      case .types, .missing, .decimal, .dayOrder, .strict: try takeCellOption(option)
      case .seed, .title, .bins, nil:
        throw Diagnostic(
          .invalidLoadOption,
          Bilingual("`load` has no option `\(option.name)`", "`载入` 没有选项 `\(option.name)`"),
          at: [.init(option.span)],
          notes: [OptionName.note(OptionName.ofLoad)])
      }
    }
  }

  /// `quantity=unit`, several of them parted by commas; none says that there are none. Nil for anything else.
  private static func unitColumns(_ text: String) -> [UnitColumn]? {
    let parts = text.split { ",，、;；".contains($0) }
    let pairs = parts.compactMap { part -> UnitColumn? in
      guard let sign = part.firstIndex(where: { "=＝".contains($0) }) else { return nil }
      let quantity = part[..<sign].filter { $0 != " " }
      let unit = part[part.index(after: sign)...].filter { $0 != " " }
      return quantity.isEmpty || unit.isEmpty ? nil : UnitColumn(quantity: quantity, unit: unit)
    }
    return pairs.count == parts.count ? pairs : nil
  }

  private static func character(_ option: LoadArguments.Option) throws(Diagnostic) -> UInt8 {
    guard case .text(let text) = option.value, text.utf8.count == 1, let byte = text.utf8.first else {
      throw wrong(option, Bilingual("one ASCII character is wanted", "应是一个 ASCII 字符"))
    }
    return byte
  }

  private static var encodingNames: Bilingual {
    let names = TextEncoding.allCases.map { "`\"\($0.names[0])\"`" }
    return Bilingual(
      "one of these is wanted: \(names.joined(separator: ", "))", "应是其中之一：\(names.joined(separator: "、"))")
  }

  static func wrong(_ option: LoadArguments.Option, _ wanted: Bilingual) -> Diagnostic {
    Diagnostic(
      .invalidLoadOption,
      Bilingual("a wrong value for `\(option.name)`", "`\(option.name)` 的值不对"),
      at: [.init(option.span, wanted)])
  }
}
