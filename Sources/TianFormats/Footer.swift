import TianEngine
import TianFigures
import TianSource

/// The line under a box, and the line that tells of rows left out: no counts are hidden, whatever the format.
package struct Footer {
  private let result: ResultTable
  private let language: Language

  package init(_ result: ResultTable, language: Language) {
    self.result = result
    self.language = language
  }

  /// `4 rows of 12 · 5,208 scanned · 9 ms`.
  /// - Parameter elapsedMicroseconds: nil where the time is not to be told.
  package func text(cut: BoxCut, elapsedMicroseconds: Int?) -> String {
    var parts: [Bilingual] = []
    if cut.hiddenRowCount > 0 {
      let shown = Self.count(result.rowCount - cut.hiddenRowCount)
      let all = Self.count(result.rowCount)
      parts.append(Bilingual("\(shown) of \(all) rows shown", "显示 \(all) 行中的 \(shown) 行"))
    } else {
      let all = Self.count(result.rowCount)
      parts.append(Bilingual(result.rowCount == 1 ? "1 row" : "\(all) rows", "\(all) 行"))
    }
    if !cut.hiddenColumns.isEmpty {
      let names = cut.hiddenColumns.map(VisibleText.escaped)
      parts.append(
        Bilingual(
          "\(names.count) columns not shown: \(names.joined(separator: ", "))",
          "未显示 \(names.count) 列：\(names.joined(separator: "、"))"))
    }
    if cut.undrawnCount > 0 { parts.append(Self.undrawn(cut.undrawnCount)) }
    if result.scannedRowCount > 0 {
      let scanned = Self.count(result.scannedRowCount)
      parts.append(Bilingual("\(scanned) scanned", "扫描 \(scanned) 行"))
    }
    parts += leftOut + joins
    if let elapsedMicroseconds { parts.append(Self.duration(elapsedMicroseconds)) }
    return parts.map { $0[language] }.joined(separator: " · ")
  }

  /// Nulls that a chart has no place for.
  static func undrawn(_ count: Int) -> Bilingual {
    Bilingual("\(Self.count(count)) null, not drawn", "\(Self.count(count)) 个空值未画出")
  }

  /// Rows that conditions and joins left out for another reason than a plain no; nil where there are none.
  package var notes: String? {
    leftOut.isEmpty ? nil : leftOut.map { $0[language] }.joined(separator: " · ")
  }

  private var leftOut: [Bilingual] {
    var undecided = 0
    var takenAsNo = 0
    var nullConditions = 0
    var nullKeys = 0
    var overlapping: [OrderUse: Int] = [:]
    var made: [NullCause: Int] = [:]
    for note in result.notes {
      switch note {
      case .undecided(let count, span: _): undecided += count
      case .takenAsNo(let count, span: _): takenAsNo += count
      case .nullCondition(let count, span: _): nullConditions += count
      case .nullKey(let count, span: _): nullKeys += count
      case .madeNull(let count, let cause, span: _): made[cause, default: 0] += count
      case .overlapping(let count, let use, span: _): overlapping[use, default: 0] += count
      case .joined: break
      }
    }
    var parts: [Bilingual] = []
    if undecided > 0 {
      let count = Self.count(undecided)
      parts.append(Bilingual("\(count) undecided, left out", "\(count) 行无法判定，未计入"))
    }
    if takenAsNo > 0 {
      let count = Self.count(takenAsNo)
      parts.append(Bilingual("\(count) undecided, taken as no", "\(count) 行无法判定，按不成立算"))
    }
    if nullConditions > 0 {
      let count = Self.count(nullConditions)
      parts.append(Bilingual("\(count) left out: condition null", "\(count) 行条件为空，未计入"))
    }
    if nullKeys > 0 {
      let count = Self.count(nullKeys)
      parts.append(
        Bilingual("\(count) null key\(nullKeys == 1 ? "" : "s") matched nothing", "\(count) 行键为空，无匹配"))
    }
    for cause in NullCause.allCases {
      guard let count = made[cause].map(Self.count) else { continue }
      let why = Self.why(cause)
      parts.append(Bilingual("\(count) null: \(why.en)", "\(count) 个为空：\(why.zh)"))
    }
    for use in OrderUse.allCases { parts += overlapping[use].map { [Self.overlaps($0, use)] } ?? [] }
    return parts
  }

  private static func overlaps(_ pairCount: Int, _ use: OrderUse) -> Bilingual {
    let count = Self.count(pairCount)
    return switch use {
    case .cut where pairCount == 1: Bilingual("cut between two figures that overlap", "截断处的两个约数互有重叠")
    case .cut: Bilingual("\(count) cuts between figures that overlap", "\(count) 处截断的两个约数互有重叠")
    case .rank:
      Bilingual(
        "ranked by best: \(count) neighbour\(pairCount == 1 ? " overlaps" : "s overlap") the one before",
        "名次按最佳值：\(count) 个与前一名互有重叠")
    }
  }

  private static func why(_ cause: NullCause) -> Bilingual {
    switch cause {
    case .otherUnit: Bilingual("no figure of that unit", "不是该单位的数")
    case .notPlain: Bilingual("no number without a unit", "不是无单位的数")
    case .zeroDivisor: Bilingual("the divisor is or may be 0", "除数是零或可能是零")
    case .noNumber: Bilingual("no such number", "结果不是数")
    }
  }

  /// How the joins went.
  private var joins: [Bilingual] {
    result.notes.compactMap { note in
      guard case .joined(let tally, span: _) = note else { return nil }
      let (matched, unmatched) = (Self.count(tally.matchedCount), Self.count(tally.unmatchedCount))
      let fanOut = Self.count(tally.largestFanOut)
      return Bilingual(
        "join: \(matched) matched, \(unmatched) unmatched, at most \(fanOut) each",
        "关联：\(matched) 行有匹配，\(unmatched) 行无匹配，每行至多 \(fanOut) 个")
    }
  }

  /// A whole number for people.
  package static func count(_ value: Int) -> String {
    var out = ByteBuffer()
    NumberText.append(Int64(value), scale: 0, grouped: true, to: &out)
    return String(decoding: out.bytes, as: UTF8.self)
  }

  private static func duration(_ microseconds: Int) -> Bilingual {
    if microseconds < 1_000_000 {
      let milliseconds = ExactDecimal(Int64(microseconds / 100), scale: 1)
      let text = microseconds < 10_000 ? milliseconds.text : String(microseconds / 1000)
      return Bilingual("\(text) ms", "\(text) 毫秒")
    }
    let text = ExactDecimal(Int64(microseconds / 10_000), scale: 2).text
    return Bilingual("\(text) s", "\(text) 秒")
  }
}
