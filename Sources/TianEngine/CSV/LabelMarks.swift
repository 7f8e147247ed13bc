import TianPlan
import TianSource

/// What marks in labels say. `#` or `其中` before one: its row is part of a row above it, and a column of that
/// name tells it from the others. A footnote's mark behind one, or behind a column's name, where the note
/// stands below the table. The marks leave the labels.
struct LabelMarks {
  private(set) var names: [String]
  private(set) var columns: [LoadedColumn]
  private(set) var findings: [Bilingual] = []

  /// - Parameters:
  ///   - notes: what stands below the table.
  ///   - hasParts: whether rows are part of others, as the first rows tell.
  init(
    _ names: [String], _ columns: [LoadedColumn], notes: [String], hasParts: Bool
  ) throws(Diagnostic) {
    self.names = names
    self.columns = columns
    let marks = Set(notes.compactMap { FootnoteMark.lead(of: $0) })
    if !marks.isEmpty { try takeFootnotes(marks) }
    if hasParts { try tellParts() }
  }

  // MARK: Parts of other rows

  private mutating func tellParts() throws(Diagnostic) {
    guard let place = columns.firstIndex(where: { $0.type.kind == .text }),
      columns.contains(where: \.type.isNumeric),
      case .text(let codes, let dictionary) = columns[place].column.storage
    else { return }
    let labels = (0..<dictionary.count).map { PartLabel.rest(of: dictionary.utf8($0)) }
    let column = columns[place].column
    let isPart = try Bitmap(count: column.count)
    var furtherIn: Set<Int> = []
    var partCount = 0
    /// Of the part above, with no other row between.
    var indentation: Int?
    for row in 0..<column.count {
      let code = column.isNull(row) ? nil : Int(codes[row])
      if let code, labels[code] != nil {
        indentation = PartLabel.indentation(dictionary.utf8(code))
      } else if let code, let above = indentation, PartLabel.indentation(dictionary.utf8(code)) > above {
        // What stands further in below a part is one too.
        furtherIn.insert(code)
      } else {
        indentation = nil
      }
      if indentation != nil {
        isPart.set(row)
        partCount += 1
      }
    }
    // The first row is no part of another, and a mark that all rows have tells nothing.
    guard partCount > 0, !isPart[0] else { return }
    columns[place] = try columns[place].relabelled { code in
      if let rest = labels[code] { return rest }
      guard furtherIn.contains(code) else { return nil }
      return Array(CellClassifier.trimmed(dictionary.utf8(code)))
    }
    let isChinese = names.contains { $0.unicodeScalars.contains { !$0.isASCII } }
    let name = free(isChinese ? "其中" : "of_which")
    let bits = Column(type: .bool, count: column.count, storage: .bits(isPart), validity: nil)
    names.append(name)
    columns.append(LoadedColumn(column: bits))
    findings.append(
      Bilingual(
        "\(partCount == 1 ? "1 row is" : "\(partCount) rows are") part of others: `\(name)` is true there",
        "\(partCount) 行是上面各行的“其中”项，列 `\(name)` 为真"))
  }

  private func free(_ name: String) -> String {
    var (free, number) = (name, 1)
    while names.contains(free) {
      number += 1
      free = "\(name)_\(number)"
    }
    return free
  }

  // MARK: Footnotes

  private mutating func takeFootnotes(_ marks: Set<[UInt8]>) throws(Diagnostic) {
    var count = 0
    for place in names.indices {
      let name = Array(names[place].utf8)
      guard let rest = Self.withoutMark(name, marks) else { continue }
      let bare = String(decoding: rest, as: UTF8.self)
      guard !names.contains(bare) else { continue }
      names[place] = bare
      count += 1
    }
    for place in columns.indices {
      guard case .text(_, let dictionary) = columns[place].column.storage else { continue }
      let texts = (0..<dictionary.count).map { code in
        FootnoteMark.mayEnd(dictionary.utf8(code))
          ? Self.withoutMark(Array(dictionary.utf8(code)), marks) : nil
      }
      let marked = texts.count { $0 != nil }
      guard marked > 0 else { continue }
      count += marked
      columns[place] = try columns[place].relabelled { texts[$0] }
    }
    guard count > 0 else { return }
    findings.append(
      Bilingual(
        "footnote marks taken off \(count == 1 ? "1 label" : "\(count) labels")", "\(count) 个名称去掉了脚注符号"))
  }

  private static func withoutMark(_ text: [UInt8], _ marks: Set<[UInt8]>) -> [UInt8]? {
    guard let start = FootnoteMark.start(text), marks.contains(Array(text[start...].drop { $0 == 0x20 }))
    else { return nil }
    return Array(text[..<start])
  }
}

/// Labels of rows that are part of others: `#茶叶`, `其中：茶叶`, `of which: tea`.
enum PartLabel {
  private static let marks = ["其中：", "其中:", "其中", "of which:", "of which "].map { Array($0.utf8) }
  private static let signs = ["#", "＃"].map { Array($0.utf8) }
  private static let bytesMax = 60

  /// What follows the mark; nil where a text has none.
  static func rest(of cell: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    // Most texts begin with none of the first bytes that count.
    guard let first = cell.first,
      first <= 0x23 || first == 0x6F || first == 0xE3 || first == 0xE5
        || first == 0xEF || first == 0x4F
    else { return nil }
    let text = CellClassifier.trimmed(cell)
    guard text.count <= bytesMax else { return nil }
    for mark in signs + marks where text.count > mark.count && text.span.startsFolded(with: mark, at: 0) {
      let rest = CellClassifier.trimmed(UnsafeBufferPointer(rebasing: text[mark.count...]))
      // `#3` is a number of its own.
      guard let next = rest.first, !(signs.contains(mark) && next &- 0x30 <= 9) else { return nil }
      return Array(rest)
    }
    return nil
  }

  /// How far in a text begins, in columns.
  static func indentation(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var (at, columns) = (0, 0)
    while at < text.count {
      if text[at] == 0x20 {
        (at, columns) = (at + 1, columns + 1)
      } else if text[at] == 0x09 {
        (at, columns) = (at + 1, columns + 4)
      } else if text[at...].starts(with: [0xE3, 0x80, 0x80]) {
        (at, columns) = (at + 3, columns + 2)
      } else {
        break
      }
    }
    return columns
  }
}

extension LoadedColumn {
  /// The column with some of its texts changed, given by their codes.
  fileprivate func relabelled(_ text: (Int) -> [UInt8]?) throws(Diagnostic) -> LoadedColumn {
    guard case .text(let codes, let dictionary) = column.storage else { return self }
    var interner = try TextInterner()
    var changed: [Int64] = []
    for code in 0..<dictionary.count {
      if let text = text(code) {
        changed.append(
          Int64(try text.withUnsafeBufferPointer { bytes throws(Diagnostic) in try interner.intern(bytes) }))
      } else {
        changed.append(Int64(try interner.intern(dictionary.utf8(code))))
      }
    }
    let mapped = try Buffer<Int64>(count: column.count)
    for row in 0..<column.count {
      let code = Int(codes[row])
      mapped.pointer[row] = changed.indices.contains(code) ? changed[code] : 0
    }
    return with(
      Column(
        type: type, count: column.count, storage: .text(.int64(mapped), try interner.finish()),
        validity: column.validity, range: nil, originals: nil, reasons: column.reasons))
  }
}
