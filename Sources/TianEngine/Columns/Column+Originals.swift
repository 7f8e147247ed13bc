import TianFigures
import TianPlan
import TianSource

extension Column {
  /// The column with the texts that identical figures have in others of its type, where it has none itself:
  /// values that were taken from those columns one way or another are shown as they were published. Cost:
  /// linear in the rows of all of them.
  /// - Parameter rows: for each source, the row of it that each row here was made of, where there is one: of
  ///   texts of one figure, that row's own comes first.
  func withOriginals(
    of sources: [Column], rows: [Buffer<UInt32>] = []
  ) throws(Diagnostic) -> Column {
    guard type.isHedged, case .hedged(let storage) = self.storage, storage.originalCodes == nil else {
      return self
    }
    var texts: [FigureWords: (dictionary: TextDictionary, code: Int)] = [:]
    for source in sources where source.type == type {
      if case .hedged(let figures) = source.storage { figures.addOriginals(to: &texts, source) }
    }
    if texts.isEmpty { return self }
    var interner = try TextInterner()
    // A figure that none of them has, a computed one, has the empty text.
    let none = try [UInt8]().withUnsafeBufferPointer { empty throws(Diagnostic) in try interner.intern(empty)
    }
    let codes = try Buffer<Int64>(count: count, zeroed: true)
    for row in 0..<count {
      codes.pointer[row] = Int64(none)
      guard !isNull(row), let (dictionary, code) = texts[storage.words(row)] else { continue }
      let own = ownText(row, storage.words(row), sources, rows)
      codes.pointer[row] = Int64(try interner.intern(own ?? dictionary.utf8(code)))
    }
    let named = HedgedStorage(
      low: storage.low, best: storage.best, high: storage.high, ends: storage.ends,
      originalCodes: .int64(codes), originals: try interner.finish())
    return Column(type: type, count: count, storage: .hedged(named), validity: validity, range: range)
  }
}

extension Column {
  private func ownText(
    _ row: Int, _ words: FigureWords, _ sources: [Column], _ rows: [Buffer<UInt32>]
  ) -> UnsafeBufferPointer<UInt8>? {
    for (source, rows) in zip(sources, rows) {
      let own = rows.pointer[row]
      guard own != Batch.missingRow, case .hedged(let storage) = source.storage, !source.isNull(Int(own)),
        storage.words(Int(own)) == words, let codes = storage.originalCodes, let texts = storage.originals
      else { continue }
      return texts.utf8(Int(codes[Int(own)]))
    }
    return nil
  }
}

/// The numbers of a figure as they are stored, by which figures are identical.
struct FigureWords: Hashable {
  let low: Int64
  let best: Int64
  let high: Int64
  let ends: UInt8
}

extension HedgedStorage {
  func words(_ row: Int) -> FigureWords {
    FigureWords(low: low.word(row), best: best.word(row), high: high.word(row), ends: ends[row])
  }

  /// The text of each figure, the first in the column where several are written alike.
  fileprivate func addOriginals(
    to texts: inout [FigureWords: (dictionary: TextDictionary, code: Int)], _ column: Column
  ) {
    guard let codes = originalCodes, let dictionary = originals else { return }
    var isSeen = [Bool](repeating: false, count: dictionary.count)
    for row in 0..<column.count where !column.isNull(row) {
      let code = Int(codes[row])
      if isSeen[code] { continue }
      isSeen[code] = true
      let words = words(row)
      if texts[words] == nil, !dictionary.utf8(code).isEmpty { texts[words] = (dictionary, code) }
    }
  }
}

extension HedgedStorage {
  /// Whether two figures are different, and either may be the greater one.
  func overlap(_ first: Int, _ second: Int) -> Bool {
    words(first) != words(second) && !isAtMost(first, second) && !isAtMost(second, first)
  }

  private func isAtMost(_ row: Int, _ other: Int) -> Bool {
    let (mine, theirs) = (HedgeEnds(rawValue: ends[row]), HedgeEnds(rawValue: ends[other]))
    return !mine.contains(.highAbsent) && !theirs.contains(.lowAbsent) && high[row] <= low[other]
  }
}

extension HedgedStorage.Numbers {
  /// A coefficient as a double.
  fileprivate subscript(row: Int) -> Double {
    switch self {
    case .integers(let values): Double(values[row])
    case .doubles(let values): values[row]
    }
  }

  func word(_ row: Int) -> Int64 {
    switch self {
    case .integers(let values): values[row]
    // 0 and -0 are one value.
    case .doubles(let values): Int64(bitPattern: (values[row] + 0).bitPattern)
    }
  }
}

extension Pipeline {
  /// The stored columns whose figures a computed one hands on as they are: those that `??`, `case` and `if`
  /// choose among.
  func figureSources(_ id: ColumnID, _ plan: Plan) -> [(source: Int, column: Column)] {
    guard plan.type(of: id).isHedged, case .computed(let expression)? = definitions[id] else { return [] }
    return chosen(by: expression).compactMap { id in
      guard case .stored(let source, let column)? = definitions[id] else { return nil }
      return (source, column)
    }
  }

  private func chosen(by expression: Expression) -> [ColumnID] {
    switch expression.form {
    case .column(let id):
      if case .computed(let inner)? = definitions[id] { return chosen(by: inner) }
      return [id]
    case .conditional(let arms, let otherwise): return (arms.map(\.value) + [otherwise]).flatMap(chosen)
    case .call(.coalesce, let operands): return operands.flatMap(chosen)
    case .literal, .arithmetic, .negate, .compare, .and, .or, .not, .isIn, .membership, .scalar, .convert,
      .call:
      return []
    }
  }
}
