import TianSource

/// What other languages call a stage.
struct ForeignVerb: Sendable {
  let words: [String]
  /// The stage that it is, where what follows reads the same.
  let verb: Verb?
  let mend: Bilingual
  /// A second word, `by`, belongs to it.
  let takesBy: Bool

  private init(_ words: String, _ verb: Verb?, _ mend: Bilingual? = nil, takesBy: Bool = false) {
    self.words = words.split(separator: " ").map(String.init)
    self.verb = verb
    self.mend = mend ?? verb?.name ?? Bilingual("", "")
    self.takesBy = takesBy
  }

  static let table = [
    ForeignVerb("filter having 过滤", .where),
    ForeignVerb("mutate extend compute assign 计算", .derive),
    ForeignVerb("project 选择", .select),
    ForeignVerb("remove", .drop),
    ForeignVerb("aggregate agg summarise 统计", .summarize),
    ForeignVerb("order arrange", .sort, takesBy: true),
    ForeignVerb("limit head top 限制", .take),
    ForeignVerb("offset", .skip),
    ForeignVerb("unique dedup", .distinct),
    ForeignVerb(
      "group 分组", nil, Bilingual("summarize name = sum(…) by key", "汇总 名称 = 合计(…) 按 键"), takesBy: true),
    ForeignVerb("count 计数", nil, Bilingual("summarize 数量 = count()", "汇总 数量 = 计数()")),
  ]

  /// Words that are left after a whole part.
  static let tails: [(word: String, mend: Bilingual)] = [
    ("group", Bilingual("write `summarize name = sum(…) by key`", "请写 `汇总 名称 = 合计(…) 按 键`")),
    ("order", Bilingual("write `| sort key`", "请写 `| 排序 键`")),
    ("limit", Bilingual("write `| take 10`", "请写 `| 取 10`")),
    ("offset", Bilingual("write `| skip 10`", "请写 `| 跳过 10`")),
    ("having", Bilingual("write `| where …` after summarize", "请在汇总之后写 `| 筛选 …`")),
  ]
}
