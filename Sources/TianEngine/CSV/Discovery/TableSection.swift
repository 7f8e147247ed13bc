/// One table inside a text, by the numbers of its records.
struct TableSection: Sendable, Hashable {
  /// Lines above the header: titles, dates, the unit of all figures.
  var titles: [Line] = []
  /// The records of its header; none where it has no header.
  var headers: Range<Int>
  /// From the first row to past the last.
  var rows: Range<Int>
  /// Among them, records that are no rows: headers repeated on another page, `续表`.
  var omitted: [Int] = []
  /// Rows at the end of which no cell says anything, as spreadsheets write them below a table: `,,,`.
  var emptyCount = 0
  /// Lines below the last row: totals, notes, sources.
  var notes: [Line] = []
  /// Records of other tables of the text, and between them.
  var others: [Int] = []

  /// What a record says that is no row.
  struct Line: Sendable, Hashable {
    var record: Int
    var text: String
  }
}

/// Words that stand at the beginning of lines that are no rows.
enum SectionWords {
  /// Of a table that goes on from another page.
  static let continuations = ["续表", "续上表", "(续)", "（续）", "continued"]
  /// The first bytes of these, in either case.
  static let continuationLeads = Set(
    continuations.flatMap { [$0, $0.uppercased()] }.compactMap(\.utf8.first))
  /// Of what is said below a table.
  static let notes = [
    "注：", "注:", "注1", "注 ", "注释", "说明：", "说明:", "备注：", "备注:", "资料来源", "数据来源", "来源：", "来源:", "制表",
    "填表", "填报人", "制单", "经办", "审核", "负责人：", "负责人:", "联系人：", "联系人:", "打印日期", "打印时间", "导出日期", "导出时间", "source:",
    "sources:", "note:", "notes:", "*", "①",
  ]
  /// Of a first or last row that sums up the others.
  static let totals: Set<String> = [
    "合计", "总计", "共计", "全部合计", "合計", "總計", "total", "grand total", "sum", "全国", "全省", "全市", "全区", "全县",
    "全镇", "全乡", "全村", "全國", "全縣",
  ]

  /// What labels end in of rows that sum up some of the others: `小计`, `周宁县合计`, `全国总计`.
  static let subtotals = ["小计", "小計", "合计", "合計", "总计", "總計", "subtotal", "sub-total", " total"]

  enum Sum {
    case total, subtotal
  }

  /// What a label says of its row; nil where it is none of a sum.
  static func sum(_ label: String) -> Sum? {
    let isASCII = label.first?.isASCII ?? false
    let label = label.filter { !$0.isWhitespace || $0 == " " && isASCII }.lowercased()
    if totals.contains(label) { return .total }
    return label.count <= 24 && subtotals.contains { label.hasSuffix($0) } ? .subtotal : nil
  }

  /// Whether a label may be one of a sum, by its last byte, that of 计, 計, total or sum, or by its first
  /// character: most names are told from them so.
  static func mayBeSum(_ label: some BidirectionalCollection<UInt8>) -> Bool {
    switch label.last {
    case 0xA1, 0x88, UInt8(ascii: "l"), UInt8(ascii: "L"), UInt8(ascii: "m"), UInt8(ascii: "M"): true
    case _: label.first == whole[0] && label.starts(with: whole)
    }
  }
  private static let whole = Array("全".utf8)

  static func isContinuation(_ text: String) -> Bool {
    continuations.contains { text.lowercased().hasPrefix($0) }
  }
  /// `填报单位：某镇`: a word, a colon and what it says; not a part's label, nor a time of day.
  static func isNamed(_ text: String) -> Bool {
    guard let colon = text.firstIndex(where: { $0 == "：" || $0 == ":" }) else { return false }
    let name = text[..<colon]
    return !name.isEmpty && !name.contains(where: \.isNumber) && !name.hasPrefix("其中")
  }
  static func isNote(_ text: String) -> Bool { notes.contains { text.lowercased().hasPrefix($0) } }
}
