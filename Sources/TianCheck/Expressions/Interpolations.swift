import TianPlan
import TianSource
import TianSyntax

extension StatementChecker {
  /// `f"{县}: {n}"` is `concat` of its parts: a null is an empty text.
  @inline(never)
  mutating func interpolated(
    _ parts: [InterpolationSyntax], _ context: Context, at span: SourceSpan
  ) -> Typed {
    let texts = parts.map { part in
      switch part {
      case .text(let text, let span): return Typed(.literal(.text(text)), .text, at: context.place(span))
      case .value(let value):
        let value = check(value, context)
        return value.isUnknown ? value : asText(value, "f\"…\"")
      }
    }
    return texts.contains(where: \.isUnknown) ? .unknown(at: span) : call(.concat, texts, .text, at: span)
  }
}
