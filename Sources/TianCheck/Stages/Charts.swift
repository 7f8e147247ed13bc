import TianPlan
import TianSource
import TianSyntax

/// `chart` keeps the columns that it draws, and says how.
extension StatementChecker {
  private static let binsMost = 200
  private typealias Drawn = (column: Scope.Column, span: SourceSpan)

  mutating func chart(_ syntax: ChartSyntax, _ tails: TailsSyntax, _ frame: Frame, at verb: SourceSpan) {
    let place = frame.place(verb)
    var chart = Chart(kind: Chart.Kind(syntax.kind), language: frame.language(of: verb))
    options(syntax.options, &chart, frame)
    let context = context(tails, frame)
    let items: [Drawn] = syntax.items.map { item in
      (column(item, check(item.value, context), context), frame.place(item.span))
    }
    let series: [Drawn] = tails.by.isEmpty ? [] : groupKeys(tails.by, frame).map { ($0, place) }
    let order = sortKeys(tails.sort, frame)
    let ids = (items + series).map(\.0.id)
    for (column, span) in items {
      _ = sharesUnit(
        Typed(.column(column.id), plan.type(of: column.id), at: span), among: ids, for: "chart", frame)
    }
    checkNames(items + series)
    chart.hasSeries = !series.isEmpty
    // What cannot be drawn is a chart all the same for the stages after it.
    flow.chart = chart
    guard !(items + series).contains(where: \.0.isUnknown), !flow.scope.isUnknown, !items.isEmpty else {
      flow.scope.isUnknown = true
      return
    }
    guard fits(chart, items, seriesCount: series.count, at: place) else { return }
    if !order.isEmpty { append { .sort(.init(input: $0, keys: order)) } }
    flow.scope.columns = (items + series).map(\.0)
  }

  /// Other stages have nothing to do with a drawing.
  mutating func checkChartIsLast(before stage: StageSyntax, _ frame: Frame) {
    guard flow.chart != nil else { return }
    if case .save = stage.kind { return }
    flow.chart = nil
    report(
      .invalidChart, Bilingual("a chart is drawn at the end", "图表要画在最后"), at: frame.place(stage.verbSpan),
      Bilingual("put this stage before `chart`", "请把这一步写在 `图表` 之前"))
  }

  private mutating func options(_ arguments: [ArgumentSyntax], _ chart: inout Chart, _ frame: Frame) {
    for option in options(arguments, of: Bilingual("chart", "图表"), frame) {
      switch (OptionName(option.name), option.value) {
      case (.title, .text(let text)): chart.title = text
      case (.bins, .int(let count)) where (1...Int64(Self.binsMost)).contains(count):
        chart.binCount = Int(count)
      case (.title, _):
        report(
          .invalidChart, Bilingual("the title is a text", "标题须是文本"), at: option.span)
      case (.bins, _):
        report(
          .invalidChart,
          Bilingual("`bins` is a number from 1 to \(Self.binsMost)", "`组数` 是 1 到 \(Self.binsMost) 的整数"),
          at: option.span)
      default:
        report(
          Diagnostic(
            .invalidChart,
            Bilingual("`chart` has no option `\(option.name)`", "`图表` 没有选项 `\(option.name)`"),
            at: [.init(option.span)], notes: [OptionName.note([.title, .bins])]))
      }
    }
  }

  /// Whether the columns are as many as the chart draws, and of kinds that it can.
  private mutating func fits(
    _ chart: Chart, _ items: [Drawn], seriesCount: Int, at place: SourceSpan
  ) -> Bool {
    let counts = chart.hasSeries ? 2...2 : chart.kind.columnCounts
    let takesSeries = chart.kind != .histogram && chart.kind != .spark
    guard counts.contains(items.count), seriesCount <= 1, takesSeries || seriesCount == 0 else {
      report(.invalidChart, form(of: chart), at: place)
      return false
    }
    let isNumberFirst = chart.kind == .scatter || items.count == 1
    for (index, item) in items.enumerated() where index > 0 || isNumberFirst {
      let type = plan.type(of: item.column.id)
      if type.isNumeric || (index == 0 && chart.kind != .spark && type.isTemporal) { continue }
      report(
        .invalidChart,
        Bilingual("`\(item.column.title)` is no number", "`\(item.column.title)` 不是数"), at: item.span,
        Bilingual("its type is \(type.text)", "它的类型是 \(type.text)"))
      return false
    }
    return shareUnit(Array(items.dropFirst()))
  }

  /// Numbers on one axis have one unit.
  private mutating func shareUnit(_ items: [Drawn]) -> Bool {
    for item in items.dropFirst() {
      let (first, other) = (plan.type(of: items[0].column.id), plan.type(of: item.column.id))
      if first.unit == other.unit { continue }
      let units = [first, other].map { $0.unit?.text ?? "1" }
      report(
        .invalidChart,
        Bilingual(
          "one axis has one unit, not \(units[0]) and \(units[1])",
          "一个坐标轴只能有一种单位，而不是 \(units[0]) 和 \(units[1])"),
        at: item.span, Bilingual("convert it, or draw it alone", "请换算，或另画一图"))
      return false
    }
    return true
  }

  private func form(of chart: Chart) -> Bilingual {
    switch chart.kind {
    case .bar:
      Bilingual(
        "`chart bar` draws a name and numbers, or one number by one key", "`图表 柱状` 要一个名称和若干数，或一个数按一个键")
    case .line:
      Bilingual("`chart line` draws an x and numbers, or one number by one key", "`图表 折线` 要一个横轴和若干数，或一个数按一个键")
    case .scatter: Bilingual("`chart scatter` draws two numbers, by one key", "`图表 散点` 要两个数，可按一个键")
    case .histogram: Bilingual("`chart histogram` draws one number", "`图表 直方` 只要一个数")
    case .spark: Bilingual("`chart spark` draws a number, or a name and a number", "`图表 走势` 要一个数，或一个名称和一个数")
    }
  }
}

extension Chart.Kind {
  init(_ kind: ChartSyntax.Kind) {
    self =
      switch kind {
      case .bar: .bar
      case .line: .line
      case .scatter: .scatter
      case .histogram: .histogram
      case .spark: .spark
      }
  }
}
