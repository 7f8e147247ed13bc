import TianSource

/// What people type who come from another language, and what Tian writes: the parser and the checker read it
/// as what was meant, and tell the mend. `grammar/foreign.csv` is recorded from the table.
package struct ForeignForm: Sendable {
  /// Forms that are more than a word: the parser knows each by its shape.
  package enum Shape: Sendable {
    case alias, countStar, countDistinct, cast, caseWhen, over, selectStatement, groupStage, countStage
    case castMark, dateWord, unionAll, joinWords, joinStage, renameTo, sortBy, commaCondition
    case thousands, brackets, list, frame, method, dashComment, slashComment, blockComment, capitals
    case stagePipe, tailGroup, descending, ascending, namedArgument, columnWord, callBrackets, topBy
    case firstRows, withoutNulls, keepIf, dropIf, elseWord, choice, joinedTexts, convertWord, figureWord
    case byWord, commaTail, listWord, nameMark, rangeWord, rowWords, aggregateStage, stageArrow, biggerArrow
    case textEnds, ifThen, chained, formula, methodCall, onWord, extractPart, frontStage
  }

  package enum Use: Sendable {
    /// The word of a stage, where what follows reads the same.
    case verb(Verb)
    /// A word after a whole part: a stage without its `|`.
    case tail(Verb)
    /// Between two operands.
    case comparison(BinaryOperator)
    case connective(LogicalOperator)
    /// After an operand, and nothing behind it: a comparison with null.
    case postfix(BinaryOperator)
    case chartKind(Keyword)
    case symbol(Token.Kind)
    /// A call; `$1`, `$2` stand for its arguments, `$*` for all, `$?` for all with `??` between them.
    case function(String)
    /// A name that is a value.
    case value
    case shape(Shape)
  }

  /// As it is typed; several words that mean the same have spaces between them in `words`.
  package let typed: String
  /// The language it comes from.
  package let origin: String
  package let use: Use
  /// What Tian writes in its place.
  package let mend: Bilingual
  /// A query that has it, and nothing else that is wrong.
  package let example: String

  /// What is said of a word or a mark that is not Tian.
  static func message(of written: String) -> Bilingual {
    Bilingual("`\(written)` is not Tian", "没有 `\(written)` 这种写法")
  }

  init(_ typed: String, _ origin: String, _ use: Use, _ mend: Bilingual, _ example: String) {
    self.typed = typed
    self.origin = origin
    self.use = use
    self.mend = mend
    self.example = example
  }
}

package enum ForeignTable {
  package static let all = stages + tails + comparisons + marks + functions + chinese + charts + shapes

  /// What Tian writes for a word in a place, by the word in small letters.
  static func form(_ word: String, where isFit: (ForeignForm.Use) -> Bool) -> ForeignForm? {
    formsByWord[word.lowercased()]?.first { isFit($0.use) }
  }

  /// A function of another language, and the call that Tian has for it, with its arguments put in: nil where
  /// it has other arguments than that.
  package static func function(
    _ name: String, _ arguments: [CallTemplate.Argument], translating: (String) -> String
  ) -> (form: ForeignForm, call: String?)? {
    let calls = formsByWord[name.lowercased(), default: []].compactMap { form in
      if case .function(let template) = form.use {
        (form, CallTemplate.filled(translating(template), arguments))
      } else {
        nil
      }
    }
    return calls.first { $0.1 != nil } ?? calls.first
  }

  /// A name that other languages give to a value.
  package static func value(_ name: String) -> ForeignForm? {
    form(name) { if case .value = $0 { true } else { false } }
  }

  static func shape(_ shape: ForeignForm.Shape) -> Bilingual {
    for form in all {
      if case .shape(shape) = form.use { return form.mend }
    }
    return Bilingual("", "")
  }

  private static let formsByWord = Dictionary(grouping: all, by: { $0.typed.lowercased() })
}
