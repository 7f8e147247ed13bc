import TianSource

extension FunctionTable {
  /// Aggregates of how values are spread, and of pairs of values.
  static let distributions: [FunctionDefinition] = [
    FunctionDefinition(
      .aggregate(.mode), "众数", [.x(.anything)], .sameAsX,
      Bilingual("The value that occurs most often; of several the least.", "出现次数最多的值；有多个时取最小的。"),
      [.init("例 | summarize mode(县)", "东"), .init("例 | summarize 众数(产值)", "20000")]),
    FunctionDefinition(
      .aggregate(.quantile), "分位数", [.x(.number), .required("p", "比例", Bilingual("0 to 1", "0 至 1"))],
      .floatOfX,
      Bilingual(
        "The value below which a share of the values lies, interpolated between the two nearest.",
        "有给定比例的值小于它，在相邻两值之间按比例取值。"),
      [.init("例 | summarize quantile(产值, 0.5)", "30000"), .init("例 | summarize 分位数(产值, 25%)", "25000")]),
    FunctionDefinition(
      .aggregate(.argMax), "最大对应", [.x(.anything), .required("key", "键", .ordered)], .sameAsX,
      Bilingual(
        "The value in the row where the key is greatest; of several such rows the least value.",
        "键最大的那一行的值；有多行时取最小的值。"),
      [.init("例 | summarize arg_max(名称, 产值)", "乙"), .init("例 | summarize 最大对应(产值, 成立日期)", "50000")]),
    FunctionDefinition(
      .aggregate(.argMin), "最小对应", [.x(.anything), .required("key", "键", .ordered)], .sameAsX,
      Bilingual(
        "The value in the row where the key is least; of several such rows the least value.",
        "键最小的那一行的值；有多行时取最小的值。"),
      [.init("例 | summarize arg_min(名称, 产值)", "甲"), .init("例 | summarize 最小对应(名称, 户数)", "甲")]),
    FunctionDefinition(
      .aggregate(.joinText), "拼接", [.x(.text), .required("separator", "分隔", .text)], .text,
      Bilingual(
        "The texts one after another, in the stage's `sort` order, with the separator between them.",
        "按本步 `排序` 的次序把文本接起来，中间加分隔文字。"),
      [
        .init("例 | summarize join_text(名称, \"、\")", "甲、乙、丙"),
        .init("例 | summarize 拼接(名称, \"/\") sort -产值", "乙/丙/甲"),
      ]),
    FunctionDefinition(
      .aggregate(.weightedAvg), "加权平均", [.x(.number), .required("w", "权重", .number)], .floatOfX,
      Bilingual(
        "Σ wx / Σ w over the rows that have both; null where the weights add up to 0.",
        "Σ wx / Σ w，只计两者都有的行；权重之和为 0 时为空。"),
      [
        .init("例 | summarize weighted_avg(产值, 户数)", "26250"),
        .init("例 | summarize 加权平均(产值, 1)", "33333.333333333336"),
      ]),
    FunctionDefinition(
      .aggregate(.corr), "相关系数", [.x(.number), .required("y", "另一值", .number)], .float,
      Bilingual(
        "Pearson's correlation, -1 to 1, of the rows that have both; null where either does not vary.",
        "皮尔逊相关系数，-1 至 1，只计两者都有的行；任一方没有变化时为空。"),
      [.init("例 | summarize corr(产值, 户数)", "1"), .init("例 | summarize 相关系数(产值, -产值)", "-1")]),
    FunctionDefinition(
      .aggregate(.gini), "基尼系数", [.x(.number)], .float,
      Bilingual(
        "Gini's coefficient of inequality, Σ (2i - n - 1) xᵢ / (n Σ x) in ascending order (Gini 1912): 0 "
          + "where all are equal; null of negative values.",
        "基尼系数，按升序 Σ (2i - n - 1) xᵢ / (n Σ x)（Gini 1912）：全部相等时为 0；有负值时为空。"),
      [.init("例 | summarize gini(产值)", "0.2"), .init("例 | summarize 基尼系数(1)", "0")]),
    FunctionDefinition(
      .aggregate(.hhi), "集中度", [.x(.number)], .float,
      Bilingual(
        "The Herfindahl-Hirschman index of concentration, Σ (xᵢ / Σ x)², from 1/n to 1 (Hirschman 1945, "
          + "Herfindahl 1950); null of negative values.",
        "赫芬达尔—赫希曼指数 Σ (xᵢ / Σ x)²，从 1/n 到 1（Hirschman 1945，Herfindahl 1950）；有负值时为空。"),
      [.init("例 | summarize hhi(产值)", "0.38"), .init("例 | where 县 == \"西\" | summarize 集中度(产值)", "1")]),
    FunctionDefinition(
      .aggregate(.shareTop), "前几占比", [.x(.number), .required("n", "个数", .wholeNumber)], .float,
      Bilingual(
        "What the n greatest values are of the sum, the concentration ratio CRₙ (Bain 1956); null of "
          + "negative values.",
        "最大的 n 个值占总和的比例，即集中率 CRₙ（Bain 1956）；有负值时为空。"),
      [.init("例 | summarize share_top(产值, 1)", "0.5"), .init("例 | summarize 前几占比(产值, 2)", "0.8")]),
  ]
}
