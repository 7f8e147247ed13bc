import TianSource

extension FunctionTable {
  static let aggregates: [FunctionDefinition] = [
    FunctionDefinition(
      .aggregate(.count), "计数", [.optional("x", "值", .anything)], .int,
      Bilingual("Rows; with an argument, its values that are not null.", "行数；给出值时，为其中非空值的个数。"),
      [.init("例 | summarize count()", "3"), .init("例 | summarize 计数(面积)", "2")]),
    FunctionDefinition(
      .aggregate(.countIf), "计数若", [.required("condition", "条件", .condition)], .int,
      Bilingual("Rows for which the condition is true.", "条件为真的行数。"),
      [.init("例 | summarize count_if(面积 > 150亩)", "1"), .init("例 | summarize 计数若(投产)", "2")]),
    FunctionDefinition(
      .aggregate(.countDistinct), "去重计数", [.x(.anything)], .int,
      Bilingual("How many different values, null not among them.", "不同的值有几个，空值不计。"),
      [.init("例 | summarize count_distinct(县)", "2"), .init("例 | summarize 去重计数(户数)", "2")]),
    FunctionDefinition(
      .aggregate(.sum), "合计", [.x(.number)], .sameAsX,
      Bilingual("The sum; 0 where there is nothing to add.", "总和；没有可加的值时为 0。"),
      [.init("例 | summarize sum(产值)", "100000"), .init("例 | summarize 合计(面积)", "300.5")]),
    FunctionDefinition(
      .aggregate(.avg), "平均", [.x(.number)], .floatOfX,
      Bilingual("The mean of the values that are not null.", "非空值的平均数。"),
      [.init("例 | summarize avg(面积)", "150.25"), .init("例 | summarize 平均(户数)", "4")]),
    FunctionDefinition(
      .aggregate(.min), "最小", [.x(Bilingual("number, text or date", "数、文本或日期"))], .sameAsX,
      Bilingual("The least value.", "最小的值。"),
      [.init("例 | summarize min(产值)", "20000"), .init("例 | summarize 最小(成立日期)", "2020-01-01")]),
    FunctionDefinition(
      .aggregate(.max), "最大", [.x(Bilingual("number, text or date", "数、文本或日期"))], .sameAsX,
      Bilingual("The greatest value.", "最大的值。"),
      [.init("例 | summarize max(面积)", "200.5"), .init("例 | summarize 最大(户数)", "5")]),
    FunctionDefinition(
      .aggregate(.median), "中位数", [.x(.number)], .floatOfX,
      Bilingual(
        "The middle value; of an even number of them the mean of the two.", "居中的值；个数为偶数时取中间两个的平均。"),
      [.init("例 | summarize median(产值)", "30000"), .init("例 | summarize 中位数(面积)", "150.25")]),
    FunctionDefinition(
      .aggregate(.stddev), "标准差", [.x(.number)], .floatOfX,
      Bilingual("The standard deviation of a sample; null of fewer than two.", "样本标准差；不足两个值时为空。"),
      [.init("例 | summarize round(stddev(户数), 3)", "1.414"), .init("5 | summarize 标准差(1)", "")]),
    FunctionDefinition(
      .aggregate(.variance), "方差", [.x(.number)], Bilingual("float, x's unit squared", "浮点，单位为 x 的平方"),
      Bilingual("The variance of a sample; null of fewer than two.", "样本方差；不足两个值时为空。"),
      [.init("例 | summarize variance(户数)", "2"), .init("5 | summarize 方差(1)", "")]),
    FunctionDefinition(
      .aggregate(.first), "首个", [.x(.anything)], .sameAsX,
      Bilingual("The first value that is not null, in the stage's `sort` order.", "按本步 `排序` 的次序，首个非空值。"),
      [.init("例 | summarize first(名称)", "甲"), .init("例 | summarize 首个(名称) sort -产值", "乙")]),
    FunctionDefinition(
      .aggregate(.last), "末个", [.x(.anything)], .sameAsX,
      Bilingual("The last value that is not null, in the stage's `sort` order.", "按本步 `排序` 的次序，最后一个非空值。"),
      [.init("例 | summarize last(名称)", "丙"), .init("例 | summarize 末个(面积)", "200.5")]),
    FunctionDefinition(
      .aggregate(.any), "任一", [.required("condition", "条件", .condition)], .bool,
      Bilingual("Whether the condition is true of any row.", "条件是否对任一行为真。"),
      [.init("例 | summarize any(产值 > 40000元)", "true"), .init("例 | summarize 任一(面积 > 1000亩)", "false")]),
    FunctionDefinition(
      .aggregate(.all), "全部", [.required("condition", "条件", .condition)], .bool,
      Bilingual("Whether the condition is true of every row where it is not null.", "条件是否对每一行都为真，空值不计。"),
      [.init("例 | summarize all(产值 >= 20000元)", "true"), .init("例 | summarize 全部(投产)", "false")]),
  ]
}
