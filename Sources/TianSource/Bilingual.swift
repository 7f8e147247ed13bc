/// The language of messages, help and labels.
public enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case chinese = "zh"
}

/// One text in both of the languages that Tian speaks.
public struct Bilingual: Hashable, Sendable {
  public var en: String
  public var zh: String

  public init(_ en: String, _ zh: String) {
    self.en = en
    self.zh = zh
  }

  public subscript(language: Language) -> String {
    switch language {
    case .english: en
    case .chinese: zh
    }
  }
}
