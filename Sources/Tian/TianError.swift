import TianSource

public typealias Diagnostic = TianSource.Diagnostic
public typealias Language = TianSource.Language

/// Why a query gave no result, or a workspace did not open: one or more diagnostics, and the text that their
/// places are in.
public struct TianError: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// The query is wrong; its data had no part in it.
    case compilation
    /// Files, values, memory.
    case data
    case cancelled
  }

  /// Never empty; at least one is an error.
  public let diagnostics: [Diagnostic]
  public let source: SourceText

  package init(_ diagnostics: [Diagnostic], in source: SourceText) {
    self.diagnostics = diagnostics
    self.source = source
  }

  package init(_ diagnostic: Diagnostic, in source: SourceText = SourceText(name: "", "")) {
    self.init([diagnostic], in: source)
  }

  /// Somebody asked for it to stop.
  package static let cancelled = TianError(Diagnostic(.cancelled, Bilingual("cancelled", "已取消")))

  /// A text of definitions alone, where a query was wanted.
  package static func noQuery(in source: SourceText = SourceText(name: "", "")) -> TianError {
    TianError(
      Diagnostic(
        .noQuery, Bilingual("the text holds no query", "文本里没有查询"),
        notes: [Bilingual("end it with a query", "请以一个查询结尾")]),
      in: source)
  }

  /// A file or stream that the system refuses, by its error number.
  package static func unreadable(_ name: String, _ number: Int32) -> TianError {
    TianError(FileSystem.unreadable(name, number))
  }

  public var kind: Kind {
    if diagnostics.contains(where: { $0.code == .cancelled }) { return .cancelled }
    let isCompilation = diagnostics.contains { diagnostic in
      diagnostic.severity == .error
        && (["T1", "T2", "T3", "T6"].contains { diagnostic.code.id.hasPrefix($0) }
          || diagnostic.code == .invalidLoadOption)
    }
    return isCompilation ? .compilation : .data
  }

  /// The diagnostics drawn with their lines and carets, as `tian` shows them; ends in a newline.
  public func rendered(in language: Language = .english, isColored: Bool = false) -> String {
    let renderer = DiagnosticRenderer(language: language, isColored: isColored)
    return diagnostics.map { renderer.render($0, in: source) }.joined()
  }
}

extension TianError: CustomStringConvertible {
  public var description: String { rendered() }
}
