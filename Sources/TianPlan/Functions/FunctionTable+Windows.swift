import TianSource

extension FunctionTable {
  /// Of the rows around a row: the group is the tail's `by`, the order its `sort`, else the table's.
  static let windows: [FunctionDefinition] = places + neighbours + frames

  private static let places: [FunctionDefinition] = [
    FunctionDefinition(
      .window(.rowNumber), "行号", [], .int,
      Bilingual("The row's place in its group, from 1.", "本行在组内的序号，从 1 起。"),
      [
        .init("例 | where row_number() == 1 sort -产值 | select 名称", "乙"),
        .init("例 | where 行号() == 2 | select 名称", "乙"),
      ]),
    FunctionDefinition(
      .window(.rank), "排名", [], .int,
      Bilingual(
        "The place by the stage's `sort`; rows that tie share the first place of theirs.",
        "按本步 `排序` 的名次；并列的行名次相同，其后跳过相应名次。"),
      [
        .init("例 | where rank() == 3 sort -产值 | select 名称", "甲"),
        .init("例 | where 排名() == 3 sort 县 | select 名称", "丙"),
      ]),
    FunctionDefinition(
      .window(.denseRank), "连续排名", [], .int,
      Bilingual(
        "The place by the stage's `sort` with no place left out after a tie.", "按本步 `排序` 的名次，并列之后不跳过名次。"),
      [
        .init("例 | where dense_rank() == 2 sort 县 | select 名称", "丙"),
        .init("例 | where 连续排名() == 2 sort 产值 | select 名称", "丙"),
      ]),
    FunctionDefinition(
      .window(.percentRank), "百分位排名", [], .float,
      Bilingual(
        "(rank - 1) / (rows - 1), from 0 to 1; 0 of a single row.", "（名次 - 1）/（行数 - 1），从 0 到 1；只有一行时为 0。"),
      [
        .init("例 | derive p = percent_rank() sort 产值 | where 名称 == \"丙\" | select p", "0.5"),
        .init("例 | where 百分位排名() == 1 sort 产值 | select 名称", "乙"),
      ]),
    FunctionDefinition(
      .window(.ntile), "分档", [.required("n", "档数", .wholeNumber)], .int,
      Bilingual(
        "The group cut in order into n parts of about one size, counted from 1; the first ones are larger "
          + "by one where it does not come out even.",
        "把组内各行依次分成 n 档，从 1 起编号；不能均分时前面的档多一行。"),
      [
        .init("例 | where ntile(2) == 2 sort 产值 | select 名称", "乙"),
        .init("例 | where 分档(3) == 2 sort 产值 | select 名称", "丙"),
      ]),
  ]

  private static let neighbours: [FunctionDefinition] = [
    FunctionDefinition(
      .window(.lag), "前值", [.x(.anything), .distance, .otherwise], .sameAsX,
      Bilingual(
        "The value one row before, or n rows; with a length of time the value where the `sort` key is less "
          + "by that. Where there is no such row: null, or the third argument.",
        "前一行或前 n 行的值；给出时间长度时，取 `排序` 键小这么多的那一行的值。没有这样的行时为空，或取第三个参数。"),
      [
        .init("例 | derive 前 = lag(产值) | where 名称 == \"乙\" | select 前", "20000"),
        .init("例 | derive 前 = 前值(产值, 1, 0元) | take 1 | select 前", "0"),
      ]),
    FunctionDefinition(
      .window(.lead), "后值", [.x(.anything), .distance, .otherwise], .sameAsX,
      Bilingual(
        "The value one row after, or n rows; with a length of time the value where the `sort` key is "
          + "greater by that. Where there is no such row: null, or the third argument.",
        "后一行或后 n 行的值；给出时间长度时，取 `排序` 键大这么多的那一行的值。没有这样的行时为空，或取第三个参数。"),
      [
        .init("例 | derive 后 = lead(名称) sort -产值 | where 名称 == \"乙\" | select 后", "丙"),
        .init("例 | derive 后 = 后值(名称, 2) | take 1 | select 后", "丙"),
      ]),
  ]

  private static let frames: [FunctionDefinition] = [
    FunctionDefinition(
      .window(.running), "累计", [.required("aggregate", "聚合", .aggregateCall)], .sameAsAggregate,
      Bilingual("An aggregate of the group's rows up to this one.", "从组内第一行到本行的聚合值。"),
      [
        .init("例 | derive s = running(sum(产值)) | where 名称 == \"乙\" | select s", "70000"),
        .init("例 | derive s = 累计(计数()) sort -产值 | take 1 | select s", "3"),
      ]),
    FunctionDefinition(
      .window(.rolling), "滚动",
      [
        .required("aggregate", "聚合", .aggregateCall),
        .required("width", "宽度", Bilingual("rows, or a length of time", "行数或时间长度")),
      ], .sameAsAggregate,
      Bilingual(
        "An aggregate of the last n rows, this one among them; with a length of time of the rows whose "
          + "`sort` key is past this row's less that length, up to this row's.",
        "连同本行在内的最近 n 行的聚合值；给出时间长度时，取 `排序` 键在（本行 - 长度，本行］之内的行。"),
      [
        .init("例 | derive s = rolling(sum(产值), 2) | where 名称 == \"丙\" | select s", "80000"),
        .init("例 | derive s = 滚动(平均(产值), 2) | where 名称 == \"乙\" | select s", "35000"),
      ]),
    FunctionDefinition(
      .window(.share), "占比", [.x(.number)], .float,
      Bilingual("The value's share of the group's sum, x / sum(x).", "本行的值占组内总和的比例，即 x / 合计(x)。"),
      [
        .init("例 | derive s = share(产值) | take 1 | select s", "0.2"),
        .init("例 | derive s = 占比(户数) by 县 | take 1 | select s", "1"),
      ]),
  ]
}

extension FunctionDefinition.Parameter {
  fileprivate static let distance = optional("n", "间隔", Bilingual("rows, or a length of time", "行数或时间长度"))
  fileprivate static let otherwise = optional("default", "缺省", .sameAsX)
}
