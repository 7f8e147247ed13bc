import TianSource

extension FunctionTable {
  private static let code = FunctionDefinition.Parameter.required("code", "代码", .text)
  private static let level = FunctionDefinition.Parameter.required("level", "级", .wholeNumber)

  /// Of official codes.
  static let codes: [FunctionDefinition] = [
    FunctionDefinition(
      .scalar(.adminCode), "区划代码", [code, level], .text,
      Bilingual(
        "The code of the administrative division that this one lies in (GB/T 2260, up to 12 digits): level "
          + "1 the province, 2 the city, 3 the county, 4 the township, 5 the village; null where the code "
          + "does not go so deep, or is none.",
        "代码所在的行政区划（GB/T 2260 及其 9 位、12 位扩展）：1 级为省，2 市，3 县，4 乡，5 村；没有这一级或不是区划代码时为空。"),
      [.init("admin_code(\"430121001001\", 3)", "430121"), .init("区划代码(\"430000\", 2)", "")]),
    FunctionDefinition(
      .scalar(.industryCode), "行业代码", [code, level], .text,
      Bilingual(
        "The code of the industry that this one belongs to (GB/T 4754): level 1 the section, 2 the division, "
          + "3 the group, 4 the class; null where the code does not go so deep, or is none.",
        "代码所属的行业（GB/T 4754）：1 级为门类，2 大类，3 中类，4 小类；没有这一级或不是行业代码时为空。"),
      [.init("industry_code(\"0151\", 1)", "A"), .init("行业代码(\"A0151\", 3)", "A015")]),
    FunctionDefinition(
      .scalar(.validCode), "代码有效", [code], .bool,
      Bilingual(
        "Whether a text is well formed as an administrative division's code, an industry's, or a unified "
          + "social credit code with its check character.",
        "文本是否是格式正确的行政区划代码、行业代码，或校验码无误的统一社会信用代码。"),
      [.init("valid_code(\"91350100M000100Y43\")", "true"), .init("代码有效(\"990101\")", "false")]),
  ]
}
