import TianCheck
import TianEngine
import TianFigures
import TianPlan
import TianSource
import TianSyntax

/// The options of a `load` that say what its cells mean.
extension CSVOptions {
  mutating func takeCellOption(_ option: LoadArguments.Option) throws(Diagnostic) {
    let name = OptionName(option.name)
    switch (name, option.value) {
    case (.types, .text(let text)):
      let types = try Self.types(text, option)
      for (name, kind) in types { declaredFields[name] = DeclaredField(kind: kind) }
      typedNames = types.map(\.name)
    case (.missing, .text(let text)):
      missingValues = text.split { ",，".contains($0) }.map { Self.trimmed($0) }
    case (.decimal, .text(",")), (.decimal, .text("，")): hasDecimalComma = true
    case (.decimal, .text(".")): hasDecimalComma = false
    case (.dayOrder, .text(let text)) where DayOrder(rawValue: text) != nil:
      dayOrder = DayOrder(rawValue: text)
    case (.strict, .bool(let strict)): isStrict = strict
    case (_, _): throw Self.wrong(option, Self.wanted(name))
    }
  }

  private static func wanted(_ name: OptionName?) -> Bilingual {
    switch name {
    case .types:
      Bilingual(
        "`\"编码=text, 产量=decimal\"` is wanted; the types are \(kinds.map(\.names.en).joined(separator: ", "))",
        "应是 `\"编码=文本, 产量=小数\"`；类型有 \(kinds.map(\.names.zh).joined(separator: "、"))")
    case .missing: Bilingual("words are wanted, commas between them: `\"无,-\"`", "应是逗号隔开的词：`\"无,-\"`")
    case .decimal: Bilingual("`\",\"` or `\".\"` is wanted", "应是 `\",\"` 或 `\".\"`")
    case .dayOrder: Bilingual("`\"dmy\"` or `\"mdy\"` is wanted", "应是 `\"dmy\"` 或 `\"mdy\"`")
    case .strict: Bilingual("`true` or `false` is wanted", "应是 `真` 或 `假`")
    case .delimiter, .quote, .escape, .encoding, .header, .table, .unitFrom, .fileColumn, .seed, .title,
      .bins,
      nil:
      Bilingual("", "")
    }
  }

  private static let kinds: [(kind: DataType.Kind, names: Bilingual)] = DataType.Kind.samples.compactMap {
    kind -> (kind: DataType.Kind, names: Bilingual)? in
    switch kind {
    case .decimal: (.decimal(scale: 0), kind.help.names)
    case .period: nil
    case .bool, .int, .float, .text, .date, .timestamp: (kind, kind.help.names)
    }
  }

  /// `编码=text`, several of them parted by commas.
  private static func types(
    _ text: String, _ option: LoadArguments.Option
  ) throws(Diagnostic) -> [(name: String, kind: DataType.Kind)] {
    var types: [(name: String, kind: DataType.Kind)] = []
    for part in text.split(whereSeparator: { ",，、;；".contains($0) }) {
      guard let sign = part.lastIndex(where: { "=＝".contains($0) }) else {
        throw wrong(option, wanted(.types))
      }
      let (name, word) = (trimmed(part[..<sign]), trimmed(part[part.index(after: sign)...]))
      guard let known = kinds.first(where: { $0.names.en == word || $0.names.zh == word }), !name.isEmpty
      else {
        throw wrong(option, wanted(.types))
      }
      types.append((name, known.kind))
    }
    return types
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
