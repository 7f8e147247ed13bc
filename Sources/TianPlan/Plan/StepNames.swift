import TianSource

extension Step {
  /// What a step is called where plans are shown.
  package var names: Bilingual {
    switch self {
    case .scan: Bilingual("scan", "扫描")
    case .values: Bilingual("values", "给值")
    case .filter: Bilingual("filter", "筛选")
    case .compute: Bilingual("compute", "计算")
    case .aggregate: Bilingual("aggregate", "汇总")
    case .window: Bilingual("window", "窗口")
    case .sort: Bilingual("sort", "排序")
    case .slice: Bilingual("slice", "截取")
    case .distinct: Bilingual("distinct", "去重")
    case .join: Bilingual("join", "关联")
    case .union: Bilingual("union", "并上")
    case .describe: Bilingual("describe", "概览")
    case .sample: Bilingual("sample", "抽样")
    case .pivot: Bilingual("pivot", "透视")
    case .unpivot: Bilingual("unpivot", "逆透视")
    case .explode: Bilingual("explode", "拆行")
    case .complete: Bilingual("complete", "补全")
    case .asof: Bilingual("join", "关联")
    case .follow: Bilingual("follow", "追随")
    case .assertion: Bilingual("assert", "断言")
    case .save: Bilingual("save", "存为")
    }
  }
}
