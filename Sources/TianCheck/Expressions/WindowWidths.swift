import TianFigures
import TianPlan
import TianSource

extension StatementChecker {
  /// `3`, so many rows; `3月`, a distance of the one sort key. Nil, reported, where it is neither.
  mutating func distance(_ value: Typed, _ order: [Step.SortKey], rowsMin: Int64) -> WindowDistance? {
    if value.isUnknown { return nil }
    guard let unit = value.type.unit, !unit.dimension.isCount else {
      let what = Bilingual("how many rows", "行数")
      return wholeNumber(value, in: rowsMin...Int64(Int32.max), what).map { .rows(Int($0)) }
    }
    guard order.count == 1, let key = order.first else {
      report(
        .windowNeedsOrder,
        Bilingual("a width is measured on one `sort` key", "时间长度按一个 `排序` 键计算"), at: value.span,
        Bilingual("add it to this stage: `sort 年`", "请在本步末尾写明：`排序 年`"))
      return nil
    }
    let type = plan.type(of: key.column)
    if let width = width(value, of: type), width.isPositive { return .key(width) }
    let phrase = TypeNames.phrase(type)
    let text = source.text(of: value.span)
    report(
      .windowWidth,
      Bilingual(
        "`\(text)` is no width of this `sort` key, which is \(phrase.en)",
        "`\(text)` 不能作为 `排序` 键的长度，这个键是\(phrase.zh)"), at: value.span,
      Bilingual(
        "dates take days and months, periods and whole years take `1年`; `3` is three rows",
        "日期用天、月等，时期与整数的年份用 `1年`；`3` 是三行"))
    return nil
  }

  /// A fixed width in a key's own numbers; nil where it is not whole, or not of its kind.
  private func width(_ value: Typed, of key: DataType) -> KeyWidth? {
    guard !key.isHedged, !value.type.isHedged else { return nil }
    let months = steps(value, of: Unit(named: "月"), scale: 0)
    switch key.kind {
    case .date:
      return months.map(KeyWidth.months) ?? steps(value, of: Unit(named: "天"), scale: 0).map(KeyWidth.steps)
    case .timestamp:
      return months.map(KeyWidth.months) ?? steps(value, of: Unit(named: "秒"), scale: 6).map(KeyWidth.steps)
    case .period(let granularity):
      guard let months, months % granularity.monthCount == 0 else { return nil }
      return .steps(months / granularity.monthCount)
    case .int, .decimal:
      if key.unit == nil, key.kind != .int { return nil }
      return steps(value, of: key.unit ?? Unit(named: "年"), scale: key.scale ?? 0).map(KeyWidth.steps)
    case .bool, .float, .text: return nil
    }
  }

  /// A literal in a unit, in steps of so many digits after the point; nil where it does not come out even.
  private func steps(_ value: Typed, of unit: Unit?, scale: Int) -> Int64? {
    guard let unit, let factor = value.type.unit?.conversion(to: unit),
      let number = value.literal.flatMap(Literals.exact)
    else { return nil }
    return number.multiplied(by: factor)?.rescaled(to: scale)?.coefficient
  }
}

extension KeyWidth {
  fileprivate var isPositive: Bool {
    switch self {
    case .steps(let count), .months(let count): count > 0
    }
  }
}
