import Glibc
import TianPlan
import TianSource

/// `== != < <= > >=` of exact values, text, dates and truth values. Hedged figures compare elsewhere.
final class CompareEvaluator: Evaluator {
  private let comparison: Comparison
  private let left: Evaluator
  private let right: Evaluator
  private var memo = TextMemo()

  init(_ comparison: Comparison, _ left: Evaluator, _ right: Evaluator, span: SourceSpan) {
    self.comparison = comparison
    self.left = left
    self.right = right
    super.init(span: span)
  }

  override func evaluate(_ batch: Batch) throws(Diagnostic) -> Vector {
    let (left, right) = (try left.evaluate(batch), try right.evaluate(batch))
    let out = try batch.arena.allocate(UInt64.self, Bits.wordCount(batch.count))
    switch (left.values, right.values) {
    case (.integers(let left), .integers(let right)): Self.compare(comparison, left, right, out, batch.count)
    case (.doubles(let left), .doubles(let right)): Self.compare(comparison, left, right, out, batch.count)
    case (.text(let codes, let dictionary), .text(let others, let other)):
      compareText(codes, dictionary, others, other, left, right, out, batch.count)
    case (.bits(let left), .bits(let right)): compareBits(left, right, out, batch.count)
    case (.integers, _), (.doubles, _), (.text, _), (.bits, _), (.hedged, _):
      return try Vector.nulls(of: .bool, count: batch.count, batch.arena)
    }
    return try Self.withNulls(comparison, out, left, right, batch)
  }

  static func compare<Element: Comparable & BitwiseCopyable>(
    _ comparison: Comparison, _ left: UnsafePointer<Element>, _ right: UnsafePointer<Element>,
    _ out: UnsafeMutablePointer<UInt64>, _ count: Int
  ) {
    switch comparison {
    case .equal: Loops.bits(left, right, out, count) { $0 == $1 }
    case .notEqual: Loops.bits(left, right, out, count) { $0 != $1 }
    case .less: Loops.bits(left, right, out, count) { $0 < $1 }
    case .lessOrEqual: Loops.bits(left, right, out, count) { $0 <= $1 }
    case .greater: Loops.bits(left, right, out, count) { $0 > $1 }
    case .greaterOrEqual: Loops.bits(left, right, out, count) { $0 >= $1 }
    }
  }

  private func compareBits(
    _ left: UnsafePointer<UInt64>, _ right: UnsafePointer<UInt64>, _ out: UnsafeMutablePointer<UInt64>,
    _ count: Int
  ) {
    for word in 0..<Bits.wordCount(count) {
      let (left, right) = (left[word], right[word])
      out[word] =
        switch comparison {
        case .equal: ~(left ^ right)
        case .notEqual: left ^ right
        case .less: ~left & right
        case .lessOrEqual: ~left | right
        case .greater: left & ~right
        case .greaterOrEqual: left | ~right
        }
    }
  }

  /// Text by code point, which is the order of UTF-8 bytes. Against one text, the usual case, each code of
  /// the dictionary is compared once.
  private func compareText(
    _ codes: UnsafePointer<Int64>, _ dictionary: TextDictionary, _ others: UnsafePointer<Int64>,
    _ other: TextDictionary, _ left: Vector, _ right: Vector, _ out: UnsafeMutablePointer<UInt64>,
    _ count: Int
  ) {
    let comparison = comparison
    if dictionary === other, dictionary.isUnique, comparison == .equal || comparison == .notEqual {
      Self.compare(comparison, codes, others, out, count)
    } else if other.count == 1 {
      let wanted = other.utf8(0)
      memo.bits(codes, dictionary, against: other, left, out, count) {
        Self.holds(comparison, TextOrder.compare($0, wanted))
      }
    } else {
      Loops.bits(out, count) { row in
        guard left.isValid(row), right.isValid(row) else { return false }
        let order = TextOrder.compare(dictionary.utf8(Int(codes[row])), other.utf8(Int(others[row])))
        return Self.holds(comparison, order)
      }
    }
  }

  static func holds(_ comparison: Comparison, _ order: Int) -> Bool {
    switch comparison {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }

  /// Equality is total: two nulls are equal, a null and a value differ. Order with a null is null.
  static func withNulls(
    _ comparison: Comparison, _ bits: UnsafeMutablePointer<UInt64>, _ left: Vector, _ right: Vector,
    _ batch: Batch
  ) throws(Diagnostic) -> Vector {
    guard left.validity != nil || right.validity != nil else { return Vector(.bits(bits)) }
    switch comparison {
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      let validity = try Bits.both(left.validity, right.validity, count: batch.count, batch.arena)
      return Vector(.bits(bits), validity: validity)
    case .equal, .notEqual:
      for word in 0..<Bits.wordCount(batch.count) {
        let (leftValid, rightValid) = (left.validity?[word] ?? ~0, right.validity?[word] ?? ~0)
        let equal = comparison == .equal ? bits[word] : ~bits[word]
        let total = (leftValid & rightValid & equal) | ~(leftValid | rightValid)
        bits[word] = comparison == .equal ? total : ~total
      }
      return Vector(.bits(bits))
    }
  }
}

enum TextOrder {
  /// Below, at or above zero, by bytes.
  @inline(__always) static func compare(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let common = min(left.count, right.count)
    if common > 0, let leftBase = left.baseAddress, let rightBase = right.baseAddress {
      let order = memcmp(leftBase, rightBase, common)
      if order != 0 { return Int(order) }
    }
    return left.count - right.count
  }
}

/// Remembers a predicate's answer for every code of a dictionary, so that a text is looked at once however
/// many rows hold it. Begins anew when another dictionary comes, or other texts to hold it against.
struct TextMemo {
  private var dictionary: TextDictionary?
  private var against: TextDictionary?
  /// 0 not asked yet, 1 no, 2 yes.
  private var answers: [UInt8] = []

  mutating func bits(
    _ codes: UnsafePointer<Int64>, _ dictionary: TextDictionary, against: TextDictionary? = nil,
    _ vector: Vector, _ out: UnsafeMutablePointer<UInt64>, _ count: Int,
    _ predicate: (UnsafeBufferPointer<UInt8>) -> Bool
  ) {
    if self.dictionary !== dictionary || self.against !== against {
      self.dictionary = dictionary
      self.against = against
      answers = Array(repeating: 0, count: dictionary.count)
    }
    answers.withUnsafeMutableBufferPointer { answers in
      Loops.bits(out, count) { row in
        guard vector.isValid(row) else { return false }
        let code = Int(codes[row])
        if answers[code] == 0 { answers[code] = predicate(dictionary.utf8(code)) ? 2 : 1 }
        return answers[code] == 2
      }
    }
  }
}
