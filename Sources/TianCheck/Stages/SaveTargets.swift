import TianPlan
import TianSource
import TianSyntax

extension SaveTarget {
  /// What `save` says: the ending of the name tells the format, and one more, `.gz`, to pack it. Throws where
  /// it tells none, and at the first option that is not taken.
  init(
    path: String, _ options: [LoadArguments.Option], hasChart: Bool, at span: SourceSpan
  ) throws(Diagnostic) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let isPacked = name.lowercased().hasSuffix(".gz")
    let plain = isPacked ? name.dropLast(3) : name
    let ending = plain.lastIndex(of: ".").map { plain[plain.index(after: $0)...].lowercased() } ?? ""
    guard let format = Format(rawValue: ending), format != .svg || hasChart else {
      throw Self.unknown(ending, at: span)
    }
    self.init(path: path, format: format, isPacked: isPacked)
    for option in options { try take(option) }
  }

  private mutating func take(_ option: LoadArguments.Option) throws(Diagnostic) {
    guard OptionName(option.name) == .encoding else {
      throw Diagnostic(
        .invalidSave,
        Bilingual("`save` has no option `\(option.name)`", "`存为` 没有选项 `\(option.name)`"),
        at: [.init(option.span)], notes: [OptionName.note([.encoding])])
    }
    guard case .text(let text) = option.value, let named = Encoding(named: text) else {
      throw Diagnostic(
        .invalidSave, Bilingual("a wrong value for `\(option.name)`", "`\(option.name)` 的值不对"),
        at: [
          .init(
            option.span,
            Bilingual(
              "`\"utf-8\"`, `\"utf-8-bom\"` or `\"gb18030\"` is wanted",
              "应是 `\"utf-8\"`、`\"utf-8-bom\"` 或 `\"gb18030\"`"))
        ])
    }
    guard format.takesEncoding || named == .utf8 else {
      throw Diagnostic(
        .invalidSave,
        Bilingual(".\(format.rawValue) files are UTF-8", ".\(format.rawValue) 文件只用 UTF-8"),
        at: [.init(option.span, Bilingual("csv and tsv take other encodings", "csv 和 tsv 可用其他编码"))])
    }
    encoding = named
  }

  private static func unknown(_ ending: String, at span: SourceSpan) -> Diagnostic {
    let known = Format.allCases.filter { $0 != .svg }.map { ".\($0.rawValue)" }
    let message =
      switch ending {
      case "": Bilingual("the file's name has no ending", "文件名没有后缀")
      case "svg":
        Bilingual(
          "only charts are saved as .svg: `| chart bar 名称, 数 | save …`",
          "只有图表能存为 .svg：`| 图表 柱状 名称, 数 | 存为 …`")
      default: Bilingual("`save` knows no files that end in .\(ending)", "`存为` 不认识 .\(ending) 文件")
      }
    let mend = known.joined(separator: " ")
    return Diagnostic(
      .invalidSave, message,
      at: [.init(span, Bilingual("end it in one of \(mend), or .csv.gz", "后缀可用 \(mend)，或 .csv.gz"))])
  }
}

extension SaveTarget.Encoding {
  /// By one of its usual names.
  fileprivate init?(named name: String) {
    switch name.lowercased() {
    case "utf-8", "utf8": self = .utf8
    case "utf-8-bom", "utf-8-sig", "utf8-bom": self = .markedUTF8
    case "gb18030", "gbk", "gb2312": self = .gb18030
    default: return nil
    }
  }
}
