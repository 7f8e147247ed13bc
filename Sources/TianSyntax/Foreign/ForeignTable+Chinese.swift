import TianSource

extension ForeignTable {
  private static func postfix(
    _ typed: String, _ origin: String, _ operation: BinaryOperator, _ example: String
  ) -> ForeignForm {
    let mark = operation.rawValue
    return ForeignForm(
      typed, origin, .postfix(operation), Bilingual("\(mark) null", "\(mark) 空"), example)
  }

  /// What the Chinese write who know another language, or none.
  static let chinese: [ForeignForm] = [
    verb("过滤", "中文", .where, "合作社 | 过滤 户数 > 3"),
    verb("查询", "中文", .where, "合作社 | 查询 户数 > 3"),
    verb("条件", "中文", .where, "合作社 | 条件 户数 > 3"),
    verb("计算", "中文", .derive, "合作社 | 计算 甲 = 户数 * 2"),
    verb("增加", "中文", .derive, "合作社 | 增加 甲 = 户数 * 2"),
    verb("选择", "中文", .select, "合作社 | 选择 名称"),
    verb("显示", "中文", .select, "合作社 | 显示 名称"),
    verb("删除", "中文", .drop, "合作社 | 删除 户数"),
    verb("重命名", "中文", .rename, "合作社 | 重命名 户 = 户数"),
    verb("统计", "中文", .summarize, "合作社 | 统计 数 = 计数() 按 县"),
    verb("前", "中文", .take, "合作社 | 前 10"),
    verb("限制", "中文", .take, "合作社 | 限制 10"),
    verb("连接", "中文", .join, "合作社 | 连接 村庄 依据 村编码"),
    verb("合并", "中文", .union, "合作社 | 合并 合作社"),
    verb("去重复", "中文", .distinct, "合作社 | 去重复 县"),
    verb("导出", "中文", .save, "合作社 | 导出 \"x.csv\""),
    verb("保存", "中文", .save, "合作社 | 保存 \"x.csv\""),
    verb("另存为", "中文", .save, "合作社 | 另存为 \"x.csv\""),
    verb("添加", "中文", .derive, "合作社 | 添加 甲 = 户数 * 2"),
    verb("新增列", "中文", .derive, "合作社 | 新增列 甲 = 户数 * 2"),
    verb("添加列", "中文", .derive, "合作社 | 添加列 甲 = 户数 * 2"),
    verb("删除列", "中文", .drop, "合作社 | 删除列 户数"),
    verb("求", "中文", .summarize, "合作社 | 求 合计(户数) 按 县"),
    ForeignForm(
      "按照", "中文", .shape(.byWord), Bilingual("by", "按"), "合作社 | 汇总 数 = 计数() 按照 县"),
    ForeignForm("根据", "中文", .shape(.byWord), Bilingual("by", "按"), "合作社 | 汇总 数 = 计数() 根据 县"),
    ForeignForm("依照", "中文", .shape(.byWord), Bilingual("by", "按"), "合作社 | 汇总 数 = 计数() 依照 县"),
    ForeignForm(
      "取前 3", "中文", .shape(.rowWords), Bilingual("take 3", "取 3"), "合作社 | 取前 3"),
    ForeignForm("前3行", "中文", .shape(.rowWords), Bilingual("take 3", "取 3"), "合作社 | 前3行"),
    ForeignForm("取 3 行", "中文", .shape(.rowWords), Bilingual("take 3", "取 3"), "合作社 | 取 3 行"),
    ForeignForm(
      "a 和 b", "中文", .shape(.listWord), Bilingual(",", ","), "合作社 | 选列 名称 和 户数"),
    ForeignForm(
      "村数：计数()", "中文", .shape(.nameMark), Bilingual("name = value", "名称 = 值"), "合作社 | 汇总 数：计数() 按 县"),
    ForeignForm(
      "a 到 b", "中文", .shape(.rangeWord), Bilingual("a..b", "a..b"), "合作社 | 筛选 面积 在 100亩 到 500亩 之间"),
    ForeignForm(
      "以 x 开头", "中文", .shape(.textEnds), Bilingual("starts x", "始于 x"), "合作社 | 筛选 名称 以“茶”开头"),
    ForeignForm(
      "以 x 结尾", "中文", .shape(.textEnds), Bilingual("ends x", "止于 x"), "合作社 | 筛选 名称 以“社”结尾"),
    ForeignForm(
      "超过500亩", "中文", .shape(.textEnds), Bilingual("> 500亩", "> 500亩"), "合作社 | 筛选 面积 超过500亩"),
    ForeignForm(
      "如果…那么…否则", "中文", .shape(.ifThen), Bilingual("if(a, b, c)", "若(a, b, c)"),
      "合作社 | 新增 甲 = 如果 户数 > 3 那么 \"大\" 否则 \"小\""),
    ForeignForm(
      "《东》", "中文", .shape(.textEnds), Bilingual("\"东\"", "\"东\""), "合作社 | 筛选 县＝《东》"),
    ForeignForm(
      "￥100", "中文", .shape(.figureWord), Bilingual("100元", "100元"), "合作社 | 筛选 产值 > ￥100"),
    ForeignForm(
      "100w", "中文", .shape(.figureWord), Bilingual("100万", "100万"), "合作社 | 筛选 村编码 < 100w"),
    ForeignForm(
      "100块", "中文", .shape(.figureWord), Bilingual("100元", "100元"), "合作社 | 筛选 产值 > 100块"),
    ForeignForm(
      "100万人民币", "中文", .shape(.figureWord), Bilingual("100万元", "100万元"), "合作社 | 筛选 产值 < 100万人民币"),
    ForeignForm("并且", "中文", .connective(.and), Bilingual("and", "且"), "合作社 | 筛选 户数 > 3 并且 投产"),
    ForeignForm("而且", "中文", .connective(.and), Bilingual("and", "且"), "合作社 | 筛选 户数 > 3 而且 投产"),
    ForeignForm("或者", "中文", .connective(.or), Bilingual("or", "或"), "合作社 | 筛选 户数 > 3 或者 投产"),
    comparison("等于", "中文", .equal, "合作社 | 筛选 户数 等于 3"),
    comparison("不等于", "中文", .notEqual, "合作社 | 筛选 户数 不等于 3"),
    comparison("大于", "中文", .greater, "合作社 | 筛选 户数 大于 3"),
    comparison("小于", "中文", .less, "合作社 | 筛选 户数 小于 3"),
    comparison("大于等于", "中文", .greaterOrEqual, "合作社 | 筛选 户数 大于等于 3"),
    comparison("小于等于", "中文", .lessOrEqual, "合作社 | 筛选 户数 小于等于 3"),
    comparison("不少于", "中文", .greaterOrEqual, "合作社 | 筛选 户数 不少于 3"),
    comparison("不超过", "中文", .lessOrEqual, "合作社 | 筛选 户数 不超过 3"),
    comparison("包含", "中文", .contains, "合作社 | 筛选 名称 包含 \"茶\""),
    comparison("不包含", "中文", .notContains, "合作社 | 筛选 名称 不包含 \"茶\""),
    comparison("不含", "中文", .notContains, "合作社 | 筛选 名称 不含 \"茶\""),
    comparison("是", "中文", .equal, "合作社 | 筛选 县 是 \"东\""),
    comparison("不是", "中文", .notEqual, "合作社 | 筛选 县 不是 \"东\""),
    comparison("超过", "中文", .greater, "合作社 | 筛选 户数 超过 3"),
    comparison("高于", "中文", .greater, "合作社 | 筛选 户数 高于 3"),
    comparison("多于", "中文", .greater, "合作社 | 筛选 户数 多于 3"),
    comparison("低于", "中文", .less, "合作社 | 筛选 户数 低于 3"),
    comparison("少于", "中文", .less, "合作社 | 筛选 户数 少于 3"),
    comparison("不足", "中文", .less, "合作社 | 筛选 户数 不足 3"),
    comparison("不低于", "中文", .greaterOrEqual, "合作社 | 筛选 户数 不低于 3"),
    comparison("不小于", "中文", .greaterOrEqual, "合作社 | 筛选 户数 不小于 3"),
    comparison("不高于", "中文", .lessOrEqual, "合作社 | 筛选 户数 不高于 3"),
    comparison("不大于", "中文", .lessOrEqual, "合作社 | 筛选 户数 不大于 3"),
    comparison("不多于", "中文", .lessOrEqual, "合作社 | 筛选 户数 不多于 3"),
    comparison("开头", "中文", .starts, "合作社 | 筛选 名称 开头 \"茶\""),
    comparison("开头是", "中文", .starts, "合作社 | 筛选 名称 开头是 \"茶\""),
    comparison("结尾", "中文", .ends, "合作社 | 筛选 名称 结尾 \"社\""),
    comparison("结尾是", "中文", .ends, "合作社 | 筛选 名称 结尾是 \"社\""),
    comparison("像", "中文", .contains, "合作社 | 筛选 名称 像 \"%茶%\""),
    comparison("形如", "中文", .contains, "合作社 | 筛选 名称 形如 \"茶%\""),
    ForeignForm(
      "介于", "中文", .comparison(.equal), Bilingual("in low..high", "在 下限..上限"),
      "合作社 | 筛选 户数 介于 1 和 20"),
    ForeignForm(
      "属于", "中文", .comparison(.equal), Bilingual("in", "在"), "合作社 | 筛选 县 属于 (\"东\", \"西\")"),
    ForeignForm(
      "不属于", "中文", .comparison(.notEqual), Bilingual("not in", "非 在"),
      "合作社 | 筛选 县 不属于 (\"东\", \"西\")"),
    comparison("匹配", "中文", .matches, "合作社 | 筛选 名称 匹配 \"^茶\""),
    ForeignForm("求和", "中文", .function("合计($*)"), Bilingual("sum", "合计"), "合作社 | 汇总 甲 = 求和(户数)"),
    ForeignForm("平均值", "中文", .function("平均($*)"), Bilingual("avg", "平均"), "合作社 | 汇总 甲 = 平均值(户数)"),
    ForeignForm("最大值", "中文", .function("最大($*)"), Bilingual("max", "最大"), "合作社 | 汇总 甲 = 最大值(户数)"),
    ForeignForm("最小值", "中文", .function("最小($*)"), Bilingual("min", "最小"), "合作社 | 汇总 甲 = 最小值(户数)"),
    ForeignForm("均值", "中文", .function("平均($*)"), Bilingual("avg", "平均"), "合作社 | 汇总 甲 = 均值(户数)"),
    ForeignForm("总和", "中文", .function("合计($*)"), Bilingual("sum", "合计"), "合作社 | 汇总 甲 = 总和(户数)"),
    ForeignForm("总计", "中文", .function("合计($*)"), Bilingual("sum", "合计"), "合作社 | 汇总 甲 = 总计(户数)"),
    ForeignForm("个数", "中文", .function("计数($*)"), Bilingual("count", "计数"), "合作社 | 汇总 甲 = 个数()"),
    ForeignForm(
      "上期", "中文", .function("前值($*)"), Bilingual("lag", "前值"), "产出 | 新增 甲 = 上期(面积) 按 产业 排序 年"),
    ForeignForm(
      "下期", "中文", .function("后值($*)"), Bilingual("lead", "后值"), "产出 | 新增 甲 = 下期(面积) 按 产业 排序 年"),
    ForeignForm("年", "中文", .function("年份($*)"), Bilingual("year", "年份"), "合作社 | 新增 甲 = 年(成立日期)"),
    ForeignForm("月", "中文", .function("月份($*)"), Bilingual("month", "月份"), "合作社 | 新增 甲 = 月(成立日期)"),
    ForeignForm(
      "非空", "中文", .function("($1 != 空)"), Bilingual("a != null", "a != 空"), "合作社 | 筛选 非空(县)"),
    ForeignForm("数量", "中文", .function("计数($*)"), Bilingual("count", "计数"), "合作社 | 汇总 甲 = 数量()"),
    ForeignForm("如果", "中文", .function("若($*)"), Bilingual("if", "若"), "合作社 | 新增 甲 = 如果(投产, 1, 2)"),
    ForeignForm(
      "降序", "中文", .shape(.descending), Bilingual("a `-` before the key", "在键前写 `-`"), "合作社 | 排序 县 降序"),
    ForeignForm(
      "升序", "中文", .shape(.ascending), Bilingual("nothing: ascending is the rule", "不写：默认就是升序"),
      "合作社 | 排序 县 升序"),
    ForeignForm(
      "分组", "中文", .shape(.groupStage), Bilingual("summarize … by key", "汇总 … 按 键"),
      "合作社 | 分组 县 | 汇总 数 = 计数()"),
    ForeignForm(
      "换算成", "中文", .shape(.convertWord), Bilingual("to", "换算"), "合作社 | 新增 甲 = 面积 换算成 公顷"),
    ForeignForm(
      "300亩以内", "中文", .shape(.figureWord), Bilingual("至多300亩", "至多300亩"), "合作社 | 筛选 面积 > 300亩以内"),
    ForeignForm(
      "12元每斤", "中文", .shape(.figureWord), Bilingual("12元/斤", "12元/斤"), "产出 | 新增 甲 = 产量 * 12元每斤"),
    ForeignForm(
      "3元5角", "中文", .shape(.figureWord), Bilingual("(3元 + 5角)", "(3元 + 5角)"), "合作社 | 筛选 产值 > 3元5角"),
    ForeignForm(
      "大概200亩", "中文", .shape(.figureWord), Bilingual("大约200亩", "大约200亩"), "合作社 | 筛选 面积 > 大概200亩"),
    ForeignForm(
      "近 200亩", "中文", .shape(.figureWord), Bilingual("近200亩", "近200亩"), "合作社 | 筛选 面积 > 近 200亩"),
    ForeignForm(
      "十万元", "中文", .shape(.figureWord), Bilingual("100000元", "100000元"), "合作社 | 筛选 产值 > 十万元"),
    ForeignForm(
      "to \"公顷\"", "中文", .shape(.figureWord), Bilingual("to 公顷", "换算 公顷"), "合作社 | 新增 甲 = 面积 换算 \"公顷\""),
    ForeignForm(
      "否则", "中文", .shape(.elseWord), Bilingual("else", "其余"), "合作社 | 新增 甲 = 分情况(投产 => 1, 否则 => 2)"),
    postfix("为空", "中文", .equal, "合作社 | 筛选 县 为空"),
    postfix("是空", "中文", .equal, "合作社 | 筛选 县 是空"),
    postfix("是空值", "中文", .equal, "合作社 | 筛选 县 是空值"),
    postfix("为空值", "中文", .equal, "合作社 | 筛选 县 为空值"),
    postfix("缺失", "中文", .equal, "合作社 | 筛选 县 缺失"),
    postfix("不为空", "中文", .notEqual, "合作社 | 筛选 县 不为空"),
    postfix("不是空", "中文", .notEqual, "合作社 | 筛选 县 不是空"),
    postfix("非空", "中文", .notEqual, "合作社 | 筛选 县 非空"),
    postfix("有值", "中文", .notEqual, "合作社 | 筛选 县 有值"),
    ForeignForm("全部列", "中文", .value, Bilingual("*", "*"), "合作社 | 选列 全部列"),
    ForeignForm("所有列", "中文", .value, Bilingual("*", "*"), "合作社 | 选列 所有列"),
    ForeignForm("空值", "中文", .value, Bilingual("null", "空"), "合作社 | 筛选 县 != 空值"),
  ]
}
