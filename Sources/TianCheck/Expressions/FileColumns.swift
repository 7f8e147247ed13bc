import TianPlan
import TianSource
import TianSyntax

/// What is asked of a file's columns rather than of their values.
extension StatementChecker {
  /// Why a column is null, in the language in which that is asked.
  mutating func reason(
    _ arguments: [ExpressionSyntax], _ language: Language, _ context: Context, at span: SourceSpan
  ) -> Typed {
    guard let value = arguments.first.map({ check($0, context) }), !value.isUnknown else {
      return .unknown(at: span)
    }
    guard isOfFile(value) else {
      report(
        .noOriginal,
        Bilingual("this was computed, and no file says why it is null", "这是算出来的，没有文件说明它为何为空"), at: value.span)
      return .unknown(at: span)
    }
    let isChinese = Typed(.literal(.bool(language == .chinese)), .bool, at: span)
    return call(.why, [value, isChinese], .text, at: span)
  }

  /// Whether a value is a column that comes from a table as it is.
  func isOfFile(_ value: Typed) -> Bool {
    guard case .column(let id) = value.expression.form else { return false }
    return isOfFile(id)
  }

  /// Of a union, both sides are.
  private func isOfFile(_ id: ColumnID) -> Bool {
    plan.steps.contains { step in
      switch step {
      case .scan(let scan): scan.columns.contains { $0.id == id }
      case .union(let union):
        union.columns.contains { $0.id == id && isOfFile($0.left) && isOfFile($0.right) }
      case _: false
      }
    }
  }
}
